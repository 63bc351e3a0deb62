"""Bodies of mapped items: elements of any name, HTML and plain text. Pure."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from articles.text.clean import clean_text
from articles.wire.body import SYNONYMS, TAGS, local_name, paragraphs, read_element, read_html, read_plain
from articles.wire.field_map.definition import FieldRule
from articles.wire.field_map.sources import MapSource
from articles.wire.item import BodyBlock
from articles.wire.vocabularies import read_values
from newsroom.text.wordlists import split_words

_GERMAN = read_values(str, "body_elements", "agencies")
"""Element of an agency, in lower case → element of HTML, unless the map says otherwise."""
_INLINE = split_words("a strong em br b i u s span sub sup font small mark q cite code abbr time")
_DROPPED = split_words("script style iframe object embed template noscript svg math select button textarea")
_TEXT_BLOCKS = frozenset({"p", "h2", "h3"})
_HTML = re.compile(
    r"<(?:p|br|div|b|i|em|strong|a|span|h[1-6]|ul|ol|li|table|blockquote|section|article)\b[^<>]*>",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SHORTEST_PARAGRAPH = 120
"""Characters; a line that is longer was not wrapped, so that lines are paragraphs."""


def read_mapped_body(rule: FieldRule, nodes: Sequence[Any], source: MapSource) -> tuple[BodyBlock, ...]:
    """Return the blocks of all nodes at the body's path."""
    blocks: list[BodyBlock] = []
    for is_element, group in groupby(nodes, etree.iselement):
        if is_element:
            blocks += _read_copies([_copy_body_element(node, rule, source) for node in group], rule.form)
            continue
        for node in group:
            text = node if isinstance(node, str) else ""
            source.charge_body(text)
            blocks += read_text(text, rule.form)
    return tuple(blocks)


def has_html(text: str) -> bool:
    """Return True for text with tags of HTML."""
    return "<" in text and _HTML.search(text) is not None


def read_text(text: str, form: str = "auto") -> tuple[BodyBlock, ...]:
    """Return the blocks of a text; `auto` looks for HTML and for blank lines."""
    if form == "html" or (form == "auto" and has_html(text)):
        return read_html(text)
    if form == "lines" or (form == "auto" and _has_lines(text)):
        return paragraphs(" ".join(line.split()) for line in clean_text(text).split("\n"))
    return read_plain(text)


def _has_lines(text: str) -> bool:
    lines = clean_text(text).strip().split("\n")
    has_blank = _BLANK_LINE.search(clean_text(text).strip()) is not None
    return not has_blank and any(len(line) > _SHORTEST_PARAGRAPH for line in lines)


def _copy_body_element(element: Any, rule: FieldRule, source: MapSource) -> Any:
    """Return a copy of an element in names of HTML, without the parts to skip."""
    source.charge_body(element)
    rename = {**_GERMAN, **{name.casefold(): tag for name, tag in rule.elements.items()}}
    skipped = {part for path in rule.skip for part in source.find(path, element)}
    return _copy_element(element, skipped, rename, in_text=False)


def _copy_element(element: Any, skipped: set[Any], rename: Mapping[str, str], *, in_text: bool) -> Any:
    """Copy an element: an unknown one next to text is inline, any other a block."""
    tag = _find_tag(element, rename, in_text=in_text)
    copy = etree.Element(tag)
    if tag == "a" and element.get("href"):
        copy.set("href", element.get("href"))
    copy.text = element.text
    in_text = in_text or tag in _TEXT_BLOCKS or tag in _INLINE or _has_own_text(element)
    for child in element:
        if child in skipped or local_name(child).lower() in _DROPPED:
            _append_text(copy, child.tail or "")
            continue
        copy.append(_copy_element(child, skipped, rename, in_text=in_text))
        copy[-1].tail = child.tail
    return copy


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _find_tag(element: Any, rename: Mapping[str, str], *, in_text: bool) -> str:
    name = local_name(element).casefold()
    tag = rename.get(name) or SYNONYMS.get(name, name)
    if tag in TAGS or tag in _INLINE:
        return tag
    return "span" if in_text else "div"


def _has_own_text(element: Any) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and text.strip() for text in texts)


def _read_copies(copies: Sequence[Any], form: str) -> tuple[BodyBlock, ...]:
    """Return the blocks of renamed elements, some of which hold plain text or HTML."""
    blocks: list[BodyBlock] = []
    for holds_text, group in groupby(copies, lambda copy: _holds_text(copy, form)):
        if holds_text:
            blocks += (block for copy in group for block in read_text(copy.text or "", form))
            continue
        holder = etree.Element("div")
        holder.extend(list(group))
        blocks += read_element(holder)
    return tuple(blocks)


def _holds_text(copy: Any, form: str) -> bool:
    return not len(copy) and (form != "auto" or copy.tag == "div" or has_html(copy.text or ""))
