from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.wire_source import WireSource


class HourlyWireCount(models.Model):
    """Counts of a source in an hour of UTC; an empty one has no row.

    They outlast the items, which some contracts allow to be stored for a few days only.
    """

    source = models.ForeignKey(WireSource, on_delete=models.CASCADE, related_name="hourly_counts")
    starts_at = models.DateTimeField()
    items = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    repeats = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of a wire source")
        verbose_name_plural = _("counts of wire sources")
        constraints = [
            models.UniqueConstraint(fields=["source", "starts_at"], name="one_wire_count_an_hour"),
        ]
        indexes = [models.Index("starts_at", name="wire_count_by_age")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.starts_at:%Y-%m-%d %H}"
