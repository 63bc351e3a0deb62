"""Revisions and corrections of stories."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Correction(models.Model):
    """A correction of a published version, with a note to desks and one to readers."""

    class Position(models.TextChoices):
        TEASER = "teaser", _("under the standfirst")
        END = "end", _("at the end of the text")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField(_("version"))
    desk_note = models.TextField(_("note to desks"))
    public_note = models.TextField(_("note to readers"))
    place = models.CharField(_("position on the page"), max_length=6, choices=Position, default=Position.END)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint("article", "version", name="correction_is_one_a_version"),
            models.CheckConstraint(
                condition=~Q(desk_note="") & ~Q(public_note=""),
                name="correction_says_it_to_desks_and_readers",
            ),
            models.CheckConstraint(
                condition=Q(place__in=["teaser", "end"]), name="correction_place_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_note[:80]


class Revision(models.Model):
    """The whole story after a save; append-only."""

    class Kind(models.TextChoices):
        CREATED = "created", _("created")
        SAVED = "saved", _("saved")
        MOVED = "moved", _("state changed")
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        IMPORTED = "imported", _("imported")

    GONE_OUT = (Kind.PUBLISHED, Kind.CORRECTED, Kind.IMPORTED)
    """Kinds of revisions that were published."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    window = models.CharField(max_length=36, blank=True, default="", db_default="")
    """Browser window of the saved form, by which a save sent twice is detected."""

    class Meta:
        ordering = ("-number",)
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint("article", "number", name="revision_number_is_one_a_story"),
            models.UniqueConstraint(
                "by",
                "window",
                condition=models.Q(kind="created") & ~models.Q(window=""),
                name="one_form_creates_one_story",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"


class RevisionName(models.Model):
    """A name that the desk gave a revision, which itself never changes."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="given_name")
    name = models.CharField(_("name"), max_length=60)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("name of a revision")
        verbose_name_plural = _("names of revisions")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="revision_name_is_not_empty")]

    def __str__(self) -> str:
        return self.name
