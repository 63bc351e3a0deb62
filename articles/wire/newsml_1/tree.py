"""Components of NewsML 1 with their roles, lines and metadata. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from articles.wire.formats import Format
from articles.wire.item_limit import check_count
from articles.wire.safe_xml import XmlElement
from articles.wire.xml_dialects.xml_lookup import iterate_children, line_text, read_language

_METADATA: Final = {
    "descriptivemetadata": "descriptive", "descriptivemetada": "descriptive",
    "administrativemetadata": "administrative", "rightsmetadata": "rights", "metadata": "other",
}  # fmt: skip
"""TASS writes `DescriptiveMetada`."""
_MAX_DEPTH: Final = 20


@dataclass(slots=True, eq=False)
class NewsMlComponent:
    """`NewsComponent`; its chain leads from the outermost component to itself."""

    element: XmlElement
    chain: tuple["NewsMlComponent", ...] = ()
    role: str = ""
    lines: dict[str, list[XmlElement]] = field(default_factory=dict)
    """Lower-case name of a line → its elements."""
    metadata: dict[str, list[XmlElement]] = field(default_factory=dict)
    children: list["NewsMlComponent"] = field(default_factory=list)
    contents: list[XmlElement] = field(default_factory=list)
    references: list[XmlElement] = field(default_factory=list)
    comments: list[XmlElement] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)

    @property
    def is_list_of_equivalents(self) -> bool:
        return str(self.element.get("EquivalentsList", "")).casefold() == "yes"

    @property
    def language(self) -> str:
        """The language that this component itself names."""
        return next(iter(self.formal_names("descriptive", "Language")), "") or read_language(self.element)

    def line(self, name: str) -> str:
        """Return the first filled line of a name, such as `headline`."""
        return next(filter(None, map(line_text, self.lines.get(name, ()))), "")

    def find_in_metadata(self, kind: str, name: str) -> Iterator[XmlElement]:
        """Yield the direct children of a kind of metadata by their name."""
        for metadata in self.metadata.get(kind, ()):
            yield from (child for child_name, child in iterate_children(metadata) if child_name == name)

    def formal_names(self, kind: str, name: str) -> list[str]:
        return [text for one in self.find_in_metadata(kind, name) if (text := formal_name(one))]

    def properties(self, kind: str, name: str) -> list[str]:
        """Return the values of the properties with a formal name."""
        found = (one for one in self.find_in_metadata(kind, "Property") if one.get("FormalName") == name)
        return [text for one in found if (text := " ".join((one.get("Value") or "").split()))]

    def walk(self) -> Iterator["NewsMlComponent"]:
        """Yield the component and all components in it."""
        waiting = [self]
        while waiting:
            component = waiting.pop()
            yield component
            waiting.extend(reversed(component.children))


def read_component(element: XmlElement, chain: tuple[NewsMlComponent, ...] = ()) -> NewsMlComponent:
    """Return a component with all components in it."""
    check_count(chain, Format.NEWSML_1, "NewsComponent/NewsComponent", _MAX_DEPTH)
    component = NewsMlComponent(element)
    component.chain = (*chain, component)
    for name, child in iterate_children(element):
        lowered = name.casefold()
        if lowered == "newscomponent":
            component.children.append(read_component(child, component.chain))
        elif lowered == "role":
            component.role = component.role or formal_name(child)
        elif lowered == "newslines":
            for line, one in iterate_children(child):
                component.lines.setdefault(line.casefold(), []).append(one)
        elif lowered in _METADATA:
            component.metadata.setdefault(_METADATA[lowered], []).append(child)
        else:
            _add_part(component, lowered, child)
    return component


def formal_name(element: XmlElement) -> str:
    """Return `FormalName`, or the text that TASS writes instead."""
    return " ".join((element.get("FormalName") or "").split()) or line_text(element)


def first_in_chain(chain: Iterable[NewsMlComponent], line: str) -> str:
    """Return the line of the first component that has it."""
    return next(filter(None, (component.line(line) for component in chain)), "")


def _add_part(component: NewsMlComponent, name: str, child: XmlElement) -> None:
    if name == "contentitem":
        component.contents.append(child)
    elif name in {"newsitemref", "newsitem"}:
        component.references.append(child)
    elif name == "comment":
        component.comments.append(child)
    elif name == "item_keywords":
        component.keywords += [text for _, one in iterate_children(child) if (text := line_text(one))]
