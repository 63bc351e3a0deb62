"""The partners' endpoints: parse, call, answer."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.delivering import note_deliveries
from articles.feed.base import HIGHEST_LIMIT, FeedView, choice, head_now, page_size
from articles.feed.changes import tombstone
from articles.feed.cursor import ListPlace, filter_mark
from articles.feed.documents import INDEX, STORIES, STORY, parameters_of
from articles.feed.filters import ItemParameters, StoryFilterSet, StrictFilterSet
from articles.feed.problems import Withdrawn
from articles.feed.redaction import feed_items
from articles.feed.written import (
    FORMATS,
    PARAMETERS,
    PROFILES,
    as_json,
    as_message,
    story_as_asked,
    wants_newsml,
)
from articles.models import Delivery, Edition, FeedState

ORDERS = {"-published": "first_published_at", "published": "first_published_at", "-updated": "published_at"}
DATES = ("published", "updated")
LINKS = (
    "stories", "changes", "people", "sections", "agencies", "tags", "withdrawals", "receipts", "webhooks", "usage",
    "feed.atom", "docs/", "schema",
)  # fmt: skip


class IndexView(FeedView):
    @extend_schema(responses=INDEX, operation_id="index")
    def get(self, request: Request) -> Response:
        StrictFilterSet(request.query_params, Edition.objects.none())
        caller = self.caller(request)
        return Response(
            {
                "partner": caller.partner.name,
                "scopes": caller.key.scopes,
                "newest_seq": head_now().n,
                "limits": {"page": HIGHEST_LIMIT},
                "links": {name: request.build_absolute_uri(name) for name in LINKS},
            }
        )


class StoriesView(FeedView):
    """Browse and search, newest first. To mirror the desk use `changes`: only that never misses."""

    renderer_classes = FORMATS

    @extend_schema(
        responses=STORIES,
        operation_id="stories",
        parameters=[
            *parameters_of(StoryFilterSet),
            *PARAMETERS,
            OpenApiParameter("date", OpenApiTypes.STR, enum=["updated", "published"]),
            OpenApiParameter("order", OpenApiTypes.STR, enum=list(ORDERS)),
            OpenApiParameter("limit", OpenApiTypes.INT),
            OpenApiParameter("after", OpenApiTypes.STR, description="`next` of the page before."),
        ],
    )
    def get(self, request: Request) -> Response:
        caller, at = self.caller(request), self.now(request)
        partner = caller.partner
        order = choice(request, "order", tuple(ORDERS))
        choice(request, "date", ("updated", "published"))
        choice(request, "profile", PROFILES)
        limit = page_size(request)
        filters = StoryFilterSet(request.query_params, Edition.objects.for_partner(partner, at=at))
        mark = filter_mark({**filters.asked, "order": order, "date": request.query_params.get("date", "")})
        rows = keyset(
            filters.qs,
            order,
            request.query_params.get("after", ""),
            lambda t: ListPlace.opened(t, partner, mark),
        )
        editions = list(rows.select_related("section")[: limit + 1])
        page = editions[:limit]
        items = feed_items(page, caller, at)
        note_deliveries(partner, seqs_of(page), at=at)
        following = None
        if len(editions) > limit:
            last = ListPlace(getattr(page[-1], ORDERS[order]), page[-1].article_id)
            following = last.sealed(partner, mark)
        if wants_newsml(request):
            return Response(as_message(items, at), headers=_link_to(request, following))
        return Response({"stories": [as_json(item, request) for item in items], "next": following})


def keyset(rows: QuerySet[Edition], order: str, after: str, opened: Any) -> QuerySet[Edition]:
    """The rows in order, from behind the place on."""
    column, down = ORDERS[order], order.startswith("-")
    if after:
        place: ListPlace = opened(after)
        step = "lt" if down else "gt"
        rows = rows.filter(
            Q(**{f"{column}__{step}": place.at})
            | Q(**{column: place.at, f"article_id__{step}": place.article_id})
        )
    sign = "-" if down else ""
    return rows.order_by(f"{sign}{column}", f"{sign}article_id")


def _link_to(request: Request, following: str | None) -> dict[str, str]:
    """The next page in a header, for a format that has no place for it."""
    if following is None:
        return {}
    query = request.query_params.copy()
    query["after"] = following
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"Link": f'<{address}>; rel="next"'}


def seqs_of(editions: list[Edition]) -> list[tuple[int, int, int]]:
    """The ledger rows of these editions: (story, number in the log, version)."""
    seqs = dict(
        FeedState.objects.filter(article__in=[e.article_id for e in editions]).values_list(
            "article_id", "seq"
        )
    )
    return [(e.article_id, seqs[e.article_id], e.version) for e in editions if e.article_id in seqs]


class StoryView(FeedView):
    renderer_classes = FORMATS

    @extend_schema(responses=STORY, operation_id="story", parameters=PARAMETERS)
    def get(self, request: Request, article_id: int) -> Response:
        ItemParameters(request.query_params, Edition.objects.none())
        caller, at = self.caller(request), self.now(request)
        partner = caller.partner
        edition = (
            Edition.objects.for_partner(partner, at=at)
            .select_related("section")
            .filter(article=article_id)
            .first()
        )
        if edition is None:
            raise gone_or_unknown(article_id, partner.pk)
        (item,) = feed_items([edition], caller, at)
        note_deliveries(partner, seqs_of([edition]), at=at)
        return Response(story_as_asked(item, request, at))


def gone_or_unknown(article_id: int, partner_id: int) -> Exception:
    """410 with the tombstone for a partner that holds a copy; for all others the story does not exist."""
    held = Delivery.objects.filter(partner=partner_id, article=article_id).exists()
    state = FeedState.objects.filter(article=article_id).exclude(op="put").first() if held else None
    return Withdrawn(tombstone(state, state.op)) if state else Http404()
