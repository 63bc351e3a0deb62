from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.wire_source import WireSource


class WireFile(models.Model):
    """A file as an agency sent it, stored byte for byte before it is read.

    PostgreSQL compresses the bytes. One file may hold many items.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        QUARANTINED = "quarantined", _("set aside")
        DISMISSED = "dismissed", _("dismissed")

    source = models.ForeignKey(
        WireSource, on_delete=models.PROTECT, null=True, related_name="files", verbose_name=_("source")
    )
    """None for a file that an editor uploaded."""
    name = models.CharField(_("name"), max_length=300, blank=True)
    media_type = models.CharField(_("media type"), max_length=80, blank=True)
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    raw = models.BinaryField(_("raw file"), null=True)
    """None once the contract's time is over."""
    thumbnail = models.BinaryField(null=True)
    """A small JPEG of a picture, so that lists load no full one."""
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECEIVED)
    reason = models.TextField(_("reason"), blank=True)
    """Why the file was set aside or dismissed."""
    problem = models.JSONField(null=True, editable=False)
    """The reason as `articles.parsing.errors` has it: msgids `what` and `why`, `where`, and `facts` to fill in."""
    format = models.CharField(_("format"), max_length=40, blank=True)
    warnings = models.JSONField(_("warnings"), default=list)
    """Pairs of a msgid and its facts; see `articles.wire.item.WireWarning`."""
    repeats = models.PositiveIntegerField(_("received again"), default=0)
    repeated_at = models.DateTimeField(_("last received again"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-received_at", "-id")
        verbose_name = _("received file")
        verbose_name_plural = _("quarantine")
        indexes = [
            models.Index(F("received_at").desc(), F("id").desc(), name="wire_file_newest"),
            models.Index(F("received_at"), name="wire_file_unread", condition=Q(status="received")),
            models.Index(
                F("received_at").desc(), name="wire_file_quarantined", condition=Q(status="quarantined")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                "source", "sha256", nulls_distinct=True, name="wire_file_is_stored_once_a_source"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["quarantined", "dismissed"]) | ~Q(reason=""),
                name="wire_file_set_aside_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"
