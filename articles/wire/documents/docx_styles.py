"""Styles of a Word document: its headings, items and captions. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from articles.wire.body import local_name
from articles.wire.documents.zip_parts import ZipParts
from newsroom.text.wordlists import split_words

_HEADING = re.compile(r"(?:heading|überschrift|titre|título)\s?([1-6])")
_TITLES = frozenset({"title", "titel", "titre", "título"})
_CAPTIONS = split_words("caption beschriftung bildunterschrift bildtext légende")
_QUOTES = frozenset({"quote", "intense quote", "zitat", "intensives zitat", "block text", "citation"})
_MAX_BASES = 10


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`tag` is the element of a paragraph, `list_tag` that of the list it is in."""

    tag: str = "p"
    list_tag: str = ""


class DocxStyles:
    def __init__(self, styles: dict[str, Any], ordered: frozenset[str], known: frozenset[str]) -> None:
        self._styles = styles
        self._ordered = ordered
        self._known = known

    def style_of(self, paragraph: Any) -> ParagraphStyle:
        properties = find_child(paragraph, "pPr")
        number = _read_number(properties)
        style = get_value(find_child(properties, "pStyle"), "val")
        for _ in range(_MAX_BASES):
            element = self._styles.get(style)
            if element is None:
                break
            number = number or _read_number(find_child(element, "pPr"))
            tag = _find_tag(get_value(find_child(element, "name"), "val").lower())
            if tag:
                return ParagraphStyle(tag)
            style = get_value(find_child(element, "basedOn"), "val")
        if number not in self._known:
            return ParagraphStyle()
        return ParagraphStyle("li", "ol" if number in self._ordered else "ul")


def _find_tag(name: str) -> str:
    """Return the element for the name of a style, "" for styles of running text."""
    heading = _HEADING.match(name)
    if heading is not None:
        return f"h{heading[1]}"
    if name in _TITLES:
        return "h1"
    return "figcaption" if name in _CAPTIONS else "blockquote" if name in _QUOTES else ""


def _read_number(properties: Any) -> str:
    """Return the id of the list that a paragraph is in, "" for none.

    0 takes it out of the list of its style.
    """
    return get_value(find_child(find_child(properties, "numPr"), "numId"), "val")


def read_styles(parts: ZipParts) -> DocxStyles:
    root = parts.read_xml("word/styles.xml")
    styles = (
        {get_value(each, "styleId"): each for each in root if local_name(each) == "style"}
        if root is not None
        else {}
    )
    numbering = parts.read_xml("word/numbering.xml")
    formats: dict[str, str] = {}
    known: dict[str, str] = {}
    for each in numbering if numbering is not None else ():
        if local_name(each) == "abstractNum":
            level = find_child(each, "lvl")
            formats[get_value(each, "abstractNumId")] = get_value(find_child(level, "numFmt"), "val")
        elif local_name(each) == "num":
            known[get_value(each, "numId")] = get_value(find_child(each, "abstractNumId"), "val")
    bullets = {"bullet", "none", ""}
    ordered = frozenset(number for number, kind in known.items() if formats.get(kind, "") not in bullets)
    return DocxStyles(styles, ordered, frozenset(known) - {"0"})


def find_child(element: Any, name: str) -> Any:
    """Return the first child of that local name, None without one."""
    return (
        next((child for child in element if local_name(child) == name), None) if element is not None else None
    )


def get_value(element: Any, name: str) -> str:
    """Return the attribute of that local name; a missing one is empty."""
    if element is None:
        return ""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))
