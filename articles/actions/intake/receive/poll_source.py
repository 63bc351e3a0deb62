"""Questions to the servers and mailboxes of agencies when they are due.

Each file and each mail is stored first. The position in a queue advances, and a mail is marked in its mailbox, after
that. A message of a sender that is not allowed, or whose origin our mail server could not confirm, is stored and set
aside with the reason.
"""

import hashlib
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.intake.receive.receive_file import receive_file, update_state
from articles.actions.intake.receive.session_locks import hold_lock
from articles.actions.intake.receive.sources import read_credentials
from articles.models import WireFile, WireSource, WireSourceState
from articles.wire.mail.mime_mail import MAX_MESSAGE_BYTES
from articles.wire.transports import ap_feed, web_feed, wireq
from articles.wire.transports.exchange import (
    PolledFile,
    PolledPage,
    PollFailed,
    PollPosition,
    SendRequest,
    build_headers,
    expand_address,
)
from articles.wire.transports.imap_mailbox import ImapMailbox, open_mailbox, parse_mailbox_address
from articles.wire.transports.mail_origin import find_refusal
from articles.wire.transports.pace import get_back_off
from newsroom import safe_http
from newsroom.encryption import CannotDecrypt
from newsroom.safe_http import HttpAnswer, RequestFailed

MAX_AT_ONCE = 4
"""Sources asked at the same time: one that hangs must not delay the others."""
POLL_FAILURES = (PollFailed, RequestFailed, CannotDecrypt, ActionRefused)
log = structlog.get_logger(__name__)

type FetchPage = Callable[[PollPosition], PolledPage]
type Acknowledge = Callable[[str], object]

REQUEST_SECONDS = 40.0
"""AP's server waits up to 15 seconds for news, and may take 30 for a long page."""
DELETE_SECONDS = 10.0
MAX_PAGES, MAX_POLL_SECONDS = 20, 60.0
"""Limits of one poll; a source with more pages is due again at once."""
MAX_REDIRECTS = 3
CLIENTS = {
    WireSource.Protocol.FEED: web_feed.fetch_feed,
    WireSource.Protocol.WIREQ: wireq.fetch_entries,
    WireSource.Protocol.AP_FEED: ap_feed.fetch_page,
}
MAX_MESSAGES = 50
"""Messages of one poll; a mailbox with more is due again at once."""
MEDIA_TYPE = "message/rfc822"


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


def poll_due_sources(at: datetime) -> int:
    """Poll each source that is due; return the number of new files."""
    return run_each(list_due_sources(WireSource.Transport.POLL, at), partial(poll_source, at=at))


def poll_source(source_id: int, *, at: datetime) -> int:
    """Poll a source if it is due and no other process does; return the new files."""
    return ask_source(source_id, WireSource.Transport.POLL, partial(_poll_pages, at=at), at=at)


def build_client(
    source: WireSource, at: datetime, *, seconds: float = REQUEST_SECONDS
) -> tuple[FetchPage, Acknowledge]:
    """Return the functions that fetch a page and delete a receipt of the source."""
    if source.protocol not in CLIENTS or not source.url:
        raise PollFailed(gettext_noop("The source has no address or no protocol."))
    credentials = read_credentials(source)
    protocol = WireSource.Protocol(source.protocol)
    name = ap_feed.TOKEN_HEADER if protocol == WireSource.Protocol.AP_FEED else "Authorization"
    headers = build_headers(source.url, credentials, header_name=name)
    address = expand_address(source.url, credentials)
    interval = float(max(source.interval_seconds, 1))

    def fetch(position: PollPosition) -> PolledPage:
        return CLIENTS[protocol](
            address, headers, position, get=partial(send_get, seconds=seconds), interval=interval, at=at
        )

    return fetch, partial(_delete_receipt, address, headers, delete=send_delete, at=at)


def _delete_receipt(
    address: str, headers: dict[str, str], receipt: str, *, delete: SendRequest, at: datetime
) -> None:
    if not wireq.delete_receipt(address, headers, receipt, delete=delete, at=at):
        log.info("a receipt had expired; its entry comes again")


def _poll_pages(source: WireSource, *, at: datetime) -> Iterator[int]:
    """Yield the new files of each page, once they and the position are stored."""
    fetch, acknowledge = build_client(source, at)
    address = hash_address(f"{source.protocol} {source.url}")
    position = get_position(source, address)
    ends = time.monotonic() + MAX_POLL_SECONDS
    for number in range(1, MAX_PAGES + 1):
        page = fetch(position)
        if page.restarted:
            log.warning("the position in a feed had expired", source=source.code)
        new_files = sum(ingest_polled_file(file, source, at=at) for file in page.files)
        goes_on = page.has_more and number < MAX_PAGES and time.monotonic() < ends
        wait = 0.0 if page.has_more else page.wait
        save_progress(source, address, page.position, wait=wait, repeats=int(page.unchanged), at=at)
        yield new_files
        for file in page.files:
            if file.receipt:
                acknowledge(file.receipt)
        position = page.position
        if not goes_on:
            break


