from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from articles.models.agency import Agency
from articles.models.article import Article
from articles.models.media_file import MediaFile
from articles.models.photo import Photo
from articles.rights.grants import RightsChannel

ASSUMED_REMARK = gettext_noop("Assumed at first use: own site and archive. Check it against your contract.")
"""Remark of the rights that an agency has until its contract is entered."""


class Grant(models.Model):
    """A rule that allows or denies a use on a channel, within a period."""

    class Source(models.TextChoices):
        CONTRACT = "contract", _("contract")
        PHOTO = "photo", _("photo")
        EDITOR = "editor", _("editor")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    media_file = models.ForeignKey(
        MediaFile, on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    channel = models.CharField(
        _("channel"),
        max_length=10,
        choices=[
            (RightsChannel.SITE, _("own site")),
            (RightsChannel.PARTNER, _("partners")),
            (RightsChannel.ARCHIVE, _("archive")),
            (RightsChannel.SOCIAL, _("social media")),
            (RightsChannel.MINING, _("text and data mining")),
        ],
    )
    allow = models.BooleanField(_("allowed"), default=True)
    since = models.DateTimeField(_("from"), null=True, blank=True)
    until = models.DateTimeField(_("to"), null=True, blank=True)
    source = models.CharField(
        _("source of the right"), max_length=10, choices=Source, default=Source.CONTRACT
    )
    take_off = models.BooleanField(
        _("take off at the end"),
        default=False,
        db_default=False,
        help_text=_("Takes the pictures off their stories when a right for the own site ends."),
    )
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    logged_at = models.DateTimeField(null=True, editable=False, db_column="told_at")
    """The last beginning or end for which all stories concerned have a log row."""
    announced_days = models.PositiveSmallIntegerField(null=True, editable=False)
    """Days before its end of the last announcement."""

    class Meta:
        ordering = ("channel", "id")
        verbose_name = _("right")
        verbose_name_plural = _("rights")
        indexes = [
            models.Index(
                fields=["since"],
                name="grant_begins",
                condition=Q(channel=RightsChannel.PARTNER) & ~Q(since=None),
            ),
            models.Index(
                fields=["until"],
                name="grant_ends",
                condition=Q(channel=RightsChannel.PARTNER) & ~Q(until=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(agency__isnull=False, photo=None, media_file=None, article=None)
                    | Q(agency=None, photo__isnull=False, media_file=None, article=None)
                    | Q(agency=None, photo=None, media_file__isnull=False, article=None)
                    | Q(agency=None, photo=None, media_file=None, article__isnull=False)
                ),
                name="grant_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[c.value for c in RightsChannel]), name="grant_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
                name="grant_ends_after_it_begins",
                violation_error_message=_("A right ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {_('allowed') if self.allow else _('denied')}"
