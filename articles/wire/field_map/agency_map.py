"""Built-in field maps: a data file for each format of an agency. Pure.

Such a map names the format, its mark (`detect` for JSON, `roots` for XML), the items and the fields:

    {"name": "PA JSON", "detect": [["source-feed"], [{"path": "format", "match": "^GOA-WIRES-NINJS$"}]],
     "fields": {"headline": "headline", "kind": {"path": "type", "values": {"photo": "picture"}}}}

`detect` has alternatives; one fits if each of its members does: a key, a condition, or a list of which one fits.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from articles.wire.field_map.definition import compile_xpath
from articles.wire.field_map.json_path import NAME, VisitBudget, parse_json_path
from articles.wire.json_formats.json_values import JsonObject, read_text
from articles.wire.vocabularies import KINDS

MAPS = Path(__file__).parents[1] / "maps"
_ANY_SIZE = 10**12
"""Visits: the paths of built-in maps are linear in the size of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMap:
    """Map of an agency's format, as its data file says it."""

    name: str
    module: str
    """Name of the file, and of the module for what no rule can say."""
    fields: Mapping[str, Any]
    detect: list[list[Any]] = field(default_factory=list)
    empty: Sequence[str] = ()
    """Keys by which a response without items is recognised."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """Root element → pattern of an element in it that no other format with this root has."""
    items: str = "."
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Values that several rules share: value in the file → ours; `kinds` are those of all formats."""

    def fits(self, entry: JsonObject) -> bool:
        """Return True for an object that is an item of this format."""
        return any(all(_has(entry, mark) for mark in marks) for marks in self.detect)


@cache
def load_agency_maps() -> tuple[AgencyMap, ...]:
    """Return all built-in maps, those whose marks are the narrowest first."""
    return tuple(_load_map(file) for file in sorted(MAPS.glob("*.json")))


def _load_map(file: Path) -> AgencyMap:
    data = json.loads(file.read_text(encoding="utf-8"))
    tables = {"kinds": {word: kind.value for word, kind in KINDS.items()}, **data.pop("tables", {})}
    return AgencyMap(module=file.stem, tables=tables, **data)


@cache
def compile_json_path(path: str) -> Callable[[Any], list[Any]]:
    """Return the search for a path in JSON."""
    parsed = parse_json_path(path)
    if NAME.fullmatch(path):  # most paths are one name, and a dictionary finds it in a tenth of the time
        return lambda node: [node[path]] if isinstance(node, dict) and path in node else []
    return lambda node: parsed.find(node, node, VisitBudget(_ANY_SIZE))


@cache
def compile_element_path(path: str) -> Callable[[Any], list[Any]]:
    """Return the search for an XPath in a tree without namespaces."""
    evaluate = compile_xpath(path).evaluate

    def find(node: Any) -> list[Any]:
        found = evaluate(node)
        return found if isinstance(found, list) else [found]

    return find


@cache
def load_functions(module: str) -> Mapping[str, Any]:
    """Return what the module of a map defines, by name; empty without one."""
    name = f"articles.wire.maps.{module}"
    return vars(import_module(name)) if find_spec(name) else {}


def _has(entry: JsonObject, mark: Any) -> bool:
    if isinstance(mark, list):
        return any(_has(entry, one) for one in mark)
    if isinstance(mark, str):
        return mark in entry
    texts = map(read_text, compile_json_path(mark["path"])(entry))
    return any(re.search(mark["match"], text) for text in texts)
