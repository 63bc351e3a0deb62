"""Renderers, and content negotiation by `Accept` or `?format`."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from articles.feed.exceptions import ValueUnknown
from articles.feed.formats import atom
from articles.feed.formats.registry import OUTPUT_FORMATS, OutputFormat


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if isinstance(data, bytes):
            return data
        return b"" if data is None else orjson.dumps(data)


class OutputRenderer(OrjsonRenderer):
    """Renderer of bytes that the view has written; problems are JSON in every format."""

    output: OutputFormat


OUTPUT_RENDERERS: tuple[type[OutputRenderer], ...] = tuple(
    type(
        output.NAME,
        (OutputRenderer,),
        {"output": output, "media_type": output.MEDIA_TYPE, "format": output.NAME},
    )
    for output in OUTPUT_FORMATS
)


class AtomRenderer(OrjsonRenderer):
    media_type = atom.MEDIA_TYPE
    format = "atom"


class StrictNegotiation(DefaultContentNegotiation):
    """Content negotiation that answers 400 for an unknown `format`."""

    def filter_renderers(self, renderers: Iterable[BaseRenderer], format: str) -> list[BaseRenderer]:  # noqa: A002
        renderers = list(renderers)
        chosen = [renderer for renderer in renderers if renderer.format == format]
        if not chosen:
            raise ValueUnknown("format", format, [renderer.format or "" for renderer in renderers])
        return chosen


class FileNegotiation(StrictNegotiation):
    """Content negotiation of files, whose type does not depend on `Accept`."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer of problems."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type or ""
