"""Wire sources that a program sets up, found again by their code."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.actions.audit import audit
from articles.models import WireSource, WireSourceState
from articles.models.audit import AuditVerb


@transaction.atomic
def ensure_source(code: str, facts: Mapping[str, Any], *, at: datetime) -> tuple[WireSource, bool]:
    """Return the source with this code and whether it was added.

    An existing one stays as it is.
    """
    source, created = WireSource.objects.get_or_create(code=code, defaults={**facts, "created_at": at})
    if created:
        source.full_clean()
        WireSourceState.objects.create(source=source)
        audit(AuditVerb.ADD_WIRE_SOURCE, source, by=None, at=at)
    return source, created


@transaction.atomic
def set_source_address(source_id: int, url: str, *, active: bool, at: datetime) -> None:
    """Set the address of a polled source and whether it is polled; it is due at once."""
    source = WireSource.objects.select_for_update(of=("self",)).get(pk=source_id)
    if (source.url, source.active) == (url, active):
        return
    source.url, source.active = url, active
    source.save(update_fields=["url", "active"])
    WireSourceState.objects.filter(source=source).update(next_poll_at=None, failures=0, last_error="")
    audit(AuditVerb.SAVE_WIRE_SOURCE, source, by=None, at=at)
