"""GET /stories: search and browse, with order, cursor and count."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.contrib.postgres.search import SearchRank
from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast, Round
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import REPEAT, record_deliveries
from articles.feed.exceptions import ValueUnknown
from articles.feed.filters import StoryFilterSet
from articles.feed.item_response import (
    FORMATS,
    PROFILES,
    STORY_PARAMETERS,
    newsml_message,
    read_shape,
    wants_newsml,
)
from articles.feed.pagination import ListCursor, filters_digest
from articles.feed.redaction import feed_items
from articles.feed.rendered_items import RenderedItem, rendered_items
from articles.feed.schema import AFTER_CURSOR, LIMIT, STORIES, filter_parameters, item_responses
from articles.feed.sparse_fields import (
    describe_notes,
    describe_redactions,
    read_fields_and_include,
    read_include,
)
from articles.feed.views.base import FeedView, read_choice, read_limit
from articles.models import Edition, Partner
from articles.search.query import build_query, parse_terms
from articles.selectors.partner_changes import recorded_delivery
from newsroom.keyset import rows_after

RELEVANCE = "relevance"
ORDERS = {
    "-published": "first_published_at",
    "published": "first_published_at",
    "-updated": "published_at",
    RELEVANCE: "relevance",
}
MAX_EXACT_COUNT = 1000
"""Largest count that is exact; above it the planner's estimate is returned."""


class StoriesView(FeedView):
    """Browse and search, newest first.

    Use `changes` to mirror all stories: only `changes` misses nothing.
    """

    renderer_classes = FORMATS

    @extend_schema(
        responses=item_responses(STORIES),
        operation_id="stories",
        parameters=[
            *filter_parameters(StoryFilterSet),
            *STORY_PARAMETERS,
            OpenApiParameter("date", OpenApiTypes.STR, enum=["updated", "published"]),
            OpenApiParameter("order", OpenApiTypes.STR, enum=list(ORDERS), description="relevance needs q."),
            LIMIT,
            AFTER_CURSOR,
            OpenApiParameter("count", OpenApiTypes.STR, enum=["none", "estimate"]),
        ],
    )
    def get(self, request: Request) -> Response:
        caller, at = self.caller(request), self.now(request)
        read_choice(request, "profile", PROFILES)
        read_fields_and_include(request)
        count = read_choice(request, "count", ("none", "estimate"))
        filters = StoryFilterSet(
            request.query_params, Edition.objects.for_partner(caller.partner, at=at), caller.partner
        )
        page, next_cursor = load_page(request, filters, caller.partner, at)
        if wants_newsml(request):
            content: Any = newsml_message(feed_items(load_editions(page), caller, at), at)
            headers = next_link_header(request, next_cursor)
        else:
            items = rendered_items([row.edition_id for row in page], caller, at, read_shape(request))
            counting = {"count": count_stories(filters.qs)} if count == "estimate" else {}
            content, headers = {**stories_json(items, request), "next": next_cursor, **counting}, {}
        record_deliveries(caller.partner, ledger_rows(page), at=at)
        return Response(content, headers=headers)


class PageRow(NamedTuple):
    """A story on a page, with its place in the order and its number in the log."""

    edition_id: int
    article_id: int
    version: int
    place: Any
    seq: int | None
    is_recorded: bool


def ledger_rows(page: Sequence[PageRow]) -> list[tuple[int, int, int]]:
    """Return the ledger rows to write: (article id, log number, version)."""
    return [
        (row.article_id, row.seq, row.version) for row in page if row.seq is not None and not row.is_recorded
    ]


def load_page(
    request: Request, filters: StoryFilterSet, partner: Partner, at: datetime
) -> tuple[list[PageRow], str | None]:
    """Return the rows of the page and the cursor of the next one."""
    order, limit = read_order(request), read_limit(request)
    date = read_choice(request, "date", ("updated", "published"))
    digest = filters_digest({**filters.active, "order": order, "date": date})
    rows = paginate(
        order_by_rank(filters.qs, order, filters.active.get("q", "")),
        order,
        request.query_params.get("after"),
        lambda text: ListCursor.decode(text, partner, digest),
    )
    columns = ("pk", "article_id", "version", ORDERS[order], "article__feed_state__seq", "is_recorded")
    rows = rows.annotate(is_recorded=recorded_delivery(partner, since=at - REPEAT))
    found = [PageRow(*row) for row in rows.values_list(*columns)[: limit + 1]]
    page = found[:limit]
    if len(found) <= limit:
        return page, None
    return page, ListCursor(page[-1].place, page[-1].article_id).encode(partner, digest)


def load_editions(page: Sequence[PageRow]) -> list[Edition]:
    """Return the editions of the rows, in their order."""
    editions = Edition.objects.select_related("section").in_bulk([row.edition_id for row in page])
    return [editions[row.edition_id] for row in page]


def stories_json(items: Sequence[RenderedItem], request: Request) -> dict[str, Any]:
    """Return the items, with redactions and requested notes by the item's uri."""
    included = read_include(request)
    content: dict[str, Any] = {
        "stories": [item.fragment for item in items],
        "redactions": {item.uri: describe_redactions(item.redactions) for item in items if item.redactions},
    }
    if "notes" in included:
        content["notes"] = {item.uri: describe_notes(item.corrections) for item in items if item.corrections}
    return content


def read_order(request: Request) -> str:
    order = read_choice(request, "order", tuple(ORDERS))
    if order == RELEVANCE and not request.query_params.get("q"):
        raise ValueUnknown("order", order, why="The order relevance needs a search: send q as well.")
    return order


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


def count_stories(rows: QuerySet[Any]) -> dict[str, Any]:
    """Return the number of matches, exact up to `MAX_EXACT_COUNT`."""
    exact = len(rows.order_by().values_list("pk", flat=True)[: MAX_EXACT_COUNT + 1])
    if exact <= MAX_EXACT_COUNT:
        return {"stories": exact, "exact": True}
    plan = orjson.loads(rows.order_by().explain(format="json"))
    return {"stories": max(MAX_EXACT_COUNT, int(plan[0]["Plan"]["Plan Rows"])), "exact": False}


def next_link_header(request: Request, next_cursor: str | None) -> dict[str, str]:
    """Return a Link header to the next page, for formats that cannot carry a cursor."""
    if next_cursor is None:
        return {}
    query = request.query_params.copy()
    query["after"] = next_cursor
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"Link": f'<{address}>; rel="next"'}
