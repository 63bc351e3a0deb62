"""Audio and video files by signed link, while a story of this partner has them."""

from datetime import datetime

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.partners.deliveries import record_holdings
from articles.feed.authentication import Caller
from articles.feed.redaction import feed_items
from articles.feed.signed_urls import verify_media_link
from articles.feed.views.photos import MAX_STORIES
from articles.feed.views.signed_file import LINK, SignedFileView
from articles.feed.views.story import ledger_rows
from articles.media_files.formats import MEDIA_TYPES
from articles.media_files.serve import serve_media_file
from articles.models import Edition, MediaFile
from articles.url_paths import identifier_uri


class MediaFileView(SignedFileView):
    """Download an audio or video file, or a part of it.

    The signed link replaces the key, so that any HTTP client can follow it.
    """

    @extend_schema(
        responses={
            (status, media_type): OpenApiTypes.BINARY for status in (200, 206) for media_type in MEDIA_TYPES
        },
        operation_id="media_file",
        auth=[],
        parameters=[LINK],
    )
    def get(self, request: Request, media_id: int) -> HttpResponseBase:
        at = self.now(request)
        caller = self.find_caller(verify_media_link(self.read_link(request), media_id, at), at)
        edition = _find_story(caller, media_id, at)
        media = MediaFile.objects.filter(pk=media_id).first() if edition else None
        if edition is None or media is None:
            raise Http404
        record_holdings(caller.partner, ledger_rows([edition]), at=at)
        return serve_media_file(request, media)


def _find_story(caller: Caller, media_id: int, at: datetime) -> Edition | None:
    """Return the newest story in which the caller may have the file."""
    editions = list(
        Edition.objects.for_partner(caller.partner, at=at)
        .with_media_file(media_id)
        .select_related("section")
        .newest_first()[:MAX_STORIES]
    )
    uri = identifier_uri("media", media_id)
    items = feed_items(editions, caller, at)
    return next(
        (
            e
            for e, item in zip(editions, items, strict=True)
            if any(m.uri == uri and m.href for m in item.media)
        ),
        None,
    )
