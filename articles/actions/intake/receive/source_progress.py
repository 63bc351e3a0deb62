"""Progress of polled sources: those due, their locks, positions and failures."""

import hashlib
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import structlog
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.intake.receive.session_locks import hold_lock
from articles.actions.intake.receive.source_states import update_state
from articles.models import WireSource, WireSourceState
from articles.wire.transports.exchange import PolledFile, PollFailed, PollPosition
from articles.wire.transports.pace import get_back_off
from newsroom.encryption import CannotDecrypt
from newsroom.safe_http import RequestFailed

log = structlog.get_logger(__name__)

MAX_AT_ONCE = 4
"""Sources asked at the same time: one that hangs must not delay the others."""
POLL_FAILURES = (PollFailed, RequestFailed, CannotDecrypt, ActionRefused)


def list_due_sources(transport: WireSource.Transport, at: datetime) -> list[int]:
    """Return the active sources of a transport that are due, longest waiting first."""
    due = filter_due(WireSource.objects.filter(transport=transport), at)
    return list(
        due.order_by(F("state__next_poll_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)
    )


def filter_due(sources: QuerySet[WireSource], at: datetime) -> QuerySet[WireSource]:
    never = Q(state=None) | Q(state__next_poll_at=None)
    return sources.filter(never | Q(state__next_poll_at__lte=at), active=True)


def run_each(source_ids: list[int], work: Callable[[int], int]) -> int:
    """Do the work for each source, some at a time; return the sum of the results."""
    if len(source_ids) <= 1:
        return sum(_run(source_id, work, close=False) for source_id in source_ids)
    with ThreadPoolExecutor(min(MAX_AT_ONCE, len(source_ids))) as pool:
        return sum(pool.map(lambda source_id: _run(source_id, work, close=True), source_ids))


def _run(source_id: int, work: Callable[[int], int], *, close: bool) -> int:
    try:
        return work(source_id)
    finally:
        if close or (connection.errors_occurred and not connection.in_atomic_block):
            connection.close()  # a lost connection would fail in the next poll, too


def hold_source(source_id: int) -> AbstractContextManager[bool]:
    """Give whether this process alone may ask the source during the block."""
    return hold_lock("hashtextextended(%s, 2)", f"wire source {source_id}")


def ask_source(
    source_id: int,
    transport: WireSource.Transport,
    ask: Callable[[WireSource], Iterable[int]],
    *,
    at: datetime,
) -> int:
    """Ask a source if it is due and no other process does; return the new files.

    `ask` yields their numbers. A failure is saved with the source, not raised, unless the database is unavailable.
    """
    with hold_source(source_id) as is_held:
        sources = WireSource.objects.select_related("agency", "section").filter(
            pk=source_id, transport=transport
        )
        source = filter_due(sources, at).first() if is_held else None
        if source is None:
            return 0
        count = 0
        try:
            for new_files in ask(source):
                count += new_files
        except POLL_FAILURES as trouble:
            save_failure(source, trouble, at=at)
        except PROGRAM_FAULTS as fault:
            reraise_outage(fault)
            log.exception("a program failed while it asked a wire source", source=source.code)
            save_failure(source, fault, at=at)
        return count


def get_state(source: WireSource) -> WireSourceState:
    return WireSourceState.objects.get_or_create(source=source)[0]


def get_position(source: WireSource, address: str) -> PollPosition:
    """Return the stored position; that of another address says nothing."""
    state = get_state(source)
    if state.cursor.get("address") != address:
        return PollPosition()
    cursor = {name: value for name, value in state.cursor.items() if name != "address"}
    return PollPosition(cursor=cursor, etag=state.etag, last_modified=state.last_modified)


def hash_address(address: str) -> str:
    """Return the mark of an address, without which a position means nothing."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def ingest_polled_file(file: PolledFile, source: WireSource, *, at: datetime) -> bool:
    """Store and read a file; return whether it is a new one."""
    return not ingest_file(
        file.raw, source=source, name=file.name, media_type=file.media_type, at=at
    ).repeated


def save_progress(
    source: WireSource, address: str, position: PollPosition, *, wait: float, repeats: int = 0, at: datetime
) -> None:
    """Save the position and the time of the next poll, and forget former failures."""
    update_state(
        source.pk, cursor={**position.cursor, "address": address}, etag=position.etag,
        last_modified=position.last_modified, next_poll_at=at + timedelta(seconds=wait), failures=0, last_error="",
        last_contact_at=at, repeats=F("repeats") + repeats,
    )  # fmt: skip


def save_failure(source: WireSource, trouble: Exception, *, at: datetime) -> None:
    """Count a failure with its reason in words; the position stays.

    The next attempt waits up to 15 minutes, or as long as the server asks.
    """
    failures, reason = get_state(source).failures + 1, describe_failure(trouble)
    wait = get_back_off(failures, source.interval_seconds, random.random())  # noqa: S311  # spreads tries, no secret
    wait = max(wait, (trouble.wait if isinstance(trouble, PollFailed) else None) or 0.0)
    due_at = at + timedelta(seconds=wait)
    update_state(source.pk, failures=failures, last_error=reason, last_error_at=at, next_poll_at=due_at)
    log.warning("a wire source could not be polled", source=source.code, failures=failures, reason=reason)


def describe_failure(trouble: Exception) -> str:
    """Return the reason in words, without addresses and secrets."""
    if isinstance(trouble, PollFailed):
        return _(trouble.what).format(**trouble.facts)
    if isinstance(trouble, RequestFailed):
        return _("The server could not be reached: %(reason)s.") % {"reason": _(str(trouble))}
    if isinstance(trouble, CannotDecrypt):
        return _("The stored credentials cannot be read; enter them again.")
    if isinstance(trouble, ActionRefused):
        return str(trouble)
    reason = _("The answer could not be read because of a fault in Newsroom (%(fault)s). It is in the log.")
    return reason % {"fault": type(trouble).__name__}
