"""Check of an item against the schema of its version of ninjs. Pure.

Of JSON Schema the keywords are read that IPTC uses; of GeoJSON the types of its members.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Any

from articles.wire.json_formats.json_values import JsonObject, read_object, read_text
from articles.wire.ninjs.rules import ADDED_IN, DIALECT_KEYS, Schema, follow_reference, load_schema

_MAX_FINDINGS = 8
_URI = r"[A-Za-z][A-Za-z0-9+.-]*:\S+"
_TIME = r"(?i)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
_GEOMETRIES: Mapping[str, int] = {
    "Point": 1, "MultiPoint": 2, "LineString": 2, "Polygon": 3, "MultiLineString": 3, "MultiPolygon": 4,
}  # fmt: skip
"""GeoJSON type → depth of its list of coordinates."""
_MARKS_OF_DIALECTS = frozenset({
    "guid", "_id", "versionstored", "webprio", "source", "authors", "commissioncode", "sector", "newsvalue",
})  # fmt: skip
"""Keys that show an item of Superdesk, TT or the BBC; a lone key of a dialect in other items is a mistake."""
_LISTS_SINCE_2 = ("associations", "renditions", "altids")


class Finding(Enum):
    TYPE = auto()
    """Another type than the rule's, or a value that is not in its list."""
    FORM = auto()
    """A text that is no URI or no date and time."""
    MISSING = auto()
    UNKNOWN = auto()
    """A key that the standard does not define."""


@dataclass(frozen=True, slots=True)
class RuleBreak:
    path: str
    value: Any
    finding: Finding
    depth: int

    def describe(self) -> str:
        """Return field and value, in no language."""
        if self.finding in {Finding.MISSING, Finding.UNKNOWN}:
            return self.path
        return f"{self.path} = {_shorten(self.value)}"


@dataclass(frozen=True, slots=True)
class NinjsVersion:
    """Family of keys, and the minor version if the item declares one."""

    family: str
    minor: int | None = None
    is_dialect: bool = False
    """The item has keys of its agency; other rules of the agency may apply as well."""

    @property
    def name(self) -> str:
        return f"ninjs {self.family}.{'x' if self.minor is None else self.minor}"


def determine_version(item: JsonObject) -> NinjsVersion:
    """Return the version by the keys of an item; a declared one counts if it fits."""
    first, second, third = (load_schema(family)["properties"].keys() for family in "123")
    family = "1"
    if not (third - second).isdisjoint(item):
        family = "3"
    elif not (second - first).isdisjoint(item) or any(
        isinstance(item.get(key), list) for key in _LISTS_SINCE_2
    ):
        family = "2"
    standard = read_object(item.get("standard") or item.get("$standard"))
    declared = re.fullmatch(r"([123])\.(\d{1,2})(?:\.\d+)?", read_text(standard.get("version")))
    schema = load_schema(declared[1] if declared else family)
    own = any(_find_rule(key, schema) is None for key in item)
    if declared:
        return NinjsVersion(declared[1], int(declared[2]), own)
    return NinjsVersion(family, None, own)


def find_rule_breaks(item: JsonObject, version: NinjsVersion) -> list[RuleBreak]:
    """Return the first rules that an item breaks."""
    schema = load_schema(version.family)
    found = _check_object(item, schema, schema, "", 0)
    own = DIALECT_KEYS if _MARKS_OF_DIALECTS.intersection(item) else frozenset()
    wanted = (one for one in found if not (one.depth == 1 and one.path in own))
    return [*islice(wanted, _MAX_FINDINGS), *_find_newer_keys(item, version)]


def _find_newer_keys(item: JsonObject, version: NinjsVersion) -> Iterator[RuleBreak]:
    if version.minor is None:
        return
    for key, minor in ADDED_IN[version.family].items():
        if key in item and version.minor < minor:
            yield RuleBreak(key, item[key], Finding.UNKNOWN, 1)


def _check(value: Any, rule: Schema, root: Schema, path: str, depth: int) -> Iterator[RuleBreak]:
    rule = follow_reference(rule, root)
    if not _is_allowed(value, rule):
        yield RuleBreak(path, value, Finding.TYPE, depth)
    elif isinstance(value, str):
        form = _FORMS.get(rule.get("format", "")) or rule.get("pattern", "")
        if not re.fullmatch(form or ".*", value, re.DOTALL):
            yield RuleBreak(path, value, Finding.FORM, depth)
    elif isinstance(value, list):
        for position, member in enumerate(value):
            yield from _check(member, rule.get("items", {}), root, f"{path}[{position}]", depth + 1)
    elif isinstance(value, dict):
        yield from _check_object(value, rule, root, f"{path}/", depth)


def _check_object(
    value: JsonObject, rule: Schema, root: Schema, path: str, depth: int
) -> Iterator[RuleBreak]:
    for key in rule.get("required", ()):
        if key not in value:
            yield RuleBreak(path + key, None, Finding.MISSING, depth + 1)
    alternatives = [key for one in rule.get("oneOf", ()) for key in one["required"]]
    if alternatives and sum(key in value for key in alternatives) != 1:
        yield RuleBreak(path + " | ".join(alternatives), None, Finding.MISSING, depth + 1)
    is_closed = False in {rule.get("additionalProperties"), rule.get("unevaluatedProperties")}
    for key, member in value.items():
        found = _find_rule(key, rule)
        if found is not None:
            yield from _check(member, found, root, path + key, depth + 1)
        elif is_closed:
            yield RuleBreak(path + key, member, Finding.UNKNOWN, depth + 1)


def _find_rule(key: str, rule: Schema) -> Schema | None:
    """Return the rule of a key by its name, else by its pattern."""
    if (found := rule.get("properties", {}).get(key)) is not None:
        return found  # type: ignore[no-any-return]  # a schema within a schema
    patterns: Schema = rule.get("patternProperties", {})
    return next((found for pattern, found in patterns.items() if re.search(pattern, key)), None)


def _is_allowed(value: Any, rule: Schema) -> bool:
    """Return True for a value of the type, in the list and in the range of a rule."""
    if "type" in rule and not _HAS_TYPE[rule["type"]](value):
        return False
    in_range = not _is_number(value) or rule.get("minimum", value) <= value <= rule.get("maximum", value)
    return in_range and value in rule.get("enum", [value])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


def _is_geojson(value: Any) -> bool:
    """Return True for GeoJSON whose members have the right types."""
    if not isinstance(value, dict):
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        return isinstance(value.get("geometries"), list)
    if kind == "Feature":
        return "properties" in value and (value.get("geometry") is None or _is_geojson(value["geometry"]))
    if kind == "FeatureCollection":
        return isinstance(value.get("features"), list)
    depth = _GEOMETRIES.get(kind) if isinstance(kind, str) else None
    return depth is not None and _are_coordinates(value.get("coordinates"), depth)


def _are_coordinates(value: Any, depth: int) -> bool:
    if not isinstance(value, list):
        return False
    if depth == 1:
        return len(value) >= 2 and all(_is_number(one) for one in value)
    return all(_are_coordinates(one, depth - 1) for one in value)


_HAS_TYPE: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "number": _is_number,
    "integer": _is_integer,
    "GeoJSON": _is_geojson,
}
_FORMS = {"uri": _URI, "date-time": _TIME}


def _shorten(value: Any) -> str:
    written = f"“{value}”" if isinstance(value, str) else str(value)
    return written if len(written) <= 80 else f"{written[:79]}…"
