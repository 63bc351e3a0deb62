"""GET /changes: the delta sync for mirrors."""

from datetime import datetime

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.feed.authentication import Caller
from articles.feed.delta import changes_since
from articles.feed.etags import matches_etag
from articles.feed.exceptions import CursorInvalid, NotModified, ValueUnknown
from articles.feed.filters import ChangesFilterSet
from articles.feed.item_response import PROFILES, read_shape
from articles.feed.pagination import LogCursor, contract_version, filters_digest, signed_seq
from articles.feed.schema import LIMIT, TEXT, filter_parameters
from articles.feed.serializers import CHANGES
from articles.feed.sparse_fields import FIELDS, read_fields
from articles.feed.throttling import WALK_DISTANCE
from articles.feed.views.base import FeedView, read_choice, read_limit
from articles.models import FeedHead, FeedState, Partner

POLL_AFTER = 30
"""Seconds that an up-to-date client waits before its next request."""
MODES = ("full", "diff")


class ChangesView(FeedView):
    """Mirror all stories.

    Store the cursor together with the data and send it with the next request.
    """

    @extend_schema(
        responses=CHANGES,
        operation_id="changes",
        parameters=[
            *filter_parameters(ChangesFilterSet),
            OpenApiParameter(
                "cursor", TEXT, description="`cursor` of the previous page; without it the sync starts."
            ),
            LIMIT,
            FIELDS,
            OpenApiParameter("profile", OpenApiTypes.STR, enum=list(PROFILES)),
            OpenApiParameter(
                "mode",
                OpenApiTypes.STR,
                enum=["full", "diff"],
                description="Restart the sync: `full` sends everything, `diff` with your last cursor only differences.",
            ),
        ],
    )
    def get(self, request: Request) -> Response:
        caller, (at, head) = self.caller(request), self.time_and_head(request)
        limit = read_limit(request)
        filters = ChangesFilterSet(request.query_params, FeedState.objects.all(), caller.partner)
        cursor = read_cursor(request, caller.partner, head, walk_digest(request, filters), at)
        # At the head there are no changes, whatever happened to rights and contracts: the ETag is the position itself.
        mark = f'"{cursor.encode(caller.partner, head, at)[-43:]}"' if cursor.seq == head.n else ""
        caller.stats.reached = cursor.seq
        if mark and matches_etag(request, mark):
            raise NotModified(mark)
        _ = filters.qs.query  # refuses invalid values even if the page is empty
        shape = read_shape(request)
        page = changes_since(cursor, filters, caller, head, limit=limit, at=at, shape=shape)
        caller.stats.reached = page.next.seq
        return Response(
            {
                "cursor": page.next.encode(caller.partner, head, at),
                "more": page.more,
                "poll_after": 0 if page.more else POLL_AFTER,
                "changes": page.changes,
            },
            headers={"ETag": mark} if mark else None,
        )

    def is_walk(self, request: Request, caller: Caller) -> bool:
        """Return whether the cursor is far from the end of the log, as in a first sync."""
        if caller.position is None:
            return False
        text = request.query_params.get("cursor")
        seq = 0 if text is None else signed_seq(text, caller.partner)
        return caller.position.n - seq > WALK_DISTANCE


def walk_digest(request: Request, filters: ChangesFilterSet) -> str:
    """Return the digest of filters and `fields` that a cursor is bound to."""
    fields = read_fields(request)
    return filters_digest({**filters.active, **({"fields": ",".join(sorted(fields))} if fields else {})})


def read_cursor(request: Request, partner: Partner, head: FeedHead, mark: str, at: datetime) -> LogCursor:
    mode = read_choice(request, "mode", MODES) if "mode" in request.query_params else ""
    text = request.query_params.get("cursor")
    if text == "":
        raise CursorInvalid
    if text is None:
        if mode == "diff":
            raise ValueUnknown("mode", mode, why="diff needs your last cursor.")
        return LogCursor(0, mark)
    if mode == "full":
        raise ValueUnknown("mode", mode, why="full starts without a cursor.")
    cursor = LogCursor.decode(text, partner, head, mark, at=at, ignore_contract=mode == "diff")
    under_way = cursor.catchup is not None and cursor.contract == contract_version(partner, at)
    return cursor.restart(at) if mode == "diff" and not under_way else cursor