def send_get(url: str, headers: Mapping[str, str], /, *, seconds: float = REQUEST_SECONDS) -> HttpAnswer:
    return safe_http.get(
        url, headers, seconds=seconds, redirects=MAX_REDIRECTS, loopback=may_use_loopback(url)
    )


def send_delete(url: str, headers: Mapping[str, str], /) -> HttpAnswer:
    return safe_http.delete(url, headers, seconds=DELETE_SECONDS, loopback=may_use_loopback(url))


@dataclass(slots=True)
class MailCursor:
    """Last message read, and the stored ones that are not marked in the mailbox yet."""

    uid_validity: int
    uid: int
    unmarked: list[int]


def fetch_due_mail(at: datetime) -> int:
    """Fetch the mail of each source that is due; return the number of new messages."""
    return run_each(list_due_sources(WireSource.Transport.MAIL, at), partial(fetch_mail, at=at))


def fetch_mail(source_id: int, *, at: datetime) -> int:
    """Fetch a source's mail if it is due and no other process does; return the count."""
    return ask_source(source_id, WireSource.Transport.MAIL, partial(_fetch_mailbox, at=at), at=at)


def _fetch_mailbox(source: WireSource, *, at: datetime) -> Iterator[bool]:
    with open_mailbox(parse_mailbox_address(source.url), read_credentials(source)) as mailbox:
        yield from _fetch_messages(source, mailbox, at=at)


def _fetch_messages(source: WireSource, mailbox: ImapMailbox, *, at: datetime) -> Iterator[bool]:
    """Yield for each message whether it is new, once it and the cursor are stored."""
    cursor = _read_cursor(source, mailbox.uid_validity)
    uids = mailbox.list_uids(cursor.uid)
    for uid in uids[:MAX_MESSAGES]:
        is_new = _fetch_message(source, mailbox, uid, cursor, at=at)
        cursor.uid = uid
        _save_cursor(source, cursor, 0.0, at=at)
        yield is_new
    _mark_messages(source, mailbox, cursor)
    wait = 0.0 if len(uids) > MAX_MESSAGES else float(max(source.interval_seconds, 1))
    _save_cursor(source, cursor, wait, at=at)


def _fetch_message(
    source: WireSource, mailbox: ImapMailbox, uid: int, cursor: MailCursor, *, at: datetime
) -> bool:
    """Store a message and read it; return whether it is a new one."""
    size = mailbox.get_size(uid)
    if size is not None and size > MAX_MESSAGE_BYTES:
        reason = _("The mail has %(size)d MB; the limit is %(limit)d MB. Only its header is stored.")
        facts = {"size": size // 1_000_000, "limit": MAX_MESSAGE_BYTES // 1_000_000}
        return _set_aside(source, mailbox.read_header(uid) or b"", uid, reason % facts, at=at)
    raw = mailbox.read_message(uid)
    if not raw:
        return False
    refusal = find_refusal(raw, allowed=source.allowed_senders, server_name=source.mail_server_name)
    cursor.unmarked.append(uid)
    if refusal is not None:
        return _set_aside(source, raw, uid, _(refusal.what).format(**refusal.facts), at=at)
    return ingest_polled_file(PolledFile(raw=raw, name=_name(uid), media_type=MEDIA_TYPE), source, at=at)


@transaction.atomic
def _set_aside(source: WireSource, raw: bytes, uid: int, reason: str, *, at: datetime) -> bool:
    """Store a refused message in quarantine, where an editor decides."""
    receipt = receive_file(raw or b"\n", source=source, name=_name(uid), media_type=MEDIA_TYPE, at=at)
    if receipt.repeated:
        return False
    WireFile.objects.filter(pk=receipt.file.pk).update(status=WireFile.Status.QUARANTINED, reason=reason)
    return True


def _mark_messages(source: WireSource, mailbox: ImapMailbox, cursor: MailCursor) -> None:
    done = parse_mailbox_address(source.url).done
    while cursor.unmarked:
        uid = cursor.unmarked[0]
        if done:
            mailbox.move(uid, done)
        else:
            mailbox.mark_seen(uid)
        cursor.unmarked.pop(0)


def _read_cursor(source: WireSource, uid_validity: int) -> MailCursor:
    """Return the position in the mailbox; with a new UIDVALIDITY, its beginning."""
    stored = get_position(source, _hash_mailbox(source)).cursor
    if stored.get("uid_validity") != uid_validity:
        return MailCursor(uid_validity, 0, [])
    return MailCursor(uid_validity, int(stored["uid"]), list(stored["unmarked"]))


def _save_cursor(source: WireSource, cursor: MailCursor, wait: float, *, at: datetime) -> None:
    position = {"uid_validity": cursor.uid_validity, "uid": cursor.uid, "unmarked": cursor.unmarked}
    save_progress(source, _hash_mailbox(source), PollPosition(cursor=position), wait=wait, at=at)


def _hash_mailbox(source: WireSource) -> str:
    """Return the mark of a mailbox, without its folder for stored messages."""
    return hash_address(source.url.partition("?")[0])


def _name(uid: int) -> str:
    return f"mail {uid}"
