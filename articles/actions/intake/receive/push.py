"""Files that agencies push over HTTP, and files that their messages announce."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Case, F, Prefetch, When
from django.utils.translation import gettext_noop

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import process_files
from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.read_file import record_rejected_file, store_unread_file
from articles.actions.intake.receive.receive_file import (
    MAX_BYTES,
    FileReceipt,
    note_trouble,
    receive_file,
    update_state,
)
from articles.models import AnnouncedFile, PushRequest, WireFile, WireItem, WireSource, WireSourceState
from articles.parsing.errors import CopyError
from articles.wire.transports.envelope import Envelope, EnvelopeKind, parse_envelope
from articles.wire.transports.folder import name_for_display
from newsroom.db.errors import is_outage
from newsroom.db.monitor import note_error
from newsroom.safe_http import HttpAnswer, RequestFailed, get, normalized_host

KEY_RETENTION = timedelta(days=7)
"""Time in which an Idempotency-Key repeats the first answer."""
REPEAT = WireItem.IntakeOutcome.REPEAT
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600))
"""Time to the next try after each failure; then the file is given up."""
CLAIM = timedelta(minutes=5)
"""Time in which no other process fetches the file; a process that ends loses its claim after it."""
FETCH_SECONDS = 20.0
MAX_REDIRECTS = 2
BATCH_SIZE = 10

type Fetch = Callable[..., HttpAnswer]


class KeyUsedForOtherFiles(ActionRefused):
    """The Idempotency-Key belongs to another request."""


class SubscriptionIsUnconfirmed(CopyError):
    what = gettext_noop("A notification service asks to confirm a subscription: {topic}.")
    why = gettext_noop("If you have ordered this delivery, open this address in a browser: {url}")


class SubscriptionEnded(CopyError):
    what = gettext_noop("A notification service has ended a subscription: {topic}.")
    why = gettext_noop("If you did not order this, open this address in a browser to subscribe again: {url}")


class FileHasNoAddress(CopyError):
    what = gettext_noop("The message names files in the store “{bucket}” but no address of them.")
    why = gettext_noop("Let the sender deliver the files themselves, or their addresses.")


@dataclass(frozen=True, slots=True)
class PushedFile:
    """A part of a request; `envelope` if a notification service wrapped it."""

    raw: bytes
    name: str = ""
    media_type: str = ""
    envelope: Envelope | None = None

    @property
    def content(self) -> bytes:
        """The bytes to store: those in the envelope, or the envelope for the operator."""
        return self.envelope.payload if self.envelope is not None and self.envelope.payload else self.raw

    @property
    def urls(self) -> tuple[str, ...]:
        return self.envelope.urls if self.envelope is not None else ()

    @property
    def sha256(self) -> str:
        raw = "\n".join(self.urls).encode() if self.urls else self.content
        return hashlib.sha256(raw).hexdigest()


@dataclass(frozen=True, slots=True)
class PushAnswer:
    files: Sequence[dict[str, Any]]
    announced: int
    repeated: bool


def wrap_file(raw: bytes, *, name: str = "", media_type: str = "") -> PushedFile:
    return PushedFile(raw, name_for_display(name), media_type, parse_envelope(raw))


def receive_push(files: Sequence[PushedFile], *, source: WireSource, key: str, at: datetime) -> PushAnswer:
    """Store the files of a request, then read them.

    `key` is the Idempotency-Key, empty without one. Raise ActionRefused for an empty or too large file and for a key
    that was used for other files; then nothing is stored.
    """
    key = key or next((one.envelope.message_id for one in files if one.envelope is not None), "")
    receipts, file_ids, repeated = _store_files(files, source, key, at)
    announced = sum(len(one.urls) for one in files)
    try:
        process_files(receipts, at=at)
        return PushAnswer(_describe_files(file_ids), announced, repeated)
    except (OperationalError, InterfaceError) as trouble:
        if not is_outage(trouble):
            raise
        # The files are committed: the intake process finishes them when the database is back.
        note_error(trouble)
        received = [{"file": pk, "status": WireFile.Status.RECEIVED.value} for pk in file_ids]
        return PushAnswer(received, announced, repeated)


@transaction.atomic
def _store_files(
    files: Sequence[PushedFile], source: WireSource, key: str, at: datetime
) -> tuple[list[FileReceipt], list[int], bool]:
    """Return the files to read, the ids of all files, and whether all came before."""
    request = _lock_request(files, source, key, at) if key else None
    if request is not None and request.file_ids is not None:
        return [], list(request.file_ids), True
    receipts: dict[str, FileReceipt] = {}
    unread: dict[str, int] = {}
    # In one order, so that two requests with the same files never wait for each other.
    for sha256, one in sorted({file.sha256: file for file in reversed(files)}.items()):
        facts: dict[str, Any] = {"source": source, "name": one.name, "media_type": one.media_type, "at": at}
        if one.urls:
            announce_files(source, one.urls, at=at)
        elif (refusal := _find_refusal(one)) is not None:
            unread[sha256] = store_unread_file(one.raw, refusal=refusal, **facts).pk
            note_trouble(source.pk, refusal.message, at=at)
        else:
            receipts[sha256] = receive_file(one.content, **facts)
    ids = unread | {sha256: receipt.file.pk for sha256, receipt in receipts.items()}
    file_ids = [ids[one.sha256] for one in files if not one.urls]
    if request is not None:
        PushRequest.objects.filter(pk=request.pk).update(file_ids=file_ids)
    is_repeat = bool(file_ids) and all(one.repeated for one in receipts.values()) and not unread
    return list(receipts.values()), file_ids, is_repeat


def _find_refusal(file: PushedFile) -> CopyError | None:
    """Return why an envelope is for the operator and not for a reader."""
    envelope = file.envelope
    if envelope is None:
        return None
    facts: dict[str, Any] = {"topic": envelope.topic or "?", "url": envelope.confirmation_url or "?"}
    if envelope.kind is EnvelopeKind.SUBSCRIPTION:
        return SubscriptionIsUnconfirmed(**facts)
    if envelope.kind is EnvelopeKind.END:
        return SubscriptionEnded(**facts)
    return FileHasNoAddress(bucket=envelope.bucket) if envelope.bucket else None


def _lock_request(files: Sequence[PushedFile], source: WireSource, key: str, at: datetime) -> PushRequest:
    """Return the locked record of the key; of two requests at once the second waits."""
    digest = hashlib.sha256("\n".join(one.sha256 for one in files).encode()).hexdigest()
    record = PushRequest(source=source, key=key, sha256=digest, at=at)
    PushRequest.objects.bulk_create([record], ignore_conflicts=True)
    known = PushRequest.objects.select_for_update(of=("self",)).get(source=source, key=key)
    if known.sha256 != digest:
        raise KeyUsedForOtherFiles("This Idempotency-Key was already used for other files. Choose a new one.")
    return known


def _describe_files(file_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the files with their effects as stored, the same for every repetition.

    A file that the contract lets the desk store for less than a week may be deleted by then.
    """
    items = WireItem.objects.only("file", "guid", "version", "outcome").order_by("position")
    files = WireFile.objects.defer("raw").prefetch_related(Prefetch("items", items))
    found = files.in_bulk(list(file_ids))
    return [
        _describe_file(found[pk]) if pk in found else {"file": pk, "status": "deleted"} for pk in file_ids
    ]


