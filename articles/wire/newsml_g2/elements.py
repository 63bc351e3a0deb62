"""Access to elements of NewsML-G2: children, codes, names and texts. Pure.

Elements are found by their local name, since agencies write the namespace with or without a prefix, or leave it out.
"""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from articles.wire.body import local_name
from articles.wire.item import Code, ItemKind
from articles.wire.item_draft import clean_line
from articles.wire.vocabularies import KINDS

type Children = Mapping[str, list[Any]]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPLITTER = re.compile(r"[:/#]")
_ENTITY = re.compile(r"&(?:#\d{2,5}|quot|apos|nbsp|amp);")
"""Entities in the text itself: some systems escape them twice."""
_LINES = frozenset({"br", "p", "li", "div", "h1", "h2", "h3", "h4", "td", "tr", "section", "header",
                    "person", "byttl"})  # fmt: skip
_SHORT_NAMES = frozenset({"mnemonic", "short", "adjectival", "sorted"})


def group_children(*elements: Any) -> Children:
    """Return the children of all elements by their local name, in order."""
    found: dict[str, list[Any]] = {}
    for element in elements:
        for child in element:
            found.setdefault(local_name(child), []).append(child)
    return found


def find_first(children: Children, name: str) -> Any:
    """Return the first child of this name, or None."""
    return next(iter(children.get(name, ())), None)


def find_children(element: Any, name: str) -> list[Any]:
    """Return the children of this local name."""
    return [child for child in element if local_name(child) == name] if element is not None else []


def written_code(element: Any) -> str:
    """Return the code as written: `qcode`, else `literal`, else `uri`."""
    if element is None:
        return ""
    return next((code for key in ("qcode", "literal", "uri") if (code := element.get(key, "").strip())), "")


def last_part(code: str) -> str:
    """Return the last part of a code or an address, in lower case: `usable`."""
    return _SPLITTER.split(code.rstrip("/#"))[-1].lower()


def read_kind(element: Any) -> ItemKind | None:
    """Return the kind that an `itemClass` names; None if it is unknown."""
    return KINDS.get(last_part(written_code(element)))


def read_code(element: Any, language: str) -> Code:
    """Return the code of an element with its name; unknown schemes stay as written."""
    name = read_name(element, language)
    if qcode := element.get("qcode", "").strip():
        scheme, colon, code = qcode.partition(":")
        return Code(scheme, code, name) if colon else Code("", qcode, name)
    return Code("", written_code(element), name)


def read_name(element: Any, language: str) -> str:
    """Return the name in the language of the item, the full one before a short form."""
    names = [name for name in find_children(element, "name") if text_of(name)]
    full = [name for name in names if last_part(name.get("role", "")) not in _SHORT_NAMES]
    return text_of(choose_language(full or names, language))


def choose_language(elements: Iterable[Any], language: str) -> Any:
    """Return the first element in the language, else without one, else the first."""
    listed = list(elements)
    wanted = language.lower().split("-")[0]
    for test in (wanted, ""):
        for element in listed:
            if element.get(XML_LANG, "").lower().split("-")[0] == test:
                return element
    return listed[0] if listed else None


def text_of(element: Any) -> str:
    """Return the text on one line, with a blank between lines and paragraphs."""
    if element is None:
        return ""
    parts = [element.text or ""] if len(element) == 0 else []
    if not parts:
        _collect_texts(element, parts)
    text = clean_line("".join(parts))
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def read_texts(elements: Iterable[Any]) -> list[str]:
    """Return the texts of the elements, without empty ones."""
    return [text for element in elements if (text := text_of(element))]


def is_private(element: Any) -> bool:
    """Return True for a part that the agency marks as not for publication."""
    marks = element.get("pubconstraint", "") + element.get("rendition", "") + element.get("role", "")
    return "nonpublic" in marks.lower() or marks.lower().endswith(":private")


def class_names(element: Any) -> list[str]:
    """Return the classes of an element of XHTML."""
    # References to entities that nobody declared have no attributes.
    names: str = element.get("class") or ""
    return names.split()


def _collect_texts(element: Any, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        name = local_name(child)
        separator = " " if name in _LINES else ""
        parts.append(separator)
        if name:
            _collect_texts(child, parts)
        parts += (separator, child.tail or "")
