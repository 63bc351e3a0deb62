"""Sections of dpa's HTML that are not the story. Pure."""

import re

from lxml import etree
from lxml.html import HTMLParser, fragments_fromstring

_NOTEPAD_CLASS = "np-"
_BOX_CLASS = "infobox"
_HAS_SECTION = re.compile(r"""class\s*=\s*["']?[^"'<>]*\b(?:np-|infobox\b)""", re.IGNORECASE)


def arrange_sections(source: str) -> str:
    """Return HTML without the sections for desks, and with boxes as such.

    The sections for desks are those of the notepad: notes and contacts.
    """
    if not _HAS_SECTION.search(source):
        return source
    holder = etree.Element("div")
    parser = HTMLParser(encoding="utf-8", remove_comments=True)
    for part in fragments_fromstring(source.encode("utf-8", "replace"), parser=parser):
        if isinstance(part, str):
            holder.text = part
        else:
            holder.append(part)
    for element in list(holder.iter(etree.Element)):
        classes = (element.get("class") or "").split()
        if any(name.startswith(_NOTEPAD_CLASS) for name in classes):
            _drop_element(element)
        elif _BOX_CLASS in classes:
            element.tag = "aside"
    written: str = etree.tostring(holder, encoding="unicode", method="html")
    return written


def _drop_element(element: etree._Element) -> None:
    """Remove an element, and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
