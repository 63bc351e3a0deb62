"""POST /receipts: partners confirm that they removed stories."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import record_receipts
from articles.feed.exceptions import BodyInvalid
from articles.feed.filters import StrictFilterSet
from articles.feed.idempotency import PARAMETER, respond_once
from articles.feed.parsers import BoundedJSONParser
from articles.feed.serializers import (
    MAX_RECEIPTS,
    MAX_VERSION,
    RECEIPTS_RESULT,
    ReceiptsSerializer,
)
from articles.feed.views.base import FeedView
from articles.feed.views.withdrawals import LenientKeyAuthentication
from articles.models import Delivery
from articles.url_paths import identifier_uri
from newsroom.strict_values import parse_integer


class ReceiptsView(FeedView):
    """Confirm that stories were removed. The same receipt twice counts once."""

    authentication_classes = (LenientKeyAuthentication,)
    parser_classes = (BoundedJSONParser,)
    scope = ""

    @extend_schema(
        request=ReceiptsSerializer,
        responses=RECEIPTS_RESULT,
        operation_id="receipts",
        parameters=[PARAMETER],
    )
    def post(self, request: Request) -> Response:
        StrictFilterSet(request.query_params, Delivery.objects.none())
        partner, at = self.caller(request).partner, self.now(request)
        removed = parse_receipts(request.data)

        def action() -> dict[str, Any]:
            unknown = record_receipts(partner, removed, at=at)
            return {
                "recorded": len({pair for pair in removed if pair[0] not in unknown}),
                "unknown": [identifier_uri("story", number) for number in unknown],
            }

        return respond_once(request, self.caller(request), removed, action)


def parse_receipts(body: Any) -> list[tuple[int, int]]:
    """Return the (story, version) pairs of a body; errors point at the field."""
    entries = body.get("receipts") if isinstance(body, dict) else None
    if not isinstance(entries, list) or not 1 <= len(entries) <= MAX_RECEIPTS:
        raise BodyInvalid("/receipts", f"Send a list of 1 to {MAX_RECEIPTS} entries.")
    return [_parse_receipt(entry, place) for place, entry in enumerate(entries)]


def _parse_receipt(entry: Any, place: int) -> tuple[int, int]:
    if not isinstance(entry, dict):
        raise BodyInvalid(f"/receipts/{place}", "Send an object with uri and version.")
    uri, version = entry.get("uri"), entry.get("version")
    prefix = identifier_uri("story", 0)[:-1]
    number = (
        parse_integer(uri.removeprefix(prefix)) if isinstance(uri, str) and uri.startswith(prefix) else None
    )
    if number is None:
        raise BodyInvalid(f"/receipts/{place}/uri", "Send the uri of a story as in the feed.")
    if type(version) is float and version.is_integer():  # an integer in JSON Schema
        version = int(version)
    if type(version) is not int or not 1 <= version <= MAX_VERSION:
        raise BodyInvalid(f"/receipts/{place}/version", "Send a version number as in the feed.")
    return number, version
