"""Reading of stored files: each gives items, or is set aside with a reason.

The bytes are already committed, so every step here can be repeated.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from articles.actions.audit import audit
from articles.actions.intake.effects.create_story import reduce_picture
from articles.actions.intake.receive.reading_time import limit_reading
from articles.actions.intake.receive.receive_file import ItemResult, receive_file
from articles.actions.intake.receive.store_items import (
    get_provider,
    get_zone,
    store_readings,
)
from articles.models import WireFile, WireItem, WireSource
from articles.models.audit import AuditVerb
from articles.parsing.errors import CopyError, CopyTooLarge, gettext_noop
from articles.text.fingerprints import canonical_item_id
from articles.wire.charset import decode_wire
from articles.wire.field_map.definition import FieldMap, parse_field_map
from articles.wire.field_map.errors import FieldMapError, FieldMapMisfit
from articles.wire.formats import Format
from articles.wire.identity import build_item_key
from articles.wire.item import WireReading
from articles.wire.registry import detect_wire_container, read_wire
from articles.wire.safe_xml import MAX_BYTES
from articles.wire.to_dict import dump_warnings

READ_FIELDS = ["status", "format", "warnings"]
MAX_RUN_NAMES = 3_000
"""Names of the items in a run: each is locked, and PostgreSQL has room for some 10,000 locks at once."""
MAX_STORED_SIZE = 2_147_483_647
"""Largest number of the column `size`."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with its reading; None if it was read before or cannot be read."""

    file: WireFile
    reading: WireReading | None = None

    @property
    def names(self) -> frozenset[str] | None:
        """The identities of its items; None if one of them may concern any other item."""
        if self.reading is None or self.reading.format == Format.TEXT:
            return None
        found: set[str] = set()
        for item in self.reading.items:
            if item.replaces or (item.guid_made and item.notices):
                return None
            provider = get_provider(self.file.source, item)
            found |= {
                build_item_key(provider, item, self.reading.format), canonical_item_id(item.guid),
                f"{provider} {item.headline}",
            }  # fmt: skip
        return frozenset(found)


@dataclass(slots=True)
class FileRun:
    """Files in a row whose items are independent, so that they may be stored at once."""

    files: list[ReadFile] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def accepts(self, names: frozenset[str] | None) -> bool:
        if names is None or len(self.names) + len(names) > MAX_RUN_NAMES:
            return False
        return self.names.isdisjoint(names)


def split_runs(files: Iterable[ReadFile]) -> Iterator[list[ReadFile]]:
    """Yield runs of files in their order.

    The second version of an item begins a new run: what it changes is decided once the first one is stored. So does an
    item that names others.
    """
    run = FileRun()
    for one in files:
        names = one.names
        if run.files and not run.accepts(names):
            yield run.files
            run = FileRun()
        run.files.append(one)
        run.names.update(names or ())
        if names is None:
            yield run.files
            run = FileRun()
    if run.files:
        yield run.files


def parse_file(file: WireFile) -> ReadFile:
    """Return a file with its items, none of which is stored yet."""
    if file.status != WireFile.Status.RECEIVED:
        return ReadFile(file)
    try:
        reading = read_stored_bytes(file)
    except CopyError as refusal:
        set_aside(file, refusal)
        return ReadFile(file)
    if reading.format == Format.PHOTO and (small := reduce_picture(bytes(file.raw or b""))) is not None:
        WireFile.objects.filter(pk=file.pk).update(thumbnail=small)
    return ReadFile(file, reading)


def store_run(run: Sequence[ReadFile], *, at: datetime) -> list[list[ItemResult]]:
    """Store the items of independent files in one transaction; return them by file."""
    read = [(one.file, one.reading) for one in run if one.reading is not None]
    stored: dict[int, list[ItemResult]] = {}
    if read:
        with transaction.atomic():
            stored = store_readings(_claim(read), at=at)
    for file, reading in read:
        if file.pk in stored:
            _mark_read(file, reading)
        else:
            file.refresh_from_db(fields=READ_FIELDS)
    return [stored[one.file.pk] if one.file.pk in stored else _list_items(one.file) for one in run]


