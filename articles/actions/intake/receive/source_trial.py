"""Trials of a source's connection: it is asked once, and nothing is stored.

The position stays as it is, no entry of a queue is deleted and no mail is marked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import ProgramFailed
from articles.actions.intake.receive.poll_source import POLL_FAILURES, build_client, describe_failure
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.intake.receive.read_file import read_stored_bytes
from articles.actions.intake.receive.sources import read_credentials
from articles.actions.permissions import Actor, require_permission
from articles.models import WireFile, WireSource
from articles.parsing.errors import CopyError
from articles.wire.charset import decode_wire
from articles.wire.formats import Format
from articles.wire.item import NewsItem, WireReading
from articles.wire.mail.mime_mail import MAX_MESSAGE_BYTES
from articles.wire.transports.exchange import PolledFile, PollPosition
from articles.wire.transports.imap_mailbox import ImapMailbox, open_mailbox, parse_mailbox_address
from articles.wire.transports.mail_origin import find_refusal

TRIAL_SECONDS = 20.0
"""AP's server waits up to 15 seconds for news; an editor waits for the answer."""
MAX_FILES = 5
"""Newest files that are read; the others are counted."""
MAX_ITEMS = 10
MAX_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file as it would be read, or the reason why it would be set aside."""

    name: str
    media_type: str
    size: int
    format: str = ""
    items: tuple[NewsItem, ...] = ()
    item_count: int = 0
    problem: str = ""
    excerpt: str = ""
    """Beginning of a file that is plain text or cannot be read."""


@dataclass(frozen=True, slots=True)
class TriedSource:
    """Answer of a source's server; `problem` is why there is none."""

    files: tuple[TriedFile, ...] = ()
    file_count: int = 0
    problem: str = ""


def try_source(source_id: int, *, by: Actor, at: datetime) -> TriedSource:
    """Ask the server of a source once and return what would be read."""
    require_permission(by, "change_wiresource")
    source = WireSource.objects.select_related("agency", "section").get(pk=source_id)
    try:
        if source.transport == WireSource.Transport.POLL:
            return _try_polling(source, at)
        if source.transport == WireSource.Transport.MAIL:
            return _try_mailbox(source)
    except POLL_FAILURES as failure:
        return TriedSource(problem=describe_failure(failure))
    raise ActionRefused(_("Only polling and mail can be tried: the other sources deliver by themselves."))


def _try_polling(source: WireSource, at: datetime) -> TriedSource:
    fetch, _acknowledge = build_client(source, at, seconds=TRIAL_SECONDS)
    files = fetch(PollPosition()).files
    return TriedSource(tuple(_try_file(file, source) for file in files[:MAX_FILES]), len(files))


def _try_mailbox(source: WireSource) -> TriedSource:
    address = parse_mailbox_address(source.url)
    with open_mailbox(address, read_credentials(source), seconds=TRIAL_SECONDS) as mailbox:
        uids = mailbox.list_uids()
        tried = tuple(_list_messages(source, mailbox, uids[: -MAX_FILES - 1 : -1]))
    return TriedSource(tried, len(uids))


def _list_messages(source: WireSource, mailbox: ImapMailbox, uids: list[int]) -> Iterator[TriedFile]:
    for uid in uids:
        name, size = _("mail %(number)d") % {"number": uid}, mailbox.get_size(uid) or 0
        if size > MAX_MESSAGE_BYTES:
            yield TriedFile(name, "", size, problem=_("The mail is too large to be read."))
            continue
        raw = mailbox.read_message(uid)
        if not raw:
            continue
        file = PolledFile(raw=raw, name=name, media_type="message/rfc822")
        refusal = find_refusal(raw, allowed=source.allowed_senders, server_name=source.mail_server_name)
        if refusal is not None:
            problem = _(refusal.what).format(**refusal.facts)
            yield TriedFile(name, file.media_type, len(raw), problem=problem)
            continue
        yield _try_file(file, source)


def _try_file(file: PolledFile, source: WireSource) -> TriedFile:
    facts = (file.name, file.media_type, len(file.raw))
    try:
        reading = read_stored_bytes(WireFile(raw=file.raw, source=source))
    except CopyError as refusal:
        return TriedFile(*facts, problem=describe_refusal(refusal), excerpt=_excerpt(file.raw))
    except PROGRAM_FAULTS as fault:
        reraise_outage(fault)
        return TriedFile(*facts, problem=describe_refusal(ProgramFailed(error=type(fault).__name__)))
    return _describe(facts, reading, file.raw)


def _describe(facts: tuple[str, str, int], reading: WireReading, raw: bytes) -> TriedFile:
    is_text = reading.format == Format.TEXT
    return TriedFile(
        *facts, format=reading.format, items=reading.items[:MAX_ITEMS], item_count=len(reading.items),
        excerpt=_excerpt(raw) if is_text else "",
    )  # fmt: skip


def describe_refusal(refusal: CopyError) -> str:
    """Return the problem and its reason in the language of the reader."""
    parts = (_(part) for part in (refusal.what, refusal.why) if part)
    return " ".join(part.format(where=refusal.where, **refusal.facts) for part in parts)


def _excerpt(raw: bytes) -> str:
    try:
        return decode_wire(raw[: 4 * MAX_EXCERPT]).text[:MAX_EXCERPT]
    except CopyError:
        return ""
