"""One picture and its file by signed link, while a story of this partner shows it."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import record_holdings
from articles.feed.authentication import Caller
from articles.feed.filters import ItemParameters
from articles.feed.formats.feed_item import FeedItem, FeedPicture
from articles.feed.item_response import FORMATS, PARAMETERS, picture_content
from articles.feed.redaction import feed_items
from articles.feed.schema import item_responses
from articles.feed.serializers import reference
from articles.feed.signed_urls import verify_link
from articles.feed.views.base import FeedView
from articles.feed.views.signed_file import LINK, SignedFileView
from articles.feed.views.story import ledger_rows
from articles.models import Edition
from articles.models.partner import Scope
from articles.photos.picture_rights import describe_rights, load_licensed_photo
from articles.photos.serve_rendition import serve_rendition
from articles.url_paths import identifier_uri

MAX_STORIES = 20
"""Stories that are checked for the right to the picture."""


class PictureView(FeedView):
    scope = Scope.PICTURES
    renderer_classes = FORMATS

    @extend_schema(responses=item_responses(reference("Item")), operation_id="picture", parameters=PARAMETERS)
    def get(self, request: Request, photo_id: int) -> Response:
        ItemParameters(request.query_params, Edition.objects.none())
        caller, at = self.caller(request), self.now(request)
        shown = next(stories_showing(caller, photo_id, at), None)
        if shown is None:
            raise Http404
        edition, item, picture = shown
        record_holdings(caller.partner, ledger_rows([edition]), at=at)
        return Response(picture_content(picture, item, request, at))


def stories_showing(
    caller: Caller, photo_id: int, at: datetime
) -> Iterator[tuple[Edition, FeedItem, FeedPicture]]:
    """Yield the newest stories with the picture, as redacted for the caller."""
    editions = list(
        Edition.objects.for_partner(caller.partner, at=at)
        .with_photo(photo_id)
        .select_related("section")
        .newest_first()[:MAX_STORIES]
    )
    uri = identifier_uri("picture", photo_id)
    for edition, item in zip(editions, feed_items(editions, caller, at), strict=True):
        yield from ((edition, item, picture) for picture in item.pictures if picture.uri == uri)


class PictureFileView(SignedFileView):
    """Download the file of a picture.

    The signed link replaces the key, so that any HTTP client can follow it.
    """

    @extend_schema(
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
        operation_id="picture_file",
        auth=[],
        parameters=[LINK],
    )
    def get(self, request: Request, photo_id: int, rendition: str) -> HttpResponseBase:
        at = self.now(request)
        link = verify_link(self.read_link(request), photo_id, rendition, at)
        caller = self.find_caller(link.key_id, at)
        shown = next(
            ((e, p) for e, _, p in stories_showing(caller, photo_id, at) if p.has_rendition(rendition)), None
        )
        licensed = load_licensed_photo(photo_id) if shown else None
        if shown is None or licensed is None:
            raise Http404
        edition, picture = shown
        record_holdings(caller.partner, ledger_rows([edition]), at=at)
        rights = describe_rights(licensed, at, captions=(picture.caption,), alt_texts=(picture.alt,))
        try:
            return serve_rendition(request, licensed.photo, link.width, "jpg", rights, at=at)
        except FileNotFoundError as missing:
            raise Http404 from missing
