"""Age of the newest backup, for the desk's alarm and for metrics."""

from datetime import datetime, timedelta

from articles.models import BackupRecord


def last_backup_at() -> datetime | None:
    """Return the time of the newest backup's data; None if none was ever made."""
    return BackupRecord.objects.values_list("made_at", flat=True).first()


def backup_age(at: datetime) -> timedelta | None:
    """Return the age of the newest backup; None if none was ever made."""
    newest = last_backup_at()
    return None if newest is None else at - newest
