"""Items in the requested format: ninjs 3.1 or 2.2, or a message of another one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from articles.feed.formats.feed_item import FeedItem, FeedPicture
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22, render_ninjs_picture
from articles.feed.formats.registry import OutputFormat
from articles.feed.rendered_items import ItemShape
from articles.feed.renderers import OUTPUT_RENDERERS, OrjsonRenderer
from articles.feed.signed_urls import link_step_start
from articles.feed.sparse_fields import (
    FIELDS,
    INCLUDE,
    envelope,
    read_fields,
    read_fields_and_include,
    trim_fields,
)
from articles.feed.views.base import read_choice
from articles.site.brand import read_brand

FORMATS: tuple[type[OrjsonRenderer], ...] = (OrjsonRenderer, *OUTPUT_RENDERERS)
PROFILES = ("ninjs-3.1", "ninjs-2.2")
PARAMETERS = [
    OpenApiParameter("format", OpenApiTypes.STR, enum=[r.format for r in FORMATS]),
    OpenApiParameter("profile", OpenApiTypes.STR, enum=list(PROFILES), description="Version of JSON items."),
]
STORY_PARAMETERS = [*PARAMETERS, FIELDS, INCLUDE]


def read_shape(request: Request) -> ItemShape:
    """Return the form of JSON items that `profile` and `fields` ask for."""
    older = read_choice(request, "profile", PROFILES) == "ninjs-2.2"
    return ItemShape(older=older, fields=read_fields(request))


def item_json(item: FeedItem | FeedPicture, request: Request) -> dict[str, Any]:
    """Return the item in the ninjs version of `profile`."""
    content = (
        render_ninjs_picture(item)
        if isinstance(item, FeedPicture)
        else trim_fields(render_ninjs(item), read_fields(request))
    )
    return render_ninjs_22(content) if read_choice(request, "profile", PROFILES) == "ninjs-2.2" else content


def find_output(request: Request) -> OutputFormat | None:
    """Return the format that the request asks for; None for JSON."""
    return getattr(request.accepted_renderer, "output", None)


def write_message(output: OutputFormat, items: Sequence[FeedItem], at: datetime) -> bytes:
    """Return a message dated at the start of the link step.

    Equal ETags therefore mean equal bytes.
    """
    return output.render_message(items, sender=read_brand().name, sent=link_step_start(at))


def story_content(item: FeedItem, request: Request, at: datetime) -> Any:
    """Return the bare item, as its standard requires; with `include`, an envelope."""
    included = read_fields_and_include(request)
    if output := find_output(request):
        return write_message(output, [item], at)
    content = item_json(item, request)
    return {"item": content, **envelope(item, included)} if included else content


def picture_content(picture: FeedPicture, shown_in: FeedItem, request: Request, at: datetime) -> Any:
    if output := find_output(request):
        sent = link_step_start(at)
        return output.render_picture_message(picture, shown_in, sender=read_brand().name, sent=sent)
    return item_json(picture, request)