def _claim(read: Sequence[tuple[WireFile, WireReading]]) -> list[tuple[WireFile, WireReading]]:
    """Mark files as read and return them without those that another process has read.

    The files themselves are marked once that is committed.
    """
    waiting = WireFile.objects.filter(pk__in=[file.pk for file, _ in read], status=WireFile.Status.RECEIVED)
    locked = set(waiting.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    claimed = [one for one in read if one[0].pk in locked]
    rows = [_mark_read(WireFile(pk=file.pk), reading) for file, reading in claimed]
    WireFile.objects.bulk_update(rows, READ_FIELDS)
    return claimed


def _mark_read(file: WireFile, reading: WireReading) -> WireFile:
    file.status, file.format, file.warnings = (
        WireFile.Status.READ, reading.format, dump_warnings(reading.warnings),
    )  # fmt: skip
    return file


def _list_items(file: WireFile) -> list[ItemResult]:
    """Return the items without those that an editor dismissed."""
    dismissed = Q(status=WireItem.Status.DISMISSED) & ~Q(outcome=WireItem.IntakeOutcome.HEARTBEAT)
    items = file.items.exclude(dismissed).defer("raw", "parsed").order_by("position")
    return [ItemResult(item) for item in items]


def read_stored_bytes(file: WireFile) -> WireReading:
    """Return the items of a file; plain text is one item without fields."""
    raw = bytes(file.raw or b"")
    zone = get_zone(file.source)
    if detect_wire_container(raw) is Format.TEXT:
        if len(raw) > MAX_BYTES:
            raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
        return WireReading(Format.TEXT, (), decode_wire(raw).warnings)
    field_map = _get_field_map(file.source)
    with limit_reading():
        return read_wire(raw, zone=zone, field_map=field_map)


def _get_field_map(source: WireSource | None) -> FieldMap | None:
    """Return the source's field map; a faulty one raises a CopyError at each file."""
    if source is None or not source.field_map:
        return None
    try:
        return parse_field_map(source.field_map)
    except FieldMapError as fault:
        raise FieldMapMisfit from fault


def set_aside(file: WireFile, refusal: CopyError) -> None:
    """Put a file into quarantine, with the reason why it cannot be read."""
    file.status, file.reason = WireFile.Status.QUARANTINED, refusal.message
    file.problem = dump_problem(refusal)
    WireFile.objects.filter(pk=file.pk).update(status=file.status, reason=file.reason, problem=file.problem)


@transaction.atomic
def dismiss_half_files(whole: Sequence[WireFile], *, at: datetime) -> None:
    """Remove parts of files from quarantine that have come whole under the same name."""
    read = {
        (file.source_id, file.name): file
        for file in whole
        if file.name and file.status == WireFile.Status.READ
    }
    names = {name for _source, name in read}
    halves = WireFile.objects.filter(status=WireFile.Status.QUARANTINED, name__in=names) if names else ()
    for half in halves:
        file = read.get((half.source_id, half.name))
        if file is None or not _is_beginning(bytes(half.raw or b""), bytes(file.raw or b"")):
            continue
        reason = gettext_noop("The file has come whole.")
        audit(AuditVerb.DISMISS_WIRE_FILE, half, by=None, at=at, reason=reason, fault=half.reason)
        half.status, half.reason, half.settled_at = WireFile.Status.DISMISSED, reason, at
        half.save(update_fields=["status", "reason", "settled_at"])


def _is_beginning(half: bytes, whole: bytes) -> bool:
    """Return whether the first bytes are a shorter beginning of the others."""
    half, whole = half.rstrip(), whole.rstrip()
    return 0 < len(half) < len(whole) and whole.startswith(half)


def dump_problem(refusal: CopyError) -> dict[str, Any]:
    """Return an error as JSON, so that each editor reads it in their own language."""
    facts = {name: str(fact) for name, fact in refusal.facts.items()}
    numbers = {name: fact for name, fact in refusal.facts.items() if isinstance(fact, int)}
    return {"what": refusal.what, "why": refusal.why, "where": refusal.where, "facts": facts | numbers}


@transaction.atomic
def store_unread_file(
    raw: bytes, *, source: WireSource, name: str, media_type: str = "", refusal: CopyError, at: datetime
) -> WireFile:
    """Store a file and set it aside in one step.

    A file that was read before is left alone.
    """
    receipt = receive_file(raw, source=source, name=name, media_type=media_type, at=at)
    if receipt.file.status == WireFile.Status.RECEIVED:
        set_aside(receipt.file, refusal)
    return receipt.file


@transaction.atomic
def record_rejected_file(
    source: WireSource, *, name: str, size: int, refusal: CopyError, at: datetime, version: str = ""
) -> WireFile:
    """Record a file without its bytes; the same file is recorded once.

    Its hash is that of name, size and `version`, since the bytes are not read.
    """
    sha256 = hashlib.sha256(f"{name}\0{size}\0{version}".encode()).hexdigest()
    file, is_new = WireFile.objects.get_or_create(
        source=source,
        sha256=sha256,
        defaults={
            "name": name[:300], "received_at": at, "raw": None, "size": min(size, MAX_STORED_SIZE),
            "status": WireFile.Status.QUARANTINED, "reason": refusal.message,
            "problem": dump_problem(refusal),
        },
    )  # fmt: skip
    if not is_new:
        WireFile.objects.filter(pk=file.pk).update(repeats=F("repeats") + 1, repeated_at=at)
    return file
