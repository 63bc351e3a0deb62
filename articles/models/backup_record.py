from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class BackupRecord(models.Model):
    """Backup that was completed; a restored desk has those made before it."""

    made_at = models.DateTimeField(_("state of the data"))
    """Start of the backup: later changes are not in it."""
    finished_at = models.DateTimeField(_("finished"))
    location = models.CharField(_("folder or address"), max_length=500)
    """Folder or S3 address, without credentials."""
    size = models.BigIntegerField(_("size in bytes"))
    media_files = models.PositiveIntegerField(_("media files"))
    log_number = models.BigIntegerField(_("log number"))
    encrypted = models.BooleanField(_("encrypted"))

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="backup_is_not_empty"),
            models.CheckConstraint(
                condition=Q(finished_at__gte=F("made_at")), name="backup_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(F("made_at").desc(), name="backup_newest")]

    def __str__(self) -> str:
        return self.location
