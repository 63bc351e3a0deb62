"""GET /changes: the way to mirror the desk. Store the cursor together with the data, ask again with it."""

from datetime import datetime
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.feed.delta import changes_since
from articles.feed.etags import has
from articles.feed.exceptions import CursorInvalid, Unchanged, ValueUnknown
from articles.feed.filters import ChangesFilterSet
from articles.feed.formats.ninjs import ninjs_22
from articles.feed.item_response import PROFILES
from articles.feed.pagination import LogCursor, contract_mark, filter_mark
from articles.feed.schema import CHANGES, LIMIT, WORDS, parameters_of
from articles.feed.sparse_fields import FIELDS, fields_asked, trim_fields
from articles.feed.views.base import FeedView, choice, page_size
from articles.models import FeedHead, FeedState, Partner

POLL_AFTER = 30
"""Seconds a client that has everything may wait before it asks again."""
MODES = ("full", "diff")


class ChangesView(FeedView):
    """The way to mirror the desk: store the cursor together with the data, ask again with it."""

    @extend_schema(
        responses=CHANGES,
        operation_id="changes",
        parameters=[
            *parameters_of(ChangesFilterSet),
            OpenApiParameter("cursor", WORDS, description="From the page before; none starts a mirror."),
            LIMIT,
            FIELDS,
            OpenApiParameter("profile", OpenApiTypes.STR, enum=list(PROFILES)),
            OpenApiParameter(
                "mode",
                OpenApiTypes.STR,
                enum=["full", "diff"],
                description="Restart: all of it, or with the last cursor only what differs from what was handed out.",
            ),
        ],
    )
    def get(self, request: Request) -> Response:
        caller, (at, head) = self.caller(request), self.place(request)
        limit = page_size(request)
        filters = ChangesFilterSet(request.query_params, FeedState.objects.all(), caller.partner)
        cursor = cursor_of(request, caller.partner, head, walk_mark(request, filters), at)
        # At the head there is nothing to say, whatever rights or contracts did: the mark is the place itself.
        mark = f'"{cursor.sealed(caller.partner, head, at)[-43:]}"' if cursor.seq == head.n else ""
        caller.handed.reached = cursor.seq
        if mark and has(request, mark):
            raise Unchanged(mark)
        _ = filters.qs.query  # refuses unknown values even when the page is empty
        fields = fields_asked(request)
        older = choice(request, "profile", PROFILES) == "ninjs-2.2"
        page = changes_since(cursor, filters, caller, head, limit=limit, at=at)
        caller.handed.reached = page.next.seq
        return Response(
            {
                "cursor": page.next.sealed(caller.partner, head, at),
                "more": page.more,
                "poll_after": 0 if page.more else POLL_AFTER,
                "changes": [as_asked(change, fields, older=older) for change in page.changes],
            },
            headers={"ETag": mark} if mark else None,
        )


def walk_mark(request: Request, filters: ChangesFilterSet) -> str:
    """A cursor is good for the filters and the parts of items that its walk began with."""
    fields = fields_asked(request)
    return filter_mark({**filters.asked, **({"fields": ",".join(sorted(fields))} if fields else {})})


def as_asked(change: dict[str, Any], fields: frozenset[str] | None, *, older: bool) -> dict[str, Any]:
    if "item" not in change:
        return change
    item = trim_fields(change["item"], fields)
    return {**change, "item": ninjs_22(item) if older else item}


def cursor_of(request: Request, partner: Partner, head: FeedHead, mark: str, at: datetime) -> LogCursor:
    mode = choice(request, "mode", MODES) if "mode" in request.query_params else ""
    text = request.query_params.get("cursor")
    if text == "":
        raise CursorInvalid
    if text is None:
        if mode == "diff":
            raise ValueUnknown("mode", mode, why="It needs the last cursor, to know what you hold.")
        return LogCursor(0, mark)
    if mode == "full":
        raise ValueUnknown("mode", mode, why="It starts without a cursor.")
    cursor = LogCursor.opened(text, partner, head, mark, at=at, afresh=mode == "diff")
    under_way = cursor.catchup is not None and cursor.contract == contract_mark(partner, at)
    return cursor.restarted(at) if mode == "diff" and not under_way else cursor
