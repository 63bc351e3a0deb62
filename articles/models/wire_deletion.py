from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.wire_source import WireSource


class WireDeletion(models.Model):
    """Deletions of a day from a source, because the time of the contract was over.

    The counts grow with each batch; the audit entry is written once the day's work is done.
    """

    source = models.ForeignKey(
        WireSource, on_delete=models.CASCADE, null=True, related_name="deletions", verbose_name=_("source")
    )
    """None for pasted and uploaded copy."""
    day = models.DateField(_("day"))
    items = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    folder_files = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    """Bytes of the deleted files."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("deletion of received copy")
        verbose_name_plural = _("deletions of received copy")
        constraints = [
            models.UniqueConstraint("source", "day", nulls_distinct=False, name="one_wire_deletion_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.source or '–'} {self.day:%Y-%m-%d}"
