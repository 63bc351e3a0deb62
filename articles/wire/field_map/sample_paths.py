"""Paths of a sample of XML or JSON, for people who write a field map. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from articles.wire.field_map.json_path import quote_name
from articles.wire.field_map.xpath_syntax import NAME
from articles.wire.item_draft import clean_line

_MAX_NODES = 20_000
_MAX_EXAMPLE = 80


@dataclass(frozen=True, slots=True)
class SamplePath:
    """Distinct path of a sample, relative to its root or to the content of JSON."""

    path: str
    example: str
    """Beginning of the first text at the path that is not empty."""
    count: int
    name: str = ""
    """Last name of the path."""
    parents: tuple[str, ...] = ()
    """Paths of all elements or objects around, from the outside."""
    is_leaf: bool = True
    """There is only text at the path."""


def list_paths(content: Any, limit: int = 200) -> list[SamplePath]:
    """Return the distinct paths of a sample in its order, each with an example."""
    is_xml = etree.iselement(content)
    nodes = _walk_xml(content, find_namespaces(content)) if is_xml else _walk_json(content, "", ())
    found: dict[str, SamplePath] = {}
    for node in islice(nodes, _MAX_NODES):
        known = found.get(node.path)
        if known is None and len(found) >= limit:
            continue
        found[node.path] = node if known is None else _merge(known, node)
    return list(found.values())


def find_namespaces(root: Any) -> dict[str, str]:
    """Return a prefix for each namespace of a sample; empty for that of the root."""
    default = etree.QName(root).namespace
    prefixes = {default: ""} if default else {}
    for element in islice(root.iter(etree.Element), _MAX_NODES):
        for name in (element.tag, *element.attrib):
            uri = etree.QName(name).namespace
            is_attribute = name is not element.tag
            if uri and uri != _XML and (uri not in prefixes or (is_attribute and not prefixes[uri])):
                prefixes[uri] = _choose_prefix(element, uri, prefixes)
    return {prefix: uri for uri, prefix in prefixes.items()}


_XML = "http://www.w3.org/XML/1998/namespace"


def _choose_prefix(element: Any, uri: str, prefixes: Mapping[Any, str]) -> str:
    """Return the prefix in the sample if it is free, else a new one."""
    for prefix, one in element.nsmap.items():
        if (
            one == uri
            and prefix
            and prefix not in prefixes.values()
            and prefix.isalnum()
            and prefix[0].isalpha()
        ):
            return str(prefix)
    return next(name for number in range(1, 1_000) if (name := f"n{number}") not in prefixes.values())


def _merge(known: SamplePath, node: SamplePath) -> SamplePath:
    return SamplePath(
        known.path, known.example or node.example, known.count + 1, known.name, known.parents,
        known.is_leaf and node.is_leaf,
    )  # fmt: skip


def _walk_xml(root: Any, namespaces: Mapping[str, str]) -> Iterator[SamplePath]:
    """Yield each element and attribute in the order of the file."""
    prefixes = {uri: prefix for prefix, uri in namespaces.items()}
    if not len(root):
        yield SamplePath(".", _shorten(root.text or ""), 1, _write_name(root.tag, prefixes) or "")
    yield from _list_attributes(root, "", (), prefixes)
    stack: list[tuple[Any, str, tuple[str, ...]]] = [(child, "", ()) for child in reversed(root)]
    while stack:
        element, before, parents = stack.pop()
        name = _write_name(element.tag, prefixes) if isinstance(element.tag, str) else None
        if name is None:
            continue
        path = f"{before}{name}"
        example = _shorten("".join(islice(element.itertext(), 20)))
        yield SamplePath(path, example, 1, name, parents, not len(element))
        yield from _list_attributes(element, f"{path}/", (*parents, path), prefixes)
        stack += [(child, f"{path}/", (*parents, path)) for child in reversed(element)]


def _list_attributes(
    element: Any, before: str, parents: tuple[str, ...], prefixes: Mapping[str, str]
) -> Iterator[SamplePath]:
    for key, value in element.attrib.items():
        if (name := _write_name(key, prefixes)) is not None:
            yield SamplePath(f"{before}@{name}", _shorten(value), 1, name, parents)


def _write_name(tag: str, prefixes: Mapping[str, str]) -> str | None:
    """Return the name with its prefix; None for one that a path cannot have."""
    name = etree.QName(tag)
    if NAME.fullmatch(name.localname) is None:
        return None
    if name.namespace == _XML:
        return f"xml:{name.localname}"
    prefix = prefixes.get(name.namespace or "", "")
    return f"{prefix}:{name.localname}" if prefix else str(name.localname)


def _walk_json(content: Any, path: str, parents: tuple[str, ...], name: str = "") -> Iterator[SamplePath]:
    """Yield each value in the order of the file; the depth is limited by the parser."""
    if path:
        is_leaf = not isinstance(content, dict | list)
        example = _shorten(str(content)) if is_leaf and content is not None else ""
        yield SamplePath(path, example, 1, name, parents, is_leaf)
    around = (*parents, path) if path else parents
    if isinstance(content, dict):
        for key, value in content.items():
            step = quote_name(key)
            yield from _walk_json(value, f"{path}{step}" if path else step.removeprefix("."), around, key)
    elif isinstance(content, list):
        for value in content:
            yield from _walk_json(value, f"{path}[*]", around, name)


def _shorten(text: str) -> str:
    line = clean_line(text[: 10 * _MAX_EXAMPLE])
    return line if len(line) <= _MAX_EXAMPLE else f"{line[: _MAX_EXAMPLE - 1]}…"
