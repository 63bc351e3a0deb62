"""Check of an item against the rules of its version of ninjs. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Any

from articles.wire.json_formats.json_values import JsonObject, read_object, read_text
from articles.wire.ninjs.rules import (
    ADDED_IN,
    DIALECT_KEYS,
    FAMILIES,
    ONLY_IN_3,
    ONLY_SINCE_2,
    ListRule,
    ObjectRule,
    ValueRule,
)

_MAX_FINDINGS = 8
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.IGNORECASE)
_DATE = re.compile(r"-?\d{4,9}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")
_GEOMETRIES: Mapping[str, int] = {
    "Point": 1, "MultiPoint": 2, "LineString": 2, "Polygon": 3, "MultiLineString": 3, "MultiPolygon": 4,
}  # fmt: skip
"""GeoJSON type → depth of its list of coordinates."""
_TREE_DEPTH = 40
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
    family = "1"
    if not ONLY_IN_3.isdisjoint(item):
        family = "3"
    elif not ONLY_SINCE_2.isdisjoint(item) or any(isinstance(item.get(key), list) for key in _LISTS_SINCE_2):
        family = "2"
    standard = read_object(item.get("standard") or item.get("$standard"))
    declared = re.fullmatch(r"([123])\.(\d{1,2})(?:\.\d+)?", read_text(standard.get("version")))
    known = FAMILIES[declared[1] if declared else family]
    own = any(key not in known.keys and not key.startswith(tuple(known.prefixes)) for key in item)
    if declared:
        return NinjsVersion(declared[1], int(declared[2]), own)
    return NinjsVersion(family, None, own)


def find_rule_breaks(item: JsonObject, version: NinjsVersion) -> list[RuleBreak]:
    """Return the first rules that an item breaks."""
    rule = FAMILIES[version.family]
    found = _check_object(item, rule, rule, "", 0)
    own = DIALECT_KEYS if _MARKS_OF_DIALECTS.intersection(item) else frozenset()
    wanted = (one for one in found if not (one.depth == 1 and one.path in own))
    return [*islice(wanted, _MAX_FINDINGS), *_find_newer_keys(item, version)]


def _find_newer_keys(item: JsonObject, version: NinjsVersion) -> Iterator[RuleBreak]:
    if version.minor is None:
        return
    for key, minor in ADDED_IN[version.family].items():
        if key in item and version.minor < minor:
            yield RuleBreak(key, item[key], Finding.UNKNOWN, 1)


def _check(value: Any, rule: Any, root: ObjectRule, path: str, depth: int) -> Iterator[RuleBreak]:
    if rule is ValueRule.ITEM:
        rule = _make_association_rule(root) if depth < _TREE_DEPTH else ObjectRule(is_open=True)
    if isinstance(rule, ObjectRule) and isinstance(value, dict):
        yield from _check_object(value, rule, root, f"{path}/", depth)
    elif isinstance(rule, ListRule) and isinstance(value, list):
        for position, member in enumerate(value):
            yield from _check(member, rule.member, root, f"{path}[{position}]", depth + 1)
    elif isinstance(rule, ValueRule):
        yield from _check_value(value, rule, path, depth)
    elif not (isinstance(rule, frozenset) and isinstance(value, str) and value in rule):
        yield RuleBreak(path, value, Finding.TYPE, depth)


def _make_association_rule(root: ObjectRule) -> ObjectRule:
    """Return the rule of an associated item; since 2.0 it needs a name."""
    if not isinstance(root.keys["associations"], ListRule):
        return root
    return ObjectRule({"name": ValueRule.TEXT, "rel": ValueRule.TEXT, **root.keys}, ("uri", "name"))


def _check_object(
    value: JsonObject, rule: ObjectRule, root: ObjectRule, path: str, depth: int
) -> Iterator[RuleBreak]:
    for key in rule.required:
        if key not in value:
            yield RuleBreak(path + key, None, Finding.MISSING, depth + 1)
    if rule.one_of and sum(key in value for key in rule.one_of) != 1:
        yield RuleBreak(path + " | ".join(rule.one_of), None, Finding.MISSING, depth + 1)
    for key, member in value.items():
        found = rule.keys.get(key) or rule.others or _find_by_prefix(key, rule)
        if found is not None:
            yield from _check(member, found, root, path + key, depth + 1)
        elif not rule.is_open:
            yield RuleBreak(path + key, member, Finding.UNKNOWN, depth + 1)


def _find_by_prefix(key: str, rule: ObjectRule) -> Any:
    return next((found for prefix, found in rule.prefixes.items() if key.startswith(prefix)), None)


def _check_value(value: Any, rule: ValueRule, path: str, depth: int) -> Iterator[RuleBreak]:
    if not _HAS_TYPE[rule](value):
        yield RuleBreak(path, value, Finding.TYPE, depth)
    elif rule in _FORMS and not _FORMS[rule].fullmatch(value):
        yield RuleBreak(path, value, Finding.FORM, depth)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


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


_HAS_TYPE: Mapping[ValueRule, Callable[[Any], bool]] = {
    ValueRule.TEXT: _is_text,
    ValueRule.URI: _is_text,
    ValueRule.TIME: _is_text,
    ValueRule.DATE: _is_text,
    ValueRule.NUMBER: _is_number,
    ValueRule.INTEGER: _is_integer,
    ValueRule.SHARE: lambda value: _is_integer(value) and 0 <= value <= 100,
    ValueRule.URGENCY: lambda value: _is_integer(value) and 1 <= value <= 9,
    ValueRule.OBJECT: lambda value: isinstance(value, dict),
    ValueRule.GEOJSON: _is_geojson,
}
_FORMS = {ValueRule.URI: _URI, ValueRule.TIME: _TIME, ValueRule.DATE: _DATE}


def _shorten(value: Any) -> str:
    written = f"“{value}”" if isinstance(value, str) else str(value)
    return written if len(written) <= 80 else f"{written[:79]}…"
