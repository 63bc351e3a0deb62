"""Items in the format the caller chose: ninjs 3.1 or 2.2 as JSON, or a NewsML-G2 message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from articles.feed.formats.feed_item import FeedItem, FeedPicture
from articles.feed.formats.newsml_g2 import news_message, picture_message
from articles.feed.formats.ninjs import ninjs, ninjs_22, ninjs_picture
from articles.feed.renderers import NewsMLRenderer, OrjsonRenderer
from articles.feed.signed_urls import start_of_step
from articles.feed.sparse_fields import FIELDS, INCLUDE, envelope, fields_asked, parts_asked, trim_fields
from articles.feed.views.base import choice

FORMATS = (OrjsonRenderer, NewsMLRenderer)
PROFILES = ("ninjs-3.1", "ninjs-2.2")
PARAMETERS = [
    OpenApiParameter("format", OpenApiTypes.STR, enum=[r.format for r in FORMATS]),
    OpenApiParameter("profile", OpenApiTypes.STR, enum=list(PROFILES), description="Of JSON items."),
]
STORY_PARAMETERS = [*PARAMETERS, FIELDS, INCLUDE]


def as_json(item: FeedItem | FeedPicture, request: Request) -> dict[str, Any]:
    """The item in the version of ninjs that `profile` names."""
    content = (
        ninjs_picture(item)
        if isinstance(item, FeedPicture)
        else trim_fields(ninjs(item), fields_asked(request))
    )
    return ninjs_22(content) if choice(request, "profile", PROFILES) == "ninjs-2.2" else content


def wants_newsml(request: Request) -> bool:
    return isinstance(request.accepted_renderer, NewsMLRenderer)


def as_message(items: Sequence[FeedItem], at: datetime) -> bytes:
    """Sent, to the step in which links are the same, so that the same tag is the same bytes."""
    return news_message(items, sender=settings.SITE_NAME, sent=start_of_step(at))


def story_as_asked(item: FeedItem, request: Request, at: datetime) -> Any:
    """The bare item, which its standard allows nothing beside; with `include`, in an envelope."""
    beside = parts_asked(request)
    if wants_newsml(request):
        return as_message([item], at)
    content = as_json(item, request)
    return {"item": content, **envelope(item, beside)} if beside else content


def picture_as_asked(picture: FeedPicture, shown_in: FeedItem, request: Request, at: datetime) -> Any:
    if wants_newsml(request):
        return picture_message(picture, shown_in, sender=settings.SITE_NAME, sent=start_of_step(at))
    return as_json(picture, request)
