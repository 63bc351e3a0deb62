"""Records that editions refer to, such as agencies, people and photos.

All but photos are few, and whatever changes one of them moves the site's revision. A process therefore loads each of
them once a revision.
"""

from collections import namedtuple
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

import orjson
from django.db.models import F
from django.db.models.functions import Coalesce

from articles import visibility
from articles.feed.authentication import Caller
from articles.feed.formats.feed_item import Concept, FeedItem
from articles.models import Agency, Edition, EmbargoedEdition, MediaFile, Photo, Section, Topic
from articles.models.story_text import STORY_TEXT
from articles.querysets import DIGITAL_SOURCE_TYPE
from articles.rights.grants import GrantRule, RightsChannel
from articles.selectors.translations import public_translations
from articles.url_paths import identifier_uri
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.db.compiled_queries import DATETIME_PARAM, PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf
from people.models import Person

_plain_columns = {*STORY_TEXT} - {"body", "language", "urgency"}
PLAIN_TEXT = tuple(one.name for one in fields(FeedItem) if one.name in _plain_columns)
"""Texts of a story that partners get as they are: the fields that an item has as well."""


class EditionRow(NamedTuple):
    """The columns of a published edition for its item; those of PLAIN_TEXT go before."""

    pk: int
    article_id: int
    version: int
    section_id: int
    guid: str
    slug: str
    headline: str
    kicker: str
    body: str
    language: str
    urgency: int
    tag: str
    agency_item_id: str
    own_rewriting: bool
    own_headline: bool
    ai_use: str
    first_published_at: datetime
    published_at: datetime
    breaking_until: datetime | None
    agency_codes: list[str]
    topic_slugs: list[str]
    person_ids: list[int]
    media_ids: list[int]
    people: list[dict[str, Any]]
    placements: list[dict[str, Any]]
    corrections: list[dict[str, Any]]
    running: dict[str, Any] | None
    translations: list[dict[str, Any]]
    """As `public_translations` describes them."""


FURTHER_TEXT = tuple(name for name in PLAIN_TEXT if name not in EditionRow._fields)
make_row: Any = namedtuple
EDITION_ROW = make_row("EditionRow", (*FURTHER_TEXT, *EditionRow._fields))
"""EditionRow with the further texts, whose names the type checker does not know."""
JSON_COLUMNS = 4
"""Number of columns before the last one that are JSON documents."""
EDITION_ROWS: CompiledQuery[Edition] = CompiledQuery(
    Edition,
    lambda: (
        Edition.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM)))
        .annotate(translations=public_translations(DATETIME_PARAM))
        .order_by()
        .values_list(*EDITION_ROW._fields)
    ),
)
PHOTO_FIELDS = ("file", "width", "height", "credit", "agency_codes", "agency_item_id", "blocked", "sha256")
PHOTOS: CompiledQuery[Photo] = CompiledQuery(
    Photo,
    lambda: (
        Photo.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM)))
        .order_by()
        .only(*PHOTO_FIELDS)
        .annotate(digital_source=DIGITAL_SOURCE_TYPE)
    ),
)
PEOPLE: CompiledQuery[Person] = CompiledQuery(
    Person,
    lambda: (
        Person.objects.public_or_merged()
        .filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM)))
        .order_by()
        .values_list("pk", Coalesce("merged_into", "pk"), Coalesce("merged_into__name", "name"))
    ),
)
"""Id, id of the record it was merged into, and name of people with a public page."""
type AnyEdition = Edition | EmbargoedEdition | EditionRow
"""Editions that partners may receive after redaction."""
MAX_RECORDS = 20_000
"""Records of one kind after which a process begins again."""


@dataclass(slots=True)
class LoadedRecords[K: Hashable, V]:
    found: dict[K, V] = field(default_factory=dict)
    asked: set[K] = field(default_factory=set)
    """Keys that were looked up, with or without a record."""

    def load(self, keys: Iterable[K], read: Callable[[set[K]], Mapping[K, V]]) -> Mapping[K, V]:
        """Return the records of the keys, perhaps with others.

        `read` gets the keys that were never looked up.
        """
        if missing := set(keys) - self.asked:
            if len(self.asked) > MAX_RECORDS:
                self.found, self.asked = {}, set()
                missing = set(keys)
            self.found.update(read(missing))
            self.asked |= missing
        return self.found


