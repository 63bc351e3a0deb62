"""Mail of agencies: each message is stored first, and marked in its mailbox after.

A message of a sender that is not allowed, or whose origin our mail server could not confirm, is stored and set aside
with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.intake.receive.receive_file import receive_file
from articles.actions.intake.receive.source_credentials import read_credentials
from articles.actions.intake.receive.source_progress import (
    ask_source,
    get_position,
    hash_address,
    ingest_polled_file,
    list_due_sources,
    run_each,
    save_progress,
)
from articles.models import WireFile, WireSource
from articles.wire.mail.mime_mail import MAX_MESSAGE_BYTES
from articles.wire.transports.exchange import PolledFile, PollPosition
from articles.wire.transports.imap_mailbox import ImapMailbox, open_mailbox, parse_mailbox_address
from articles.wire.transports.mail_origin import find_refusal

MAX_MESSAGES = 50
"""Messages of one poll; a mailbox with more is due again at once."""
MEDIA_TYPE = "message/rfc822"


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
