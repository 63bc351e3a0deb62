from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.photo import Photo
from articles.querysets import MediaFileQuerySet


class MediaFile(models.Model):
    """An audio or video file of the desk, with the words next to it.

    Stories show the facts as they are now, not as they were at publication.
    """

    class MediaKind(models.TextChoices):
        VIDEO = "video", _("video")
        AUDIO = "audio", _("audio")

    file = models.FileField(_("file"), upload_to="media/%Y/%m")
    kind = models.CharField(_("kind"), max_length=5, choices=MediaKind, editable=False)
    media_type = models.CharField(max_length=20, editable=False)
    size = models.BigIntegerField(_("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    original_name = models.CharField(_("original file name"), max_length=250, blank=True, editable=False)
    seconds = models.FloatField(_("duration"), null=True, editable=False)
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    caption = models.TextField(pgettext_lazy("audio and video", "caption"), blank=True)
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("All that is said, for those who cannot hear it.")
    )
    captioned = models.BooleanField(
        _("has captions"), default=False, help_text=_("The picture of the video shows what is said.")
    )
    credit_raw = models.CharField(
        pgettext_lazy("audio and video", "credit as received"), max_length=300, blank=True
    )
    credit = models.CharField(
        pgettext_lazy("audio and video", "credit line"), max_length=300, blank=True, editable=False
    )
    agency_codes = ArrayField(
        models.CharField(max_length=24), default=list, blank=True, editable=False, verbose_name=_("agencies")
    )
    poster = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poster"),
        help_text=_("The photo in the place of the video until it plays."),
    )
    blocked = models.BooleanField(_("blocked"), default=False, editable=False)
    created_at = models.DateTimeField(_("added"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = MediaFileQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("audio or video")
        verbose_name_plural = _("audio and video")
        constraints = [
            models.UniqueConstraint("sha256", name="media_file_is_kept_once"),
            models.CheckConstraint(condition=Q(kind__in=["video", "audio"]), name="media_file_kind_is_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="media_file_has_bytes"),
        ]
        indexes = [
            models.Index(F("created_at").desc(), F("id").desc(), name="media_file_newest"),
            GinIndex(fields=["agency_codes"], name="media_file_by_agency"),
        ]

    def __str__(self) -> str:
        return self.title
