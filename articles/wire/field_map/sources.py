"""Content of XML and JSON files, as the paths of a field map see it. Pure.

A node is an element or a text in XML, any value in JSON. The cost of each path is estimated before it is evaluated.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from articles.wire.field_map.definition import CompiledXPath, MapPath
from articles.wire.field_map.errors import FieldMapFindsNoElements, FieldMapIsTooSlow, PathGivesNoValue
from articles.wire.field_map.json_path import VisitBudget, VisitsAreSpent
from articles.wire.item_draft import clean_line
from articles.wire.safe_xml import XmlElement

MAX_STEPS = 30_000_000
"""Estimated steps for all paths in one file; measured: at most 1 s, in files of 190,000 elements or 9 MB of text."""
_CHARACTERS_A_STEP = 10
_STEPS_A_CHARACTER = 2
"""Python cleans a text more slowly than libxml2 compares it."""
_PAIRS_A_STEP = 16
_STEPS_A_COPY = 400
"""An element of a body is copied, sanitised and parsed again."""
_VISITS_A_TAG = 20
_STEPS_A_NODE = 30
"""libxml2 finds a node faster than lxml makes an object of it."""
_STRING = etree.XPath("string()", smart_strings=False)
_COUNT = etree.XPath("count(.//*)")


@dataclass(slots=True)
class _Size:
    elements: int = 0
    flat: int = 0
    """Steps over all elements, attributes and texts."""
    nested: int = 0
    """Steps over the subtrees of all elements."""


class XmlSource:
    name = "XML"

    def __init__(self, root: XmlElement) -> None:
        self.root = root
        self.left = MAX_STEPS
        self._sizes = _measure(root, [root])
        self._constant: dict[str, Sequence[Any]] = {}
        self._path = ""

    def find_items(self, path: MapPath | None) -> Sequence[Any]:
        """Return the elements of the items; without a path the whole file."""
        if path is None:
            return [self.root]
        found = self.find(path, self.root)
        if not all(etree.iselement(node) for node in found):
            raise FieldMapFindsNoElements(path=path.text)
        self._sizes.update(_measure(self.root, found))
        return found

    def find(self, path: MapPath, item: Any) -> Sequence[Any]:
        """Return the nodes at the path; raise a CopyError if that would take too long."""
        if path.xpath is None or not etree.iselement(item):
            return [item] if path.text == "." else []
        if not path.xpath.shape.is_absolute:
            return self._evaluate(path.text, path.xpath, item)
        if path.text not in self._constant:
            self._constant[path.text] = self._evaluate(path.text, path.xpath, self.root)
        return self._constant[path.text]

    def text(self, node: Any) -> str:
        """Return the text of a node on one line."""
        text = _STRING(node) if etree.iselement(node) else node
        self._charge_budget(len(text) * _STEPS_A_CHARACTER + _STEPS_A_NODE)
        return clean_line(text)

    def charge_body(self, node: Any) -> None:
        """Count a part of a body before it is read; raise a CopyError for too many."""
        text = _STRING(node) if etree.iselement(node) else node
        elements = 1 + text.count("<") + (int(_COUNT(node)) if etree.iselement(node) else 0)
        self._charge_budget(elements * _STEPS_A_COPY + len(text) * 2 * _STEPS_A_CHARACTER)

    def _evaluate(self, text: str, xpath: CompiledXPath, item: Any) -> Sequence[Any]:
        self._path = text
        self._charge_budget(self._estimate(xpath, item))
        try:
            found = xpath.evaluate(item)
        except etree.XPathError as error:
            raise PathGivesNoValue(path=text, problem=str(error)[:80]) from error
        nodes = _list_nodes(found)
        self._charge_budget(len(nodes) * _STEPS_A_NODE)
        return nodes

    def _estimate(self, xpath: CompiledXPath, item: Any) -> int:
        shape = xpath.shape
        size = self._sizes[self.root]
        if not (shape.leaves_item or shape.is_absolute):
            size = self._sizes.get(item, size)
        return (
            shape.terms * (size.flat, size.nested, size.elements * size.nested // _PAIRS_A_STEP)[shape.power]
        )

    def _charge_budget(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise FieldMapIsTooSlow(path=self._path)


class JsonSource:
    name = "JSON"

    def __init__(self, content: Any) -> None:
        self.content = content
        self.budget = VisitBudget()
        self._constant: dict[str, Sequence[Any]] = {}
        self._path = ""

    def find_items(self, path: MapPath | None) -> Sequence[Any]:
        found: Sequence[Any] = [self.content] if path is None else self.find(path, self.content)
        if len(found) == 1 and isinstance(found[0], list):
            found = found[0]
        if not all(isinstance(node, dict | list) for node in found):
            raise FieldMapFindsNoElements(path=path.text if path else "$")
        return found

    def find(self, path: MapPath, item: Any) -> Sequence[Any]:
        if path.json is None:
            return []
        if path.text in self._constant:
            return self._constant[path.text]
        self._path = path.text
        try:
            found = path.json.find(item, self.content, self.budget)
        except VisitsAreSpent as error:
            raise FieldMapIsTooSlow(path=path.text) from error
        nodes = [node for one in found for node in _list_scalars(one)]
        if path.json.is_absolute:
            self._constant[path.text] = nodes
        return nodes

    def text(self, node: Any) -> str:
        if isinstance(node, bool):
            return str(node).lower()
        if not isinstance(node, str | int | float):
            return ""
        written = str(node)
        self._charge(len(written))
        return clean_line(written)

    def charge_body(self, node: Any) -> None:
        if isinstance(node, str):
            self._charge(2 * len(node), node.count("<"))

    def _charge(self, characters: int, tags: int = 0) -> None:
        try:
            self.budget.spend(1 + characters // _CHARACTERS_A_STEP + tags * _VISITS_A_TAG)
        except VisitsAreSpent as error:
            raise FieldMapIsTooSlow(path=self._path) from error


type MapSource = XmlSource | JsonSource


def make_source(content: Any) -> MapSource:
    """Return the source of the root element of XML or of the content of JSON."""
    return XmlSource(content) if etree.iselement(content) else JsonSource(content)


def _measure(root: XmlElement, wanted: Collection[Any]) -> dict[Any, _Size]:
    """Return the sizes of the wanted elements, in one walk over the tree."""
    found: dict[Any, _Size] = {}
    looked_for, parents = set(wanted), [_Size()]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            parents.append(_Size())
            continue
        size, parent = parents.pop(), parents[-1]
        characters = (
            len(element.text or "") + len(element.tail or "") + sum(map(len, element.attrib.values()))
        )
        steps = 1 + len(element.attrib) + characters // _CHARACTERS_A_STEP
        size.elements += 1
        size.flat += steps
        size.nested += size.flat
        parent.elements += size.elements
        parent.flat += size.flat
        parent.nested += size.nested
        if element in looked_for:
            found[element] = size
    return found


def _list_nodes(found: Any) -> Sequence[Any]:
    """Return the result of an XPath as nodes; an empty text or no number is none."""
    if isinstance(found, list):
        return [node for node in found if etree.iselement(node) or isinstance(node, str)]
    if isinstance(found, bool):
        return [str(found).lower()]
    if isinstance(found, float):
        return [f"{found:.15g}"] if math.isfinite(found) else []
    return [found] if found.strip() else []


def _list_scalars(node: Any) -> Sequence[Any]:
    """Return the members of an array of scalars, else the value itself; null is none."""
    if isinstance(node, list) and not any(isinstance(one, dict | list) for one in node):
        return [one for one in node if one is not None]
    return [] if node is None else [node]