@dataclass(frozen=True, slots=True)
class RecordsOfRevision:
    """Records loaded at one revision of the site."""

    agencies: LoadedRecords[str, Agency] = field(default_factory=LoadedRecords)
    contracts: LoadedRecords[str, Sequence[GrantRule]] = field(default_factory=LoadedRecords)
    people: LoadedRecords[int, Concept] = field(default_factory=LoadedRecords)
    topics: LoadedRecords[str, Concept] = field(default_factory=LoadedRecords)
    sections: LoadedRecords[int, Section] = field(default_factory=LoadedRecords)


RECORDS: BoundedCache[Hashable, RecordsOfRevision] = BoundedCache(2)
"""By epoch and revision: the current ones, and those of requests that began before a change."""


@dataclass(frozen=True, slots=True)
class RelatedObjects:
    """Records that the editions of one response refer to, perhaps with others."""

    caller: Caller
    at: datetime
    agencies: Mapping[str, Agency]
    contracts: visibility.Contracts
    photos: dict[int, Photo]
    photo_rules: Mapping[int, Sequence[GrantRule]]
    media: Mapping[int, MediaFile]
    media_rules: Mapping[int, Sequence[GrantRule]]
    people: Mapping[int, Concept]
    topics: Mapping[str, Concept]
    sections: Mapping[int, Section]


def load_edition_rows(ids: Sequence[int], at: datetime) -> dict[int, EditionRow]:
    """Load editions that the caller may receive, by id."""
    rows = EDITION_ROWS.tuples({PKS_PARAM: list(ids), DATETIME_PARAM: at}) if ids else ()
    return {one.pk: one for one in map(_parse_row, rows)}


def _parse_row(row: Sequence[Any]) -> EditionRow:
    *plain, translations = row
    documents = (orjson.loads(text or "null") for text in plain[-JSON_COLUMNS:])
    columns = [*plain[:-JSON_COLUMNS], *documents, [orjson.loads(text) for text in translations]]
    return EDITION_ROW._make(columns)  # type: ignore[no-any-return]  # made above


def load_related(editions: Sequence[AnyEdition], caller: Caller, at: datetime) -> RelatedObjects:
    """Load the related records in at most nine queries, for any number of editions."""
    records = _records_of(caller)
    photo_ids = {p["photo_id"] for e in editions for p in e.placements}
    photos = _read_photos(photo_ids)
    codes = {code for e in editions for code in e.agency_codes}
    media_ids = {media_id for e in editions for media_id in e.media_ids}
    media = MediaFile.objects.in_bulk(media_ids) if media_ids else {}
    files: Iterable[Photo | MediaFile] = chain(photos.values(), media.values())
    codes |= {code for file in files for code in file.agency_codes}
    return RelatedObjects(
        caller=caller,
        at=at,
        agencies=records.agencies.load(codes, _read_agencies),
        contracts=records.contracts.load(codes, visibility.load_contracts),
        photos=photos,
        photo_rules=visibility.load_photo_rules(photos, RightsChannel.PARTNER),
        media=media,
        media_rules=visibility.load_media_rules(media, RightsChannel.PARTNER),
        people=records.people.load((n for e in editions for n in e.person_ids), _read_people),
        topics=records.topics.load((slug for e in editions for slug in e.topic_slugs), _read_topics),
        sections=records.sections.load((e.section_id for e in editions), Section.objects.in_bulk),
    )


def _records_of(caller: Caller) -> RecordsOfRevision:
    if caller.position is None:
        return RecordsOfRevision()
    # The revision was read before any record, so that a record is never older than its revision.
    revision = (caller.position.epoch, caller.position.site_revision)
    records = RECORDS.get(revision)
    if records is None:
        RECORDS.put(revision, records := RecordsOfRevision())
    return records


def _read_photos(ids: set[int]) -> dict[int, Photo]:
    return {photo.pk: photo for photo in PHOTOS.rows({PKS_PARAM: list(ids)})} if ids else {}


def _read_agencies(codes: set[str]) -> dict[str, Agency]:
    return {agency.code: agency for agency in Agency.objects.filter(code__in=codes)}


def _read_people(ids: set[int]) -> dict[int, Concept]:
    people = PEOPLE.tuples({PKS_PARAM: list(ids)})
    return {pk: Concept(identifier_uri("person", public), name) for pk, public, name in people}


def _read_topics(slugs: set[str]) -> dict[str, Concept]:
    topics = Topic.objects.filter(slug__in=slugs)
    return {topic.slug: Concept(identifier_uri("topic", topic.pk), topic.name) for topic in topics}
