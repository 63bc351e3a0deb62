"""The list of the wire desk: filters, pages by cursor, and uses in stories."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Left

from articles.models import AuditEntry, WireItem
from articles.models.audit import AuditVerb
from articles.models.wire_item import INDEX_CONFIG, URGENT
from articles.wire.item import KILL_NOTICES, Notice, PubStatus
from newsroom.account_names import display_name
from newsroom.strict_values import parse_datetime_strictly, parse_integer

PAGE_SIZE = 50
MAX_WORDS = 8
RECENT_ITEMS = 4_000
"""Latest items that are searched one by one before the index of words is used."""
MAX_NEW = 100
NEW_OVERLAP = 200
"""Ids asked for again: an item may be committed after one with a higher id, with all others of its file."""
_WORD = re.compile(r"[^\W_]+")
_Outcome = WireItem.IntakeOutcome

LISTED_FIELDS = (
    "id", "received_at", "urgency", "headline", "slugline", "provider", "kind", "notices", "pubstatus", "held",
    "embargo", "released_at", "outcome", "status", "warnings", "agency_item", "language", "version", "channel",
    "repeats_count", "source", "section", "article", "superseded_by", "repeats", "photo", "source__name",
    "section__name", "section__name_en", "article__headline",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WireFilters:
    """Choices of the filter bar; an empty one filters nothing."""

    source: int | None = None
    agency: str = ""
    section: int | None = None
    without_section: bool = False
    urgency: int | None = None
    """The lowest urgency that is listed: 2 lists 1 and 2."""
    kind: str = ""
    language: str = ""
    notice: str = ""
    unused: bool = False
    followed: bool = False
    """List the items that lead a story."""
    all_versions: bool = False
    """List repeats and superseded versions, too."""
    words: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimeCursor:
    """Place in a list by time: the row after which the next page begins."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.pk}"


def parse_cursor(text: str) -> TimeCursor | None:
    time, _sign, pk = text.partition("~")
    received_at, item_id = parse_datetime_strictly(time), parse_integer(pk)
    if received_at is None or received_at.tzinfo is None or item_id is None:
        return None
    return TimeCursor(received_at, item_id)


NOTICES: dict[str, Q] = {
    "correction": Q(notices__contains=[Notice.CORRECTION]) & ~Q(notices=[])
    | Q(outcome__in=[_Outcome.CORRECTION]),
    "kill": Q(notices__overlap=[*KILL_NOTICES, Notice.POSSIBLE_KILL]) & ~Q(notices=[])
    | Q(outcome__in=[_Outcome.KILL]),
    "lifted": Q(outcome=_Outcome.LIFTED),
    "held": Q(outcome=_Outcome.HELD),
    "update": Q(notices__overlap=[Notice.UPDATE, Notice.LEAD, Notice.REWRITE, Notice.SUMMARY])
    & ~Q(notices=[]),
    "repeat": Q(notices__contains=[Notice.REPEAT]) & ~Q(notices=[]),
    "advisory": Q(notices__overlap=[Notice.ADVISORY]) & ~Q(notices=[]) | Q(kind="advisory"),
    "alert": Q(notices__contains=[Notice.ALERT]) & ~Q(notices=[]),
    "warnings": ~Q(warnings=[]),
    "dismissed": Q(status__in=[WireItem.Status.DISMISSED, WireItem.Status.QUARANTINED]),
}
"""Choice of the filter “notices” → its condition, each served by a partial index."""


def filter_items(filters: WireFilters) -> "QuerySet[WireItem]":
    """Return the items newest first, with the columns of the list only."""
    items = WireItem.objects.filter(_build_condition(filters))
    if filters.language:
        items = items.alias(short_language=Left("language", 2)).filter(short_language=filters.language)
    if filters.words and (query := build_prefix_query(filters.words)) is not None:
        items = items.filter(search=query)
    return (
        items.select_related("source", "section", "article")
        .only(*LISTED_FIELDS)
        .annotate(has_thumbnail=Q(file__thumbnail__isnull=False))
        .order_by(F("received_at").desc(), F("id").desc())
    )


def _build_condition(filters: WireFilters) -> Q:
    conditions = Q()
    for name, value in (
        ("source", filters.source), ("provider", filters.agency), ("section", filters.section),
        ("kind", filters.kind), ("urgency__lte", filters.urgency), ("received_at__gte", filters.since),
    ):  # fmt: skip
        if value:
            conditions &= Q(**{name: value})
    if filters.without_section:
        conditions &= Q(section=None)
    if filters.unused:
        conditions &= Q(article=None)
    if filters.followed:
        conditions &= Q(article__following__ended_at=None, article__following__isnull=False)
    conditions &= NOTICES.get(filters.notice, Q())
    if filters.notice != "dismissed":
        conditions &= ~Q(status=WireItem.Status.DISMISSED)
    if not filters.all_versions:
        conditions &= Q(repeats=None, superseded_by=None)
    return conditions


