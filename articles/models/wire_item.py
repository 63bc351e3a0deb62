from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class WireItem(models.Model):
    """Received copy, stored byte for byte before it is parsed, with its status."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        USED = "used", _("used in a story")
        REPEATED = "repeated", _("sent again unchanged")
        SUPERSEDED = "superseded", _("superseded by a newer version")
        QUARANTINED = "quarantined", _("set aside")

    class Medium(models.TextChoices):
        PASTE = "paste", _("pasted")
        FILE = "file", _("file")

    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    channel = models.CharField(_("received as"), max_length=10, choices=Medium, default=Medium.PASTE)
    media_type = models.CharField(_("media type"), max_length=80, default="text/plain")
    raw = models.BinaryField(_("raw copy"))
    sha256 = models.CharField(max_length=64, db_index=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECEIVED)
    reason = models.TextField(_("reason for setting aside"), blank=True)
    reading = models.JSONField(_("parsed copy"), null=True)
    parsed = models.JSONField(null=True, editable=False)
    """Copy as parsed, with the fingerprint of the lexicon; null once a story is made of the item."""
    agency_item = models.CharField(_("agency item without version"), max_length=200, blank=True)
    agency_version = models.PositiveIntegerField(_("agency version"), null=True)
    version_created = models.DateTimeField(_("version created by the agency"), null=True)
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    """A newer version by the agency's own data, never by the time of receipt."""
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="repeated_by",
        verbose_name=_("the same as"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="wire_items", verbose_name=_("story")
    )

    class Meta:
        ordering = ("-received_at", "-id")
        verbose_name = _("received copy")
        verbose_name_plural = _("received copy")
        indexes = [
            models.Index(F("received_at").desc(), F("id").desc(), name="wire_item_newest"),
            models.Index(
                "agency_item",
                F("received_at").desc(),
                name="wire_item_of_one_agency_item",
                condition=~Q(agency_item=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="quarantined") | ~Q(reason=""), name="quarantined_copy_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} #{self.pk}"
