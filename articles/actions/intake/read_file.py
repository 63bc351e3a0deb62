"""Reading of stored files: each gives items, or is set aside with a reason.

The bytes are already committed, so every step here can be repeated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable

from articles.actions.intake.item_history import lock_item_history
from articles.actions.intake.outcomes import get_first_outcome
from articles.models import WireFile, WireItem, WireSource
from articles.parsing.errors import CopyError
from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.news_item import list_body_lines, read_news_item
from articles.parsing.to_dict import story_to_dict
from articles.wire.charset import decode_wire
from articles.wire.field_map import FieldMap, parse_field_map
from articles.wire.field_map_errors import FieldMapError, FieldMapMisfit
from articles.wire.formats import Format
from articles.wire.future_times import iterate_doubts
from articles.wire.heartbeats import is_heartbeat, is_heartbeat_text
from articles.wire.identity import build_item_key, hash_content
from articles.wire.item import NewsItem, PubStatus, WireReading
from articles.wire.registry import detect_wire_format, read_wire
from articles.wire.to_dict import dump_item, dump_warnings

MAX_INDEXED = 50_000
"""Characters of a body in the search index of the wire desk."""
INDEX_CONFIG = "newsroom_names"
"""Words as spelt, without accents: the wire desk searches in every language, also by the first letters."""


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item of a file; `repeated` if the same content was stored before."""

    item: WireItem
    repeated: bool


def read_file(file: WireFile, *, at: datetime) -> list[StoredItem]:
    """Read a stored file into items; set it aside if it cannot be read.

    A file that was read before gives its items again.
    """
    if file.status != WireFile.Status.RECEIVED:
        return _list_items(file)
    try:
        reading = read_stored_bytes(file)
    except CopyError as refusal:
        set_aside(file, refusal)
        return []
    with transaction.atomic():
        if not _claim(file, reading):
            file.refresh_from_db(fields=["status", "format", "warnings"])
            return _list_items(file)
        return list(store_items(file, reading, at))


def _claim(file: WireFile, reading: WireReading) -> bool:
    """Mark the file as read; return False if another process has done so."""
    file.status, file.format = WireFile.Status.READ, reading.format
    file.warnings = dump_warnings(reading.warnings)
    waiting = WireFile.objects.filter(pk=file.pk, status=WireFile.Status.RECEIVED)
    return bool(waiting.update(status=file.status, format=file.format, warnings=file.warnings))


def _list_items(file: WireFile) -> list[StoredItem]:
    """Return the items without those that an editor dismissed."""
    dismissed = Q(status=WireItem.Status.DISMISSED) & ~Q(outcome=WireItem.IntakeOutcome.HEARTBEAT)
    items = file.items.exclude(dismissed).defer("raw", "parsed").order_by("position")
    return [StoredItem(item, repeated=False) for item in items]


def read_stored_bytes(file: WireFile) -> WireReading:
    """Return the items of a file; plain text is one item without fields."""
    raw = bytes(file.raw or b"")
    zone = get_zone(file.source)
    if detect_wire_format(raw) is Format.TEXT:
        return WireReading(Format.TEXT, (), decode_wire(raw).warnings)
    return read_wire(raw, zone=zone, field_map=_get_field_map(file.source))


def _get_field_map(source: WireSource | None) -> FieldMap | None:
    """Return the source's field map; a faulty one raises a CopyError at each file."""
    if source is None or not source.field_map:
        return None
    try:
        return parse_field_map(source.field_map)
    except FieldMapError as fault:
        raise FieldMapMisfit from fault


def get_zone(source: WireSource | None) -> ZoneInfo:
    return ZoneInfo(source.zone if source is not None and source.zone else settings.DESK_TIME_ZONE)


def get_provider(source: WireSource | None, item: NewsItem) -> str:
    """Return our code of the item's agency, else the provider as written."""
    if source is not None and source.agency is not None:
        return source.agency.code
    known = BUILTIN.find_agency(item.provider) if item.provider else None
    if known is not None:
        return known.code
    return item.provider[:120] or (source.code if source is not None else "")


def set_aside(file: WireFile, refusal: CopyError) -> None:
    """Put a file into quarantine, with the reason why it cannot be read."""
    file.status, file.reason = WireFile.Status.QUARANTINED, refusal.message
    file.problem = dump_problem(refusal)
    WireFile.objects.filter(pk=file.pk).update(status=file.status, reason=file.reason, problem=file.problem)


def dump_problem(refusal: CopyError) -> dict[str, Any]:
    """Return an error as JSON, so that each editor reads it in their own language."""
    facts = {name: str(fact) for name, fact in refusal.facts.items()}
    numbers = {name: fact for name, fact in refusal.facts.items() if isinstance(fact, int)}
    return {"what": refusal.what, "why": refusal.why, "where": refusal.where, "facts": facts | numbers}


