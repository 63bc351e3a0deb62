"""Lookups in XML by local names, whatever the namespaces and prefixes. Pure."""

from collections.abc import Iterator
from functools import lru_cache

from articles.text.clean import clean_text
from articles.wire.body import local_name
from articles.wire.safe_xml import XmlElement
from newsroom.text.wordlists import split_words

_BREAKS = split_words("br p div li tr td th hl1 hl2 block")
"""Elements that separate words."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def find_first(element: XmlElement | None, path: str) -> XmlElement | None:
    """Return the first element on a path such as `docdata/doc-id`."""
    return element.find(_any_namespace(path)) if element is not None else None


def find_all(element: XmlElement | None, path: str) -> list[XmlElement]:
    return element.findall(_any_namespace(path)) if element is not None else []


def line_text(element: XmlElement | None) -> str:
    """Return all text in an element on one line, with a blank between its paragraphs."""
    if element is None:
        return ""
    text = "".join(_iterate_text(element)) if len(element) else element.text or ""
    return " ".join(clean_text(text).split())


def iterate_named(element: XmlElement, *names: str) -> Iterator[XmlElement]:
    """Yield all elements below with one of the names, in the order of the document."""
    return element.iter(*(f"{{*}}{name}" for name in names))  # type: ignore[no-any-return]  # lxml has no types


def read_text(element: XmlElement | None, path: str = "") -> str:
    """Return the text of the first filled element on the path, on one line."""
    found = find_all(element, path) if path else [element]
    return next(filter(None, map(line_text, found)), "")


def read_texts(element: XmlElement | None, path: str) -> list[str]:
    """Return the texts of all filled elements on the path."""
    return [text for found in find_all(element, path) if (text := line_text(found))]


def read_attribute(element: XmlElement | None, path: str, name: str) -> str:
    """Return the first filled attribute on the path, on one line."""
    return next(iter(read_attributes(element, path, name)), "")


def read_attributes(element: XmlElement | None, path: str, name: str) -> list[str]:
    return [text for found in find_all(element, path) if (text := " ".join(found.get(name, "").split()))]


def read_language(element: XmlElement | None) -> str:
    """Return the element's own `xml:lang`."""
    return str(element.get(_LANG, "")).strip() if element is not None else ""


def iterate_children(element: XmlElement | None) -> Iterator[tuple[str, XmlElement]]:
    """Yield each child with its local name; comments and instructions are left out."""
    for child in element if element is not None else ():
        if name := local_name(child):
            yield name, child


def _iterate_text(element: XmlElement) -> Iterator[str]:
    """Yield the texts in order; without recursion, which is slow in deep trees."""
    yield element.text or ""
    open_elements, children = [element], [iter(element)]
    while children:
        child = next(children[-1], None)
        if child is None:
            children.pop()
            closed = open_elements.pop()
            if children:
                yield _separator(closed) + (closed.tail or "")
            continue
        if local_name(child):
            yield _separator(child) + (child.text or "")
        open_elements.append(child)
        children.append(iter(child))


def _separator(element: XmlElement) -> str:
    return " " if local_name(element) in _BREAKS else ""


@lru_cache(maxsize=512)
def _any_namespace(path: str) -> str:
    return "/".join(step if step in {".", ".."} else f"{{*}}{step}" for step in path.split("/"))
