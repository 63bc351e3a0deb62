"""Storing of news items: rows of the wire desk with search words and effect.

Items of several files are stored with a few statements, because a statement costs more than reading a file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.search import SearchVector
from django.db.models import F, Value
from django.db.models.expressions import Combinable

from articles.actions.intake.effects.agenda import store_agency_events
from articles.actions.intake.effects.rule_effects import begin_rule_uses
from articles.actions.intake.receive.reading_time import limit_reading
from articles.actions.intake.receive.receive_file import ItemResult
from articles.actions.intake.versions.item_history import lock_agency_items
from articles.actions.intake.versions.item_status import set_first_outcomes
from articles.models import WireFile, WireItem, WireSource
from articles.models.wire_item import INDEX_CONFIG
from articles.parsing.lexicon import BUILTIN
from articles.parsing.to_dict import story_to_dict
from articles.wire.charset import decode_wire
from articles.wire.formats import Format
from articles.wire.future_times import iterate_doubts
from articles.wire.heartbeats import is_heartbeat, is_heartbeat_text
from articles.wire.identity import build_item_key, hash_content
from articles.wire.item import ItemKind, NewsItem, PubStatus, WireReading
from articles.wire.news_item_copy import list_body_lines, read_news_item
from articles.wire.to_dict import dump_item, dump_warnings

MAX_INDEXED = 50_000
"""Characters of a body in the search index of the wire desk."""
CHUNK_SIZE = 200
"""Items of one statement; a feed may have thousands."""


@dataclass(frozen=True, slots=True)
class ItemToStore:
    file: WireFile
    position: int
    provider: str
    key: str
    item: NewsItem
    content: dict[str, Any]
    sha256: str


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


def store_items(file: WireFile, reading: WireReading, at: datetime) -> list[ItemResult]:
    """Store the items of a file that this process has claimed."""
    return store_readings([(file, reading)], at=at)[file.pk]


def store_readings(
    readings: Sequence[tuple[WireFile, WireReading]], *, at: datetime
) -> dict[int, list[ItemResult]]:
    """Store the items of claimed files; return them by file."""
    texts = {
        file.pk: [ItemResult(_store_text(file))]
        for file, reading in readings
        if reading.format == Format.TEXT
    }
    return texts | _store_news([one for one in readings if one[0].pk not in texts], at=at)


def _store_text(file: WireFile) -> WireItem:
    """Store a file of plain text as an item that is still to be parsed."""
    if known := file.items.filter(content__isnull=True).defer("raw", "parsed").first():
        return known  # the file was set aside and is read again
    source = file.source
    code = "" if source is None else source.agency.code if source.agency is not None else source.code
    item = WireItem(
        received_at=file.received_at, received_by=file.received_by, channel=WireItem.Medium.WIRE, raw=b"",
        media_type="text/plain", sha256=file.sha256, file=file, source=source, provider=code,
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


def _store_news(
    readings: Sequence[tuple[WireFile, WireReading]], *, at: datetime
) -> dict[int, list[ItemResult]]:
    """Store news items; their histories are locked until the transaction ends.

    So are their headlines: of two formats of one item that come at the same time, the second finds the first.
    """
    waiting = [one for file, reading in readings for one in _list_items(file, reading)]
    keys = {one.key for one in waiting}
    lock_agency_items(keys | {f"{one.provider} {_get_title(one.item)[:300]}" for one in waiting})
    versions = _find_versions(keys)
    stored: dict[int, list[ItemResult]] = {file.pk: [] for file, _reading in readings}
    rows: list[WireItem] = []
    first: list[WireItem] = []
    for one in waiting:
        known = versions.setdefault(one.key, {})
        row = known.get(one.sha256)
        is_repeat = row is not None
        if row is None:
            row = _build_row(one)
            rows.append(row)
            if is_heartbeat(one.item):
                _mark_heartbeat(row)
            elif not known:
                first.append(row)
            known[one.sha256] = row
        else:
            row = _count_repeat(row)
        stored[one.file.pk].append(ItemResult(row, repeated=is_repeat))
    set_first_outcomes(first, at=at)
    WireItem.objects.bulk_create(rows, batch_size=CHUNK_SIZE)
    begin_rule_uses(first, at=at)
    store_agency_events(rows)
    return stored


def _list_items(file: WireFile, reading: WireReading) -> Iterator[ItemToStore]:
    for position, item in enumerate(reading.items):
        provider = get_provider(file.source, item)
        content = {**dump_item(item), "format": reading.format}
        key = build_item_key(provider, item, reading.format)
        yield ItemToStore(file, position, provider, key, item, content, hash_content(content))


def _find_versions(keys: set[str]) -> dict[str, dict[str, WireItem]]:
    """Return the stored items of the keys by key and hash, with their numbers only."""
    found: dict[str, dict[str, WireItem]] = {}
    stored = WireItem.objects.filter(agency_item__in=keys, content__isnull=False)
    for item in stored.only("pk", "agency_item", "sha256").order_by("received_at", "pk"):
        found.setdefault(item.agency_item, {})[item.sha256] = item
    return found


def _count_repeat(row: WireItem) -> WireItem:
    """Count a repeat of an item, which may wait to be stored itself; return it."""
    if row._state.adding:
        row.repeats_count += 1
        return row
    WireItem.objects.filter(pk=row.pk).update(repeats_count=F("repeats_count") + 1)
    return WireItem.objects.defer("raw", "parsed").get(pk=row.pk)


def _build_row(one: ItemToStore) -> WireItem:
    file, item, source = one.file, one.item, one.file.source
    agency = source.agency.code if source is not None and source.agency is not None else ""
    with limit_reading():
        copy = read_news_item(one.content, agency=agency, people=False, zone=get_zone(source))
    reading: dict[str, Any] = {
        **story_to_dict(copy),
        "withheld": item.held or item.pubstatus is PubStatus.WITHHELD,
    }
    doubts = iterate_doubts(item.versioncreated, file.received_at)
    return WireItem(
        received_at=file.received_at, received_by=file.received_by, channel=WireItem.Medium.WIRE, raw=b"",
        media_type=file.media_type or "application/octet-stream", sha256=one.sha256, status=WireItem.Status.READ,
        reading=reading, agency_item=one.key, agency_version=reading["agency_version"],
        version_created=item.versioncreated, source=source, file=file, position=one.position, provider=one.provider,
        guid=item.guid[:400], version=item.version[:60], kind=_get_kind(item).value, pubstatus=item.pubstatus.value,
        notices=[notice.value for notice in item.notices], urgency=item.urgency,
        language=(item.language or (source.language if source else ""))[:12], service=item.service[:40],
        headline=_get_title(item)[:300], slugline=item.slugline[:200], embargo=item.embargo, held=item.held,
        expires=item.expires, content=one.content, warnings=dump_warnings((*item.warnings, *doubts)),
        section=source.section if source is not None else None, search=_search_vector(item, one.content),
    )  # fmt: skip


def _get_kind(item: NewsItem) -> ItemKind:
    """Return the kind for the desk: a composite with a text of its own is a story."""
    return ItemKind.TEXT if item.kind is ItemKind.PACKAGE and item.body else item.kind


def _get_title(item: NewsItem) -> str:
    """Return the headline, else the first words that identify the item."""
    caption = item.photo.caption if item.photo is not None else ""
    first = item.body[0].text if item.body else ""
    return item.headline or (item.photo.headline if item.photo else "") or first or caption or item.slugline


def _search_vector(item: NewsItem, content: dict[str, Any]) -> Combinable:
    head = " ".join((_get_title(item), item.slugline, *item.keywords, item.byline))
    return build_search_vector(head, "\n".join(words for _tag, words in list_body_lines(content)))


def build_search_vector(head: str, body: str) -> Combinable:
    """Return the words of an item for the search of the wire desk."""
    return SearchVector(Value(head), config=INDEX_CONFIG, weight="A") + SearchVector(
        Value(body[:MAX_INDEXED]), config=INDEX_CONFIG, weight="C"
    )