def store_items(file: WireFile, reading: WireReading, at: datetime) -> Iterable[StoredItem]:
    """Store the items of a file that this process has claimed."""
    if reading.format == Format.TEXT:
        yield StoredItem(_store_text(file), repeated=False)
        return
    items = [(get_provider(file.source, item), item) for item in reading.items]
    keys = {build_item_key(provider, item, reading.format) for provider, item in items}
    for key in sorted(keys):
        # In one order, so that two files with the same items never wait for each other.
        lock_item_history(key)
    for position, (provider, item) in enumerate(items):
        yield _store_item(file, reading.format, position, provider, item, at)


def _store_text(file: WireFile) -> WireItem:
    if known := file.items.filter(content__isnull=True).defer("raw", "parsed").first():
        return known  # the file was set aside and is read again
    item = WireItem(
        received_at=file.received_at, received_by=file.received_by, channel=WireItem.Medium.WIRE, raw=b"",
        media_type="text/plain", sha256=file.sha256, file=file, source=file.source,
        provider=get_provider_of_text(file),
    )  # fmt: skip
    if is_heartbeat_text(decode_wire(bytes(file.raw or b"")).text):
        _mark_heartbeat(item)
    item.save(force_insert=True)
    return item


def _mark_heartbeat(item: WireItem) -> None:
    """Dismiss a test message before it counts as news or, by its words, as a kill."""
    item.outcome, item.status = WireItem.IntakeOutcome.HEARTBEAT, WireItem.Status.DISMISSED
    if item.reading is not None:
        item.reading = {**item.reading, "kill": None, "correction": None}


def get_provider_of_text(file: WireFile) -> str:
    if file.source is None:
        return ""
    return file.source.agency.code if file.source.agency is not None else file.source.code


def _store_item(
    file: WireFile, format_name: str, position: int, provider: str, item: NewsItem, at: datetime
) -> StoredItem:
    """Store an item; its history is locked until the transaction ends."""
    content = {**dump_item(item), "format": format_name}
    key, sha256 = build_item_key(provider, item, format_name), hash_content(content)
    versions = dict(
        WireItem.objects.filter(agency_item=key, content__isnull=False).values_list("sha256", "pk")
    )
    if sha256 in versions:
        WireItem.objects.filter(pk=versions[sha256]).update(repeats_count=F("repeats_count") + 1)
        known = WireItem.objects.defer("raw", "parsed").get(pk=versions[sha256])
        return StoredItem(known, repeated=True)
    source = file.source
    agency = source.agency.code if source is not None and source.agency is not None else ""
    copy = read_news_item(content, agency=agency, people=False, zone=get_zone(source))
    reading: dict[str, Any] = {
        **story_to_dict(copy),
        "withheld": item.held or item.pubstatus is PubStatus.WITHHELD,
    }
    doubts = iterate_doubts(item.versioncreated, file.received_at)
    stored = WireItem(
        received_at=file.received_at, received_by=file.received_by, channel=WireItem.Medium.WIRE, raw=b"",
        media_type=file.media_type or "application/octet-stream", sha256=sha256, status=WireItem.Status.READ,
        reading=reading, agency_item=key, agency_version=reading["agency_version"], version_created=item.versioncreated,
        source=source, file=file, position=position, provider=provider, guid=item.guid[:400], version=item.version[:60],
        kind=item.kind.value, pubstatus=item.pubstatus.value, notices=[notice.value for notice in item.notices],
        urgency=item.urgency, language=(item.language or (source.language if source else ""))[:12],
        service=item.service[:40], headline=_title(item)[:300], slugline=item.slugline[:200], embargo=item.embargo,
        held=item.held, expires=item.expires, content=content, warnings=dump_warnings((*item.warnings, *doubts)),
        section=source.section if source is not None else None, search=_search_vector(item, content),
    )  # fmt: skip
    if is_heartbeat(item):
        _mark_heartbeat(stored)
    elif not versions:
        # Most items are the first of their history and concern no story: they need no further transaction.
        stored.outcome = get_first_outcome(stored, at=at)
    stored.save(force_insert=True)
    return StoredItem(stored, repeated=False)


def _title(item: NewsItem) -> str:
    """Return the headline, else the first words that identify the item."""
    caption = item.photo.caption if item.photo is not None else ""
    first = item.body[0].text if item.body else ""
    return item.headline or (item.photo.headline if item.photo else "") or first or caption or item.slugline


def _search_vector(item: NewsItem, content: dict[str, Any]) -> Combinable:
    head = " ".join((_title(item), item.slugline, *item.keywords, item.byline))
    return build_search_vector(head, "\n".join(words for _tag, words in list_body_lines(content)))


def build_search_vector(head: str, body: str) -> Combinable:
    """Return the words of an item for the search of the wire desk."""
    return SearchVector(Value(head), config=INDEX_CONFIG, weight="A") + SearchVector(
        Value(body[:MAX_INDEXED]), config=INDEX_CONFIG, weight="C"
    )
