"""Time of the last backup, where backups are recorded."""

from datetime import datetime

from articles.selectors import backup_facts


def read_last_backup() -> datetime | None:
    """Return when the last backup was made; None if none is recorded."""
    read = getattr(backup_facts, "last_backup_at", None)
    found: datetime | None = read() if read is not None else None
    return found
