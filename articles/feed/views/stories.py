"""GET /stories: search and browse, with order, cursor and count."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import record_deliveries
from articles.feed.exceptions import ValueUnknown
from articles.feed.filters import StoryFilterSet
from articles.feed.item_response import (
    FORMATS,
    PROFILES,
    STORY_PARAMETERS,
    find_output,
    read_shape,
    write_message,
)
from articles.feed.redaction import feed_items
from articles.feed.rendered_items import RenderedItem, rendered_items
from articles.feed.schema import AFTER_CURSOR, LIMIT, STORIES, filter_parameters, item_responses
from articles.feed.sparse_fields import describe_notes, read_fields_and_include, read_include
from articles.feed.story_pages import (
    ORDERS,
    RELEVANCE,
    PageRequest,
    PageRow,
    ledger_rows,
    load_page,
    select_stories,
)
from articles.feed.views.base import FeedView, read_choice, read_limit
from articles.models import Edition, Partner
from articles.selectors.translations import public_translations

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
        filters = StoryFilterSet(request.query_params, Edition.objects.none(), caller.partner)
        page, next_cursor = load_page(read_page(request, caller.partner, at), filters)
        if output := find_output(request):
            content: Any = write_message(output, feed_items(load_editions(page, at), caller, at), at)
            headers = next_link_header(request, next_cursor)
        else:
            items = rendered_items([row.edition_id for row in page], caller, at, read_shape(request))
            more = {**item_notes(items, request), "next": next_cursor}
            if count == "estimate":
                more["count"] = count_stories(select_stories(filters, caller.partner, at))
            content, headers = {"stories": [item.fragment for item in items], **more}, {}
        record_deliveries(caller.partner, ledger_rows(page), at=at)
        return Response(content, headers=headers)


def read_page(request: Request, partner: Partner, at: datetime) -> PageRequest:
    """Return the page that the request's parameters describe."""
    return PageRequest(
        partner=partner,
        order=read_order(request),
        limit=read_limit(request),
        date=read_choice(request, "date", ("updated", "published")),
        after=request.query_params.get("after"),
        at=at,
    )


def load_editions(page: Sequence[PageRow], at: datetime) -> list[Edition]:
    """Return the editions of the rows, in their order, with their translations."""
    stored = Edition.objects.select_related("section").annotate(translations=public_translations(at))
    editions = stored.in_bulk([row.edition_id for row in page])
    return [editions[row.edition_id] for row in page]


def item_notes(items: Sequence[RenderedItem], request: Request) -> dict[str, Any]:
    """Return redactions and requested notes by the item's uri."""
    included = read_include(request)
    content: dict[str, Any] = {
        "redactions": {item.uri: item.redactions_fragment for item in items if item.redactions},
    }
    if "notes" in included:
        content["notes"] = {item.uri: describe_notes(item.corrections) for item in items if item.corrections}
    return content


def read_order(request: Request) -> str:
    order = read_choice(request, "order", tuple(ORDERS))
    if order == RELEVANCE and not request.query_params.get("q"):
        raise ValueUnknown("order", order, why="The order relevance needs a search: send q as well.")
    return order


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
