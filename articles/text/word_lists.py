"""Lists of Word, which writes each item as a paragraph with its sign. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_LIST_STYLE = re.compile(r"mso-list:\s*l\d", re.IGNORECASE)
_SIGN_STYLE = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_LEVEL = re.compile(r"level(\d)")
_ITEM_SIGN = re.compile(r"(?:[·•▪●○■–—*\-]|\(?\w{1,3}[.)])(?=[\s\u00a0])")
_BULLET = re.compile(r"[·•o§▪●○■–—*\-➢Ø]")


@dataclass(frozen=True, slots=True)
class _Item:
    level: int
    is_ordered: bool


def build_word_lists(body: Any) -> None:
    """Make lists of the paragraphs that Word calls items."""
    open_lists: list[Any] = []
    for element in list(body.iter(etree.Element)):
        if element.tag not in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}:
            continue
        item = _take_sign(element) if element.tag == "p" else None
        if item is not None:
            _add_item(open_lists, element, item)
        elif (element.text_content() or "").strip():
            open_lists.clear()


def _take_sign(paragraph: Any) -> _Item | None:
    """Take the sign off an item and return its level; None for other paragraphs."""
    style = paragraph.get("style") or ""
    if not (paragraph.get("class") or "").startswith("MsoListParagraph") and not _LIST_STYLE.search(style):
        return None
    sign = next(_find_signs(paragraph), None)
    mark = sign.text_content().strip() if sign is not None else _cut_sign(paragraph)
    if sign is None and not mark:
        return None
    if sign is not None:
        sign.drop_tree()
    level = _LEVEL.search(style)
    return _Item(int(level[1]) if level else 1, not _BULLET.match(mark or "·"))


def _find_signs(paragraph: Any) -> Iterator[Any]:
    return (span for span in paragraph.iter("span") if _SIGN_STYLE.search(span.get("style") or ""))


def _cut_sign(paragraph: Any) -> str:
    """Cut the sign off the first words of the paragraph and return it."""
    for holder in paragraph.iter(etree.Element):
        words = (holder.text or "").lstrip(" \n\t\u00a0")
        if words:
            found = _ITEM_SIGN.match(words)
            if found is not None:
                holder.text = words[found.end() :].lstrip(" \n\t\u00a0")
            return found.group() if found is not None else ""
    return ""


def _add_item(open_lists: list[Any], paragraph: Any, item: _Item) -> None:
    kind = "ol" if item.is_ordered else "ul"
    level = max(item.level, 1)
    del open_lists[level:]
    if len(open_lists) == level and open_lists[-1].tag != kind:
        open_lists.pop()
    while len(open_lists) < level:
        _open_list(open_lists, paragraph, kind)
    entry = etree.SubElement(open_lists[-1], "li")
    parent = paragraph.getparent()
    _keep_tail(paragraph)
    parent.remove(paragraph)
    entry.append(paragraph)


def _open_list(open_lists: list[Any], paragraph: Any, kind: str) -> None:
    """Open a list in the last item of the list above it.

    The outermost one is put in front of the paragraph.
    """
    made = etree.Element(kind)
    if open_lists:
        if not len(open_lists[-1]):
            etree.SubElement(open_lists[-1], "li")
        open_lists[-1][-1].append(made)
    else:
        paragraph.addprevious(made)
    open_lists.append(made)


def _keep_tail(paragraph: Any) -> None:
    """Give the words after the paragraph to the element before it."""
    if (paragraph.tail or "").strip():
        before = paragraph.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + paragraph.tail
    paragraph.tail = None