def build_prefix_query(words: str) -> SearchQuery | None:
    """Return a query for the beginnings of all typed words; None without words."""
    typed = _WORD.findall(words)[:MAX_WORDS]
    if not typed:
        return None
    return SearchQuery(" & ".join(f"{word}:*" for word in typed), config=INDEX_CONFIG, search_type="raw")


def list_page(filters: WireFilters, before: TimeCursor | None = None) -> tuple[list[WireItem], bool]:
    """Return the items after the cursor, and whether there are more."""
    items, place = filter_items(filters), WireItem.objects.all()
    if before is not None:
        older = Q(received_at__lt=before.at) | Q(pk__lt=before.pk)
        items = items.filter(older, received_at__lte=before.at)
        place = place.filter(received_at__lte=before.at)
    page = _search(items, place) if filters.words else list(items[: PAGE_SIZE + 1])
    return page[:PAGE_SIZE], len(page) > PAGE_SIZE


def _search(items: "QuerySet[WireItem]", place: "QuerySet[WireItem]") -> list[WireItem]:
    """Return a page of found items: the latest ones, else by the index of words.

    PostgreSQL cannot estimate how frequent a beginning of words is. It would look for a rare one in every item, by
    time, or sort all items with a frequent one.
    """
    times = place.order_by(F("received_at").desc(), F("id").desc()).values_list("received_at", flat=True)
    bound = times[RECENT_ITEMS : RECENT_ITEMS + 1].first()
    if bound is None:
        return list(items[: PAGE_SIZE + 1])
    latest = list(items.filter(received_at__gte=bound)[: PAGE_SIZE + 1])
    if len(latest) > PAGE_SIZE:
        return latest
    unordered = ExpressionWrapper(F("received_at") + Value(timedelta()), output_field=DateTimeField())
    return list(items.order_by(unordered.desc(), F("id").desc())[: PAGE_SIZE + 1])


def list_new(filters: WireFilters, since: int, known: Sequence[int] = ()) -> list[WireItem]:
    """Return items with an id above `since`, and those committed late below it.

    The page has the `known` ones already.
    """
    items = filter_items(filters).filter(pk__gt=since - NEW_OVERLAP)
    return list(items.exclude(pk__in=known)[:MAX_NEW])


def is_flash(item: WireItem) -> bool:
    return item.urgency is not None and item.urgency <= URGENT


def is_embargoed(item: WireItem, at: datetime) -> bool:
    return item.embargo is not None and item.embargo > at and item.released_at is None


def is_killed(item: WireItem) -> bool:
    """Return whether the item withdraws its matter by its notices or its status."""
    return item.pubstatus == PubStatus.CANCELED or bool(KILL_NOTICES & set(item.notices))


@dataclass(frozen=True, slots=True)
class ItemUse:
    """A story that uses an item or another version of it, and the editor."""

    article_id: int
    headline: str
    editor: str


def find_uses(items: Sequence[WireItem]) -> dict[int, list[ItemUse]]:
    """Return item → stories, with two queries."""
    matters = {item.agency_item for item in items if item.agency_item}
    of_items = Q(pk__in=[item.pk for item in items if item.article_id is not None])
    used = WireItem.objects.filter(of_items | Q(agency_item__in=matters), ~Q(article=None))
    columns = ("pk", "agency_item", "article_id", "article__headline")
    rows = list(used.order_by("-received_at", "-pk").values_list(*columns))
    editors = find_editors(article_id for _pk, _matter, article_id, _headline in rows if article_id)
    uses: dict[int, list[ItemUse]] = {}
    for item in items:
        stories = {
            article_id: ItemUse(article_id, str(headline), editors.get(article_id, ""))
            for pk, matter, article_id, headline in rows
            if article_id and (pk == item.pk or (matter and matter == item.agency_item))
        }
        uses[item.pk] = list(stories.values())
    return uses


def count_versions(items: Sequence[WireItem]) -> dict[str, int]:
    """Return key → number of versions; an item sent again unchanged is none."""
    matters = {item.agency_item for item in items if item.agency_item}
    versions = WireItem.objects.filter(agency_item__in=matters, reading__isnull=False, repeats=None)
    return dict(versions.order_by().values_list("agency_item").annotate(Count("pk")))


def find_editors(article_ids: Iterable[int]) -> dict[int, str]:
    """Return story → name of the editor who made it from received copy."""
    entries = AuditEntry.objects.filter(
        model="article", object_id__in=set(article_ids), verb=AuditVerb.CREATE_FROM_COPY
    )
    return {
        entry.object_id: display_name(entry.actor)
        for entry in entries.select_related("actor").order_by("at", "pk")
        if entry.actor is not None
    }
