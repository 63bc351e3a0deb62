"""Recognition of agency formats in JSON by their keys, also in lists. Pure."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from articles.parsing.errors import MarkupIsTooLarge
from articles.wire.field_map.agency_map import load_agency_maps
from articles.wire.formats import Format
from articles.wire.json_formats.json_values import JsonObject, read_object, read_text
from newsroom.text.wordlists import read_words

WRAPPERS = (
    "data", "content", "item", "items", "_items", "entries", "hits", "results", "result", "search", "story",
    "stories", "newsItems", "newsitems", "articles", "docs",
)  # fmt: skip
"""Keys of objects that hold items instead of being one, in the answers of APIs."""
_MAX_WRAPPERS = 5
_MAX_ENTRIES = 1_000
"""Items of a file; the APIs of agencies answer with 100 at most."""
_NINJS_IDS = ("uri", "guid", "_id")
_NINJS_KEYS = read_words("articles/wire/data/ninjs_keys.txt")


def detect_json_dialect(content: Any) -> str:
    """Return the format of parsed JSON; `Format.JSON` if it is unknown."""
    for _, found in iterate_entries(content):
        return found
    keys = content.keys() if isinstance(content, dict) else ()
    return next(
        (one.name for one in load_agency_maps() if one.empty and set(one.empty) <= set(keys)), Format.JSON
    )


def list_entries(content: Any, wanted: str) -> list[JsonObject]:
    """Return all items of a format, in order; raise MarkupIsTooLarge for too many."""
    entries = [
        entry for entry, found in islice(iterate_entries(content), _MAX_ENTRIES + 1) if found == wanted
    ]
    if len(entries) > _MAX_ENTRIES:
        raise MarkupIsTooLarge(limit=_MAX_ENTRIES)
    return entries


def iterate_entries(content: Any, depth: int = 0) -> Iterator[tuple[JsonObject, str]]:
    """Yield each item with its format; all other objects are searched for items."""
    if depth > _MAX_WRAPPERS:
        return
    if isinstance(content, list):
        for member in content:
            yield from iterate_entries(member, depth + 1)
    elif isinstance(content, dict):
        found = _recognize_entry(content)
        if found is not Format.JSON:
            yield content, found
            return
        for key in WRAPPERS:
            if isinstance(content.get(key), list | dict):
                yield from iterate_entries(content[key], depth + 1)


def _recognize_entry(entry: JsonObject) -> str:
    """Return the format of an object that is an item; `Format.JSON` for all others.

    Agencies count before ninjs, whose keys many of them use.
    """
    found = next((one.name for one in load_agency_maps() if one.fits(entry)), None)
    return found or (Format.NINJS if _is_ninjs(entry) else Format.JSON)


def _is_ninjs(entry: JsonObject) -> bool:
    standard = read_object(entry.get("standard") or entry.get("$standard"))
    if read_text(standard.get("name")).lower() == "ninjs":
        return True
    if entry.keys() == {"uri"}:
        return ":" in read_text(entry["uri"])  # the only key that the standard requires
    return any(key in entry for key in _NINJS_IDS) and not _NINJS_KEYS.isdisjoint(entry)
