from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.wire_source import WireSource


class WireAlarm(models.Model):
    """Trouble of a source from its beginning to its end, reported once each."""

    class Trouble(models.TextChoices):
        SILENT = "silent", _("silent")
        FAILING = "failing", _("cannot be reached")
        QUARANTINE = "quarantine", _("many files set aside")
        CLOCK = "clock", _("clock is wrong")

    source = models.ForeignKey(WireSource, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(_("kind"), max_length=12, choices=Trouble)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    facts = models.JSONField(default=dict)
    """Figures for the text, which each reader gets in their own language."""
    mailed_at = models.DateTimeField(null=True)
    end_mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("alarm of a wire source")
        verbose_name_plural = _("alarms of wire sources")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind"], condition=Q(ended_at=None), name="one_open_wire_alarm_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["silent", "failing", "quarantine", "clock"]),
                name="wire_alarm_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")),
                name="wire_alarm_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id}"
