"""The only parser for XML from outside. Pure.

Entities, depth and size are limited, and nothing is ever fetched. A DOCTYPE alone is no attack, since many agencies
send one: it is skipped and never loaded. A file with a DOCTYPE may use the named entities of HTML, which the DTDs of
NITF and NewsML declare.
"""

import re
from html import escape
from html.entities import html5
from itertools import islice
from typing import Any

from lxml import etree

from articles.parsing.errors import (
    CopyTooLarge,
    MarkupBreaksOff,
    MarkupDeclaresEntities,
    MarkupHasBareSign,
    MarkupIsBroken,
    MarkupIsTooDeep,
    MarkupIsTooLarge,
    gettext_noop,
)
from articles.wire.charset import decode_wire, make_control_warning
from articles.wire.item import WireWarning

type XmlElement = Any
"""lxml has no types."""

MAX_BYTES = 5_000_000
"""Bytes of a file of text; the largest packages of agencies have 2 MB."""
MAX_DEPTH = 200
MAX_ELEMENTS, MAX_ATTRIBUTES = 200_000, 100_000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_MAX_DOCTYPES = 5
"""A file has one; comments may name others."""
_PARAMETER = re.compile(r"<!DOCTYPE[^\[>]*+\[[^\]]*%", re.IGNORECASE)
_QUOTED = r"(?:\"[^\"]{0,300}\"|'[^']{0,300}')"
_RELATIVE = r"(?:\"(?![a-z]+:|//)[^\"]{0,300}\"|'(?![a-z]+:|//)[^']{0,300}')"
_PUBLIC = rf"PUBLIC\s+[\"'](?:[+-]//|urn:|ISO )[^\"']{{0,300}}[\"']\s+{_QUOTED}"
_MODULES = re.compile(
    rf"<!DOCTYPE\s+[\w:.-]+(?:\s+(?:SYSTEM\s+{_QUOTED}|PUBLIC\s+{_QUOTED}\s+{_QUOTED}))?\s*\[(?=[^\]]*<!ENTITY)"
    rf"(?:\s|<!ENTITY\s+%\s+[\w.-]+\s+(?:SYSTEM\s+{_RELATIVE}|{_PUBLIC})\s*>|%[\w.-]+;)*\]\s*>",
    re.IGNORECASE,
)
"""DOCTYPE that names only further parts of its DTD: relative addresses or registered public identifiers.

Kyodo includes the DTD of NITF in the one of NewsML that way.
"""
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0{0,6}(?:[0-8]|1[124-9]|2\d|3[01]|127)|x0{0,6}(?:[0-8bcef]|1[0-9a-f]|7f|fff[ef]|d[89a-f][0-9a-f]{2}));",
    re.IGNORECASE,
)
"""References to characters that XML 1.0 does not allow."""
_OPENING_TAG = re.compile(r"<[^/!?]")
_FAULTS: dict[int, type[MarkupIsBroken]] = {
    etree.ErrorTypes.ERR_NAME_REQUIRED: MarkupHasBareSign,
    etree.ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING: MarkupHasBareSign,
    etree.ErrorTypes.ERR_LT_IN_ATTRIBUTE: MarkupHasBareSign,
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED: MarkupBreaksOff,
    etree.ErrorTypes.ERR_GT_REQUIRED: MarkupBreaksOff,
}
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse_xml(raw: bytes) -> XmlElement:
    """Return the root element; raise a CopyError with the reason and the place."""
    return read_xml(raw)[0]


def read_xml(raw: bytes) -> tuple[XmlElement, tuple[WireWarning, ...]]:
    """Return the root element and the doubts about the encoding; raise a CopyError."""
    if len(raw) > MAX_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
    decoded = decode_wire(raw)
    text, count = _CONTROL_REFERENCE.subn("", decoded.text) if "&#" in decoded.text else (decoded.text, 0)
    warnings = list(decoded.warnings)
    if count:
        warnings.append(make_control_warning(count))
    if not _DOCTYPE.search(text, 0, 20_000) and (named := _NAMED_ENTITY.search(text)) and named[1] in html5:
        # Without a DOCTYPE nothing declares them, and agencies write them all the same.
        text = _replace_named(text)
        what = gettext_noop("The file uses names of HTML that it does not declare, such as “{name}”.")
        warnings.append(WireWarning(what, {"name": named[0]}))
    return parse_xml_text(text), tuple(warnings)


def parse_xml_text(text: str, *, recover: bool = False) -> XmlElement:
    """Return the root element of decoded XML; `recover` reads on after an error.

    Raise a CopyError, also if nothing can be recovered.
    """
    declaration = _DECLARATION.match(text)
    if declaration is not None:
        # The text is decoded, so its declared encoding no longer counts; the lines keep their numbers.
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    text = _skip_doctype(text)
    _refuse_attacks(text)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=recover,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        _raise_syntax_error(error)
    if root is None:
        raise MarkupIsBroken(where=1, column=1)
    if _TOO_DEEP(root):
        raise MarkupIsTooDeep(limit=MAX_DEPTH)
    return root


def _skip_doctype(text: str) -> str:
    """Return the text without a DOCTYPE of modules, with letters for HTML's entities."""
    doctype = _DOCTYPE.search(text, 0, 20_000)
    if doctype is None:
        return text
    if modules := _MODULES.match(text, doctype.start(), doctype.start() + 20_000):
        text = text[: modules.start()] + "\n" * modules[0].count("\n") + text[modules.end() :]
    return _replace_named(text)


def _replace_named(text: str) -> str:
    """Return the text with letters for the named entities of HTML; `&LT;` stays."""
    return _NAMED_ENTITY.sub(
        lambda entity: escape(html5[entity[1]], quote=False) if entity[1] in html5 else entity[0], text
    )


def _refuse_attacks(text: str) -> None:
    if "<!" in text and _declares_entities(text):
        raise MarkupDeclaresEntities
    if text.count("<") > MAX_ELEMENTS and sum(1 for _ in _OPENING_TAG.finditer(text)) > MAX_ELEMENTS:
        raise MarkupIsTooLarge(limit=MAX_ELEMENTS)
    if text.count('="') + text.count("='") > MAX_ATTRIBUTES:
        raise MarkupIsTooLarge(limit=MAX_ATTRIBUTES)


def _declares_entities(text: str) -> bool:
    if _ENTITY.search(text):
        return True
    places = [found.start() for found in islice(_DOCTYPE.finditer(text), _MAX_DOCTYPES + 1)]
    return len(places) > _MAX_DOCTYPES or any(_PARAMETER.match(text, place) for place in places)


def _raise_syntax_error(error: Any) -> None:
    if "depth" in str(error.msg):
        raise MarkupIsTooDeep(limit=MAX_DEPTH) from error
    line, column = error.position
    fault = _FAULTS.get(error.code, MarkupIsBroken)
    raise fault(where=max(1, line), column=max(1, column - 1)) from error
