"""Selection of an item's parts by `fields` and `include`."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from articles.feed.exceptions import ValueUnknown
from articles.feed.filters import split_list
from articles.feed.formats.feed_item import Redaction
from articles.feed.renderers import OutputRenderer
from articles.feed.schema import comma_list_schema

OPTIONAL_FIELDS = (
    "associations", "bodies", "by", "descriptions", "headlines", "language", "located", "people", "subjects", "urgency",
)  # fmt: skip
"""Parts of a ninjs item that `fields` selects from; identifiers, status, notes and rights are always sent."""
INCLUDABLE = ("notes", "redactions")
"""Parts of the envelope that `include` adds."""
FIELDS = OpenApiParameter(
    "fields",
    comma_list_schema(OPTIONAL_FIELDS),
    description=f"Parts of a JSON item, of {', '.join(OPTIONAL_FIELDS)}; all other parts are always sent.",
)
INCLUDE = OpenApiParameter(
    "include",
    comma_list_schema(INCLUDABLE),
    description="Extra parts next to the item: notes (of corrections), redactions.",
)


def read_fields(request: Request) -> frozenset[str] | None:
    """Return the parts named by `fields`, None for all."""
    return _read_list(request, "fields", OPTIONAL_FIELDS)


def read_include(request: Request) -> frozenset[str]:
    return _read_list(request, "include", INCLUDABLE) or frozenset()


def read_fields_and_include(request: Request) -> frozenset[str]:
    """Return the parts named by `include`, after a check of both parameters."""
    read_fields(request)
    return read_include(request)


def _read_list(request: Request, name: str, known: Collection[str]) -> frozenset[str] | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    words = split_list(text)
    if isinstance(request.accepted_renderer, OutputRenderer):
        raise ValueUnknown(name, text, why="This parameter applies to JSON items only.")
    if wrong := [word for word in words if word not in known] or ([text] if not words else []):
        raise ValueUnknown(name, wrong[0], sorted(known))
    return frozenset(words)


def trim_fields(content: dict[str, Any], fields: frozenset[str] | None) -> dict[str, Any]:
    if fields is None:
        return content
    return {key: value for key, value in content.items() if key in fields or key not in OPTIONAL_FIELDS}


def describe_redactions(redactions: Collection[Redaction]) -> list[dict[str, str]]:
    return [{"part": r.part, "reason": r.reason, "source": r.source, "remedy": r.remedy} for r in redactions]


class ItemNotes(Protocol):
    """The part of an item that is sent next to it."""

    @property
    def corrections(self) -> Sequence[tuple[int, str]]: ...
    @property
    def redactions(self) -> Sequence[Redaction]: ...


def envelope(item: ItemNotes, asked: frozenset[str]) -> dict[str, Any]:
    """Return the parts sent next to the item, which stays valid by its standard."""
    parts: dict[str, Any] = {}
    if "redactions" in asked:
        parts["redactions"] = describe_redactions(item.redactions)
    if "notes" in asked:
        parts["notes"] = describe_notes(item.corrections)
    return parts


def describe_notes(corrections: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    return [{"version": version, "public": text} for version, text in corrections]
