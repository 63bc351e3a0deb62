"""Test messages of agencies: a contact with the source, and no item."""

from datetime import datetime

from django.db.models.functions import Greatest

from articles.models import WireSourceState


def note_heartbeat(source_id: int, *, at: datetime) -> None:
    """Store the time of a test message; an earlier one changes nothing."""
    WireSourceState.objects.get_or_create(source_id=source_id)
    WireSourceState.objects.filter(source=source_id).update(
        last_heartbeat_at=Greatest("last_heartbeat_at", at), last_contact_at=Greatest("last_contact_at", at)
    )