def _describe_file(file: WireFile) -> dict[str, Any]:
    items = [
        {"item": one.pk, "guid": one.guid, "version": one.version, "outcome": one.outcome}
        for one in file.items.all()
    ]
    outcomes = [str(one["outcome"]) for one in items if one["outcome"]]
    effect = next((one for one in outcomes if one != REPEAT), REPEAT.value)
    is_read = file.status == WireFile.Status.READ
    return {
        "file": file.pk, "name": file.name, "status": file.status, "format": file.format,
        "outcome": effect if is_read else file.status, "reason": file.reason, "items": items if is_read else [],
    }  # fmt: skip


def count_push(source: WireSource, *, at: datetime) -> int:
    """Count a request of the source, for all processes; return those of the minute."""
    minute = at.replace(second=0, microsecond=0)
    count = Case(When(push_minute=minute, then=F("push_count") + 1), default=1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A crash may lose the last counts, so no request waits for the disk.
            cursor.execute("SET LOCAL synchronous_commit TO off")
        update_state(source.pk, push_count=count, push_minute=minute)
        return WireSourceState.objects.values_list("push_count", flat=True).get(source=source)


def delete_old_push_requests(*, at: datetime) -> None:
    PushRequest.objects.filter(at__lt=at - KEY_RETENTION).delete()


class HostIsNotAllowed(CopyError):
    what = gettext_noop("Files of {host} are announced, but the source does not allow this host.")
    why = gettext_noop("Add the host to the source if you trust it; the files are fetched then.")


class AnnouncedFileIsMissing(CopyError):
    what = gettext_noop("The announced file could not be fetched from {host}: {problem}.")
    why = gettext_noop("Ask the sender to deliver it again.")


def announce_files(source: WireSource, urls: Sequence[str], *, at: datetime) -> None:
    """Queue files to be fetched; one that is queued already is queued once."""
    rows = [AnnouncedFile(source=source, url=url, announced_at=at, due_at=at) for url in dict.fromkeys(urls)]
    AnnouncedFile.objects.bulk_create(rows, ignore_conflicts=True)


def fetch_announced_files(at: datetime, *, fetch: Fetch = get, limit: int = BATCH_SIZE) -> int:
    """Fetch the files that are due, store and read them; return their number."""
    claimed = _claim_due(at, limit)
    for announced in claimed:
        _fetch_one(announced, fetch, at)
    return len(claimed)


@transaction.atomic
def _claim_due(at: datetime, limit: int) -> list[AnnouncedFile]:
    """Return due files, which no other process fetches meanwhile."""
    due = AnnouncedFile.objects.filter(due_at__lte=at, source__active=True).select_related("source__agency")
    found = list(due.select_for_update(of=("self",), skip_locked=True).order_by("due_at", "pk")[:limit])
    AnnouncedFile.objects.filter(pk__in=[one.pk for one in found]).update(due_at=at + CLAIM)
    return found


def _fetch_one(announced: AnnouncedFile, fetch: Fetch, at: datetime) -> None:
    source = announced.source
    try:
        fetched = _fetch(announced.url, {name.lower() for name in source.rendition_hosts}, fetch)
    except CopyError as refusal:
        if isinstance(refusal, HostIsNotAllowed):
            note_trouble(source.pk, refusal.message, at=at)
        _note_failure(announced, refusal, at)
        return
    with transaction.atomic():
        receipt = receive_file(
            fetched.body, source=source, name=_get_name(announced),
            media_type=fetched.headers.get("content-type", ""), at=at,
        )  # fmt: skip
        AnnouncedFile.objects.filter(pk=announced.pk).update(due_at=None, file=receipt.file, problem="")
    process_files([receipt], at=at)


def _fetch(url: str, hosts: set[str], fetch: Fetch) -> HttpAnswer:
    """Return the file's answer; raise HostIsNotAllowed or AnnouncedFileIsMissing."""
    host = url[:80]
    try:
        host = normalized_host(url)
        if host not in hosts:
            raise HostIsNotAllowed(host=host)
        fetched = fetch(
            url, {}, seconds=FETCH_SECONDS, max_bytes=MAX_BYTES, redirects=MAX_REDIRECTS, hosts=hosts,
            loopback=may_use_loopback(url),
        )  # fmt: skip
    except RequestFailed as trouble:
        raise AnnouncedFileIsMissing(host=host, problem=str(trouble)) from trouble
    if fetched.status != 200 or not fetched.body:
        problem = f"status {fetched.status}, {len(fetched.body)} bytes"
        raise AnnouncedFileIsMissing(host=host, problem=problem)
    return fetched


def _get_name(announced: AnnouncedFile) -> str:
    return urlsplit(announced.url).path.rpartition("/")[2]


@transaction.atomic
def _note_failure(announced: AnnouncedFile, refusal: CopyError, at: datetime) -> None:
    """Set the next try; a file that is given up is recorded in quarantine."""
    is_last = announced.tries >= len(PAUSES)
    due_at = None if is_last else at + PAUSES[announced.tries]
    file = None
    if is_last:
        file = record_rejected_file(
            announced.source, name=_get_name(announced), size=0, refusal=refusal, at=at, version=announced.url
        )
    AnnouncedFile.objects.filter(pk=announced.pk).update(
        due_at=due_at, tries=announced.tries + 1, problem=refusal.message[:300], file=file
    )
