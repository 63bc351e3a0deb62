"""Progress and health of wire sources, written by every transport."""

from datetime import datetime
from typing import Any

from django.db.models.functions import Greatest

from articles.models import WireSourceState

MAX_LENGTH = 1_000


def update_state(source_id: int, **facts: Any) -> None:
    """Store facts about a source; the record is made with the first."""
    states = WireSourceState.objects.filter(source=source_id)
    if not states.update(**facts):
        WireSourceState.objects.get_or_create(source_id=source_id)
        states.update(**facts)


def note_trouble(source_id: int, problem: str, *, at: datetime) -> None:
    """Store the latest problem of a source for its page, such as an unusable folder."""
    update_state(source_id, last_error=problem[:MAX_LENGTH], last_error_at=at)


def note_heartbeat(source_id: int, *, at: datetime) -> None:
    """Store the time of a test message; an earlier one changes nothing."""
    later = {name: Greatest(name, at) for name in ("last_heartbeat_at", "last_contact_at")}
    update_state(source_id, **later)
