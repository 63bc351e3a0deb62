"""Record of a completed backup, by which the desk knows the age of the newest one."""

from datetime import datetime

from django.db import transaction

from articles.actions.audit import audit
from articles.models import BackupRecord
from articles.models.audit import AuditVerb
from newsroom.backup.manifest import Manifest


@transaction.atomic
def record_backup(manifest: Manifest, *, location: str, at: datetime) -> BackupRecord:
    """Record a backup that is complete; only the command makes backups."""
    record = BackupRecord.objects.create(
        made_at=manifest.made_at,
        finished_at=at,
        location=location[:500],
        size=manifest.size,
        media_files=len(manifest.media),
        log_number=manifest.log_number,
        encrypted=False,  # a column that hosts of the former version fill
    )
    audit(AuditVerb.BACK_UP, record, by=None, at=at)
    return record
