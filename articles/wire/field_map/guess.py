"""First guess of a field map, by the names of elements or keys. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from articles.wire.field_map.sample_paths import SamplePath, find_namespaces, list_paths
from newsroom.text.wordlists import read_table, read_words, split_words

_NAMES = dict(read_table("articles/wire/data/field_names.txt"))
"""Field → names in lower case without signs, the surest first."""
_ITEM_NAMES = read_words("articles/wire/data/item_names.txt")
_PART_NAMES = split_words("datum date wert value text name")
"""Names of parts that say nothing without the name around them: `geaendert/datum`."""
_ONCE = frozenset({"guid", "item_number", "version", "pubstatus"})
_ITEM_FIELDS = frozenset({"headline", "body", "guid", "versioncreated"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SIGNS = re.compile(r"[^a-z0-9]+")
_MAX_PATHS = 500


def suggest_field_map(content: Any) -> dict[str, Any]:
    """Return a field map as data, with the paths that the names in a sample suggest."""
    is_xml = etree.iselement(content)
    paths = list_paths(content, _MAX_PATHS)
    items = _find_items(paths, is_xml=is_xml)
    inner = [path for path in paths if not items or items in path.parents]
    count = next((path.count for path in paths if path.path == items), 1)
    fields = _choose_fields(inner, count)
    data: dict[str, Any] = {"format": "xml" if is_xml else "json", "items": items, "fields": {
        name: write_relative(path.path, items) for name, path in fields.items()
    }}  # fmt: skip
    if is_xml and (namespaces := find_namespaces(content)):
        data["namespaces"] = namespaces
    return data


def _find_items(paths: Sequence[SamplePath], *, is_xml: bool) -> str:
    """Return the path of the repeated stories; empty for one story in a file."""
    best, most = "", 1
    for path in paths:
        is_repeated = path.count > 1 or _normalize(path.name) in _ITEM_NAMES
        if path.is_leaf or not is_repeated or (not is_xml and not path.path.endswith("[*]")):
            continue
        inner = [one for one in paths if path.path in one.parents]
        fields = _ITEM_FIELDS.intersection(_choose_fields(inner, path.count))
        if len(fields) > most:
            best, most = path.path, len(fields)
    return best


def _choose_fields(paths: Iterable[SamplePath], items: int) -> dict[str, SamplePath]:
    """Return the best path of each field; a path fills one field only."""
    chosen: dict[str, SamplePath] = {}
    used: set[str] = set()
    by_name: dict[str, list[SamplePath]] = {}
    for path in paths:
        name = _normalize(path.name)
        by_name.setdefault(name, []).append(path)
        if name in _PART_NAMES and path.parents:
            around = _normalize(re.split(r"[/.]", path.parents[-1])[-1])
            by_name.setdefault(around, []).append(path)
    for field, names in _NAMES.items():
        for name in names.split():
            found = [
                one for one in by_name.get(name, []) if one.path not in used and _fits(field, one, items)
            ]
            if found:
                chosen[field] = min(found, key=lambda one: len(one.parents))
                used.add(chosen[field].path)
                break
    return chosen


def _fits(field: str, path: SamplePath, items: int) -> bool:
    """Return True for a path with text; only a body may have elements in it."""
    if field in _ONCE and path.count != items:
        return False
    if field == "body":
        return "@" not in path.path and (bool(path.example) or path.path.endswith("[*]"))
    return path.is_leaf


def _normalize(name: str) -> str:
    lowered = name.casefold().translate(_UMLAUTS)
    prefix, _, local = lowered.rpartition(":")
    return _SIGNS.sub("", lowered if prefix == "xml" else local)


def write_relative(path: str, items: str) -> str:
    """Return a path of the sample as the field of an item needs it."""
    return path.removeprefix(items).lstrip("/").removeprefix(".") if items else path
