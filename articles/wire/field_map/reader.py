"""Reader of XML and JSON by a field map. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.field_map.definition import FieldMap, FieldRule, MapPath
from articles.wire.field_map.errors import (
    FieldMapFindsManyItems,
    FieldMapFindsNoItem,
    FieldMapIsForOtherFormat,
)
from articles.wire.field_map.mapped_body import read_mapped_body
from articles.wire.field_map.mapped_item import MappedItem
from articles.wire.field_map.mapped_values import is_code, is_web_address
from articles.wire.field_map.sources import MapSource, make_source
from articles.wire.item import Code, Link, NewsItem, WireReading, WireWarning

MAX_ITEMS = 2_000
MAX_VALUES = 500
"""Values of one field in one item."""


def read_mapped(content: Any, field_map: FieldMap, zone: tzinfo) -> WireReading:
    """Return the items of an XML root or of JSON content; raise a FieldMapMisfit."""
    source = make_source(content)
    is_xml = source.name == "XML"
    if not (field_map.reads_xml if is_xml else field_map.reads_json):
        raise FieldMapIsForOtherFormat(expected="JSON" if is_xml else "XML", found=source.name)
    nodes = source.find_items(field_map.items)
    if not nodes:
        raise FieldMapFindsNoItem(path=field_map.items.text if field_map.items else "$")
    if len(nodes) > MAX_ITEMS:
        raise FieldMapFindsManyItems(count=len(nodes), limit=MAX_ITEMS)
    items = tuple(_read_item(node, field_map, source, zone) for node in nodes)
    return WireReading(field_map.name or source.name, items, tuple(_warn_of_repeated_guids(items)))


def _read_item(node: Any, field_map: FieldMap, source: MapSource, zone: tzinfo) -> NewsItem:
    item = MappedItem(zone)
    for name, rules in field_map.fields.items():
        for rule in rules:
            _apply_rule(name, rule, node, item, source)
    for name, values in field_map.constants.items():
        item.store(FieldRule(name=name, parts=()), values, "field map")
    return item.finish()


def _apply_rule(name: str, rule: FieldRule, node: Any, item: MappedItem, source: MapSource) -> None:
    if name == "body":
        if not item.draft.get("body"):
            found = source.find(rule.parts[0], node)
            item.draft.set("body", read_mapped_body(rule, found, source), rule.place)
    elif name == "links":
        item.draft.add("links", _read_links(rule, node, item, source), rule.place)
    elif rule.subpaths:
        item.draft.add(name, _read_codes(rule, node, source), rule.place)
    else:
        item.store(rule, _read_texts(rule, node, source), rule.place)


def _read_texts(rule: FieldRule, node: Any, source: MapSource) -> list[str]:
    """Return the texts at the paths of a rule, with empty ones for the embargo."""
    texts = [source.text(found) for part in rule.parts for found in source.find(part, node)[:MAX_VALUES]]
    if rule.separator is not None:
        joined = rule.separator.join(filter(None, texts))
        texts = [joined] if joined else []
    if not rule.values:
        return texts
    replaced = ((rule.values.get(text.casefold(), rule.values.get("*")), text) for text in texts)
    return [text if value is None else value for value, text in replaced if value != ""]


def _read_first(path: MapPath, node: Any, source: MapSource) -> str:
    return next(filter(None, map(source.text, source.find(path, node)[:MAX_VALUES])), "")


def _read_codes(rule: FieldRule, node: Any, source: MapSource) -> Iterator[Code]:
    """Yield a code for each node; its code and its name have paths of their own."""
    for found in source.find(rule.parts[0], node)[:MAX_VALUES]:
        parts = {part: _read_first(path, found, source) for part, path in rule.subpaths.items()}
        if "name" not in parts and (text := source.text(found)) and not is_code(text):
            parts["name"] = text
        if any(parts.values()):
            yield Code(rule.scheme, **parts)


def _read_links(rule: FieldRule, node: Any, item: MappedItem, source: MapSource) -> Iterator[Link]:
    """Yield a link for each node; scripts and local files are no links."""
    for found in source.find(rule.parts[0], node)[:MAX_VALUES]:
        parts = {part: _read_first(path, found, source) for part, path in rule.subpaths.items()}
        href = parts.pop("href", "") if "href" in rule.subpaths else source.text(found)
        if not href:
            continue
        if not is_web_address(href):
            item.draft.warn(gettext_noop("The link “{value}” is no web address."), value=href[:60])
            continue
        width, height = (_parse_size(parts.pop(part, "")) for part in ("width", "height"))
        yield Link(href, width=width, height=height, **parts)


def _parse_size(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 else None


def _warn_of_repeated_guids(items: Sequence[NewsItem]) -> Iterator[WireWarning]:
    for (guid, _kind), count in Counter((item.guid, item.kind) for item in items).items():
        if count > 1:
            yield WireWarning(
                gettext_noop("{count} items of the file have the identifier {guid}."),
                {"count": count, "guid": guid},
            )
