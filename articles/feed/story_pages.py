"""Pages of stories: order, cursor and the rows from which the response is made.

A page without filters is the most frequent; its statement is compiled once for each form and contract.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchRank
from django.db.models import F, FloatField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Round
from django.http import QueryDict

from articles.actions.partners.deliveries import REPEAT
from articles.feed.filters import StoryFilterSet, parse_aware_time
from articles.feed.pagination import ListCursor, filters_digest
from articles.models import Edition, FeedState, Partner
from articles.search.query import build_query, parse_terms
from articles.selectors.partner_changes import recorded_seq
from articles.visibility import ContractTerms, is_contract_active
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    CompiledQueryVariants,
    key_param,
    time_param,
)
from newsroom.keyset import rows_after

RELEVANCE = "relevance"
ORDERS = {
    "-published": "first_published_at",
    "published": "first_published_at",
    "-updated": "published_at",
    RELEVANCE: "relevance",
}
SIZES = (50, 100)
"""Numbers of stories that a compiled statement reads."""
AFTER_TIME, AFTER_ID = time_param("cursor's time"), key_param("cursor's id")
TIME_PARAMS = {"since": time_param("stories since"), "until": time_param("stories until")}
PARTNER, DELIVERED_SINCE = key_param("partner"), time_param("delivered since")
"""Placeholders in compiled statements."""


class PageRow(NamedTuple):
    """A story on a page, with its place in the order and its number in the log."""

    edition_id: int
    article_id: int
    version: int
    place: Any
    seq: int | None
    recorded_seq: int | None
    """The log number with which the ledger has the delivery already."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page that a partner asks for, with its checked parameters."""

    partner: Partner
    order: str
    date: str
    limit: int
    after: str | None
    at: datetime


def ledger_rows(page: Sequence[PageRow]) -> list[tuple[int, int, int]]:
    """Return the ledger rows to write: (article id, log number, version)."""
    return [
        (row.article_id, row.seq, row.version)
        for row in page
        if row.seq is not None and row.seq != row.recorded_seq
    ]


def load_page(asked: PageRequest, filters: StoryFilterSet) -> tuple[list[PageRow], str | None]:
    """Return the rows of the page and the cursor of the next one."""
    digest = filters_digest({**filters.active, "order": asked.order, "date": asked.date})

    def decode(text: str) -> ListCursor:
        return ListCursor.decode(text, asked.partner, digest)

    is_plain = filters.active.keys() <= TIME_PARAMS.keys() and asked.order != RELEVANCE
    found = (_plain_rows if is_plain else _filtered_rows)(asked, filters, decode)
    page = found[: asked.limit]
    if len(found) <= asked.limit:
        return page, None
    return page, ListCursor(page[-1].place, page[-1].article_id).encode(asked.partner, digest)


def select_stories(filters: StoryFilterSet, partner: Partner, at: datetime) -> QuerySet[Any]:
    """Return the stories within the partner's contract that the filters select."""
    filters.queryset = Edition.objects.for_partner(partner, at=at)
    stories: QuerySet[Any] = filters.qs
    return stories


def _filtered_rows(
    asked: PageRequest, filters: StoryFilterSet, decode: Callable[[str], ListCursor]
) -> list[PageRow]:
    stories = select_stories(filters, asked.partner, asked.at)
    ranked = order_by_rank(stories, asked.order, filters.active.get("q", ""))
    rows = paginate(ranked, asked.order, asked.after, decode)
    columns = _page_columns(rows, asked.order, asked.partner.pk, asked.at - REPEAT)
    return [PageRow(*row) for row in columns[: asked.limit + 1]]


def _plain_rows(
    asked: PageRequest, filters: StoryFilterSet, decode: Callable[[str], ListCursor]
) -> list[PageRow]:
    times = {name: parse_aware_time(name, value) for name, value in filters.active.items()}
    cursor = None if asked.after is None else decode(asked.after)
    if not is_contract_active(asked.partner, asked.at):
        return []
    size = next(size for size in SIZES if asked.limit <= size)
    # In the default order, `since` needs a plan for its value: few stories may be that new.
    pages = VALUE_PLANNED_PAGES if "since" in times else PLAIN_PAGES
    statement = pages(
        ContractTerms.of(asked.partner),
        asked.order,
        asked.date,
        int(cursor is not None),
        frozenset(times),
        size,
    )
    values: Mapping[Any, Any] = {
        DATETIME_PARAM: asked.at,
        DELIVERED_SINCE: asked.at - REPEAT,
        PARTNER: asked.partner.pk,
        AFTER_TIME: cursor and cursor.key,
        AFTER_ID: cursor and cursor.article_id,
        **{TIME_PARAMS[name]: time for name, time in times.items()},
    }
    return [PageRow(*row) for row in statement.tuples(values)[: asked.limit + 1]]


def _plain_page(
    contract: ContractTerms, order: str, date: str, cursors: int, times: frozenset[str], size: int
) -> QuerySet[Edition, Any]:
    """Return the page of a form, with placeholders for its values."""
    data = QueryDict(mutable=True)
    data.update({"date": date, **{name: TIME_PARAMS[name].isoformat() for name in times}})
    editions = Edition.objects.within_contract(contract, at=DATETIME_PARAM)
    rows = StoryFilterSet(data, editions, Partner()).qs
    after = "after" if cursors else None
    page = paginate(rows, order, after, lambda _text: ListCursor(AFTER_TIME, AFTER_ID))
    return _page_columns(page, order, PARTNER, DELIVERED_SINCE)[: size + 1]


PLAIN_PAGES: CompiledQueryVariants[Edition] = CompiledQueryVariants(Edition, _plain_page, generic=True)
VALUE_PLANNED_PAGES: CompiledQueryVariants[Edition] = CompiledQueryVariants(Edition, _plain_page)


def _page_columns(rows: QuerySet[Any], order: str, partner_id: int, since: datetime) -> QuerySet[Any, Any]:
    """Return the columns of `PageRow`."""
    # Subqueries, because a join from edition to log reads the row of the story as well.
    states = FeedState.objects.filter(article=OuterRef("article"))
    numbered = rows.annotate(
        seq=Subquery(states.order_by().values("seq")[:1]), recorded=recorded_seq(partner_id, since=since)
    )
    columns: QuerySet[Any, Any] = numbered.values_list(
        "pk", "article_id", "version", ORDERS[order], "seq", "recorded"
    )
    return columns


def order_by_rank(rows: QuerySet[Any], order: str, words: str) -> QuerySet[Any]:
    if order != RELEVANCE:
        return rows
    rank = SearchRank(F("document"), build_query(parse_terms(words)))
    with_rank: QuerySet[Any] = rows.annotate(relevance=Cast(Round(rank, precision=6), FloatField()))
    return with_rank


def paginate(
    rows: QuerySet[Any], order: str, after: str | None, decode: Callable[[str], ListCursor]
) -> QuerySet[Any]:
    """Return the rows in order, starting after the cursor."""
    column, down = ORDERS[order], order != "published"
    if after is not None:
        cursor = decode(after)
        is_later = rows_after(
            (column, "article_id"), (cursor.key, cursor.article_id), ascending=not down,
            computed=order == RELEVANCE,
        )  # fmt: skip
        rows = rows.filter(is_later)
    sign = "-" if down else ""
    return rows.order_by(f"{sign}{column}", f"{sign}article_id")
