"""Comparison of NewsML-G2 items with the schema: places, attributes, values. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from articles.wire.body import local_name
from articles.wire.newsml_g2.schema import BOOLEANS, DATES, NUMBERS, QCODES, ElementRule, find_rule

_NAMESPACE = "{http://iptc.org/std/nar/2006-10-01/}"
_CONTENT = frozenset({"inlineXML", "inlineData", "rightsExpressionXML"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")
_NUMBER = re.compile(r"[+-]?\d{1,18}")
_CODES = re.compile(r"(?:[^\s:]+:\S+(?:\s+|$))+")
_LANGUAGE = re.compile(r"(?:[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*)?")
_PLAIN_ROLES = frozenset({"timestamp", "altLoc"})
"""Elements whose role is no code."""
_STANDARD_VERSION = re.compile(r"[0-9]+\.[0-9]+")
_MAX_ELEMENTS = 20_000
"""Elements that are checked; a longer file is no news item, and the rest costs only time."""
_FORMS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(DATES, _DATE.fullmatch),
    **dict.fromkeys(NUMBERS, _NUMBER.fullmatch),
    # A malformed `qcode` has a warning of its own.
    **dict.fromkeys(QCODES - {"qcode"}, _CODES.fullmatch),
    **dict.fromkeys(BOOLEANS, frozenset({"true", "false", "1", "0"}).__contains__),
    **dict.fromkeys(["role", "rel", "type"], _CODES.fullmatch),
    **dict.fromkeys(["tag", "{http://www.w3.org/XML/1998/namespace}lang"], _LANGUAGE.fullmatch),
    "standardversion": _STANDARD_VERSION.fullmatch,
    "dir": frozenset({"ltr", "rtl", "lro", "rlo"}).__contains__,
}
"""Attribute → test of its value."""


def find_schema_breaks(item: Any) -> Iterator[str]:
    """Yield the places of an item that break the schema, such as `itemRef/@size=“x”`."""
    identifiers: set[str] = set()
    references: list[tuple[str, str]] = []
    waiting = [(item, local_name(item), find_rule(local_name(item), ""))]
    for _ in range(_MAX_ELEMENTS):
        if not waiting:
            break
        element, name, rule = waiting.pop()
        if rule is not None:
            yield from _check_attributes(element, name, rule)
        identifier = element.get("id")
        if identifier is not None and name != "newsCoverage":
            if identifier in identifiers:
                yield f"{name}/@id=“{identifier[:40]}”"
            identifiers.add(identifier)
        if (
            reference := element.get("idref") or (element.get("root") if name == "groupSet" else None)
        ) is not None:
            references.append((name, reference))
        if name not in _CONTENT:
            yield from _check_children(element, name, rule)
            waiting += reversed(list(_iterate_children(element, name)))
    yield from (f"{name}=“{one[:40]}”" for name, one in references if one not in identifiers and not waiting)


def _iterate_children(element: Any, parent: str) -> Iterator[tuple[Any, str, ElementRule | None]]:
    """Yield the children that belong to the standard, with their rules."""
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith(_NAMESPACE):
            name = local_name(child)
            yield child, name, find_rule(name, parent)


def _check_attributes(element: Any, name: str, rule: ElementRule) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        is_own = attribute[0] != "{"
        if is_own and attribute not in rule.attributes:
            yield f"{name}/@{attribute}"
        elif (test := _FORMS.get(attribute)) is None or (attribute == "role" and name in _PLAIN_ROLES):
            continue
        elif not test(value.strip()):
            yield f"{name}/@{attribute.rpartition('}')[2]}=“{value[:40]}”"
    for attribute in rule.required:
        if element.get(attribute) is None:
            yield f"{name}/@{attribute}"


def _check_children(element: Any, name: str, rule: ElementRule | None) -> Iterator[str]:
    """Yield the children in a wrong place, repeated or missing, and text between them."""
    if rule is None or rule.is_free:
        return
    if not rule.has_text and _has_text(element):
        yield f"{name} (text)"
    found: set[str] = set()
    last = -1
    for _, child, child_rule in _iterate_children(element, name):
        place = rule.places.get(child)
        if place is None:
            # Unknown elements have a warning of their own.
            if child_rule is not None:
                yield f"{name}/{child}"
            continue
        if place < last or (child in found and child in rule.single):
            yield f"{name}/{child}"
        last = max(last, place)
        found.add(child)
    yield from (f"{name}/{one}" for one in rule.needed if one not in found)


def _has_text(element: Any) -> bool:
    written = element.text
    return bool(written and written.strip()) or any(child.tail and child.tail.strip() for child in element)
