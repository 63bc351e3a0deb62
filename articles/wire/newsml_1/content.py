"""Content of NewsML 1: NITF, XHTML, escaped HTML or plain text as blocks. Pure."""

import re
from dataclasses import dataclass

from articles.parsing.errors import CopyError
from articles.wire.body import local_name, paragraphs, read_element, read_html, read_plain
from articles.wire.charset import decode_base64
from articles.wire.desk_marks import make_desk_notes, split_desk_mark
from articles.wire.item import BodyBlock, EditorNote
from articles.wire.nitf.body import NitfBody, read_nitf_body
from articles.wire.safe_xml import XmlElement, parse_xml
from articles.wire.vocabularies import KINDS
from articles.wire.xml_dialects.xml_lookup import (
    find_first,
    iterate_children,
    iterate_named,
    line_text,
    read_attribute,
)
from newsroom.text.wordlists import read_table

_HTML_TAG = re.compile(r"<(?:p|br|div|ul|ol|table|h[1-6]|b|strong|a|span)\b[^<>]*>", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LONG_LINE = 100
"""Characters; hard-wrapped text has shorter lines."""
_SECTION = re.compile(r"<!--\s{0,5}([a-z](?:[a-z ]{0,28}[a-z])?)\s{0,5}-->", re.IGNORECASE)
_REMOVED_SECTIONS = frozenset({"title", "byline", "attachments"})


@dataclass(frozen=True, slots=True)
class NewsMlText:
    """Text of a content item, with what its NITF or its sections say beyond it."""

    blocks: tuple[BodyBlock, ...] = ()
    nitf: NitfBody | None = None
    nitf_root: XmlElement | None = None
    teaser: str = ""
    notes: tuple[EditorNote, ...] = ()


def find_data(content: XmlElement) -> XmlElement | None:
    """Return the filled `DataContent` of an item, also of an encoded one.

    OpenNemas leaves it out: the paragraphs stand in the item itself.
    """
    for data in iterate_named(content, "DataContent"):
        if len(data) or (data.text or "").strip():
            return data
    return content if find_first(content, "p") is not None else None


def media_kind(content: XmlElement) -> str:
    """Return the kind of medium by type, format or address; empty if unknown."""
    stated = read_attribute(content, "MediaType", "FormalName").casefold()
    mime = read_attribute(content, "MimeType", "FormalName").casefold().partition("/")[0]
    if kind := KINDS.get(stated) or KINDS.get(mime):
        return kind.value
    form = read_attribute(content, "Format", "FormalName").casefold()
    ending = (content.get("Href") or "").partition("?")[0].rpartition(".")[2].casefold()
    return _kind_of_format(form) or _kind_of_format(ending)


def has_markup(content: XmlElement) -> bool:
    data = find_data(content)
    return data is not None and (len(data) > 0 or bool(_HTML_TAG.search(data.text or "")))


def read_content(content: XmlElement) -> NewsMlText:
    """Return the text of a content item."""
    data = find_data(content)
    if data is None:
        return NewsMlText()
    if len(data):
        return _read_elements(data)
    source = _decode(data)
    if "<nitf" in source and (root := _parse_nitf(source)) is not None:
        return _read_nitf(root)
    if _SECTION.search(source):
        return _read_sections(source)
    blocks, mark = split_desk_mark(read_html(source) if _HTML_TAG.search(source) else _read_lines(source))
    return NewsMlText(blocks, notes=make_desk_notes(mark))


def _read_elements(data: XmlElement) -> NewsMlText:
    names = dict(iterate_children(data))
    if local_name(data) == "ContentItem":
        paragraphs_in_item = (one for name, one in iterate_children(data) if name == "p")
        return NewsMlText(tuple(block for one in paragraphs_in_item for block in read_element(one)))
    if "html" in names:
        body = find_first(names["html"], "body")
        blocks, mark = split_desk_mark(read_element(names["html"] if body is None else body))
        return NewsMlText(blocks, notes=make_desk_notes(mark))
    return _read_nitf(names.get("nitf", data))


def _read_nitf(root: XmlElement) -> NewsMlText:
    nitf = read_nitf_body(root)
    return NewsMlText(nitf.blocks, nitf, root, nitf.teaser, nitf.notes)


def _parse_nitf(source: str) -> XmlElement | None:
    """Return the root of NITF that is sent as escaped text; None if it is broken."""
    try:
        return parse_xml(source.strip().encode())
    except CopyError:
        return None


def _read_sections(source: str) -> NewsMlText:
    """Return the HTML of Solita, whose comments name its sections.

    Contacts are for desks; headline, date line and attachments stand elsewhere in the file.
    """
    _, *parts = _SECTION.split(source)
    blocks: list[BodyBlock] = []
    teaser: list[str] = []
    notes: list[EditorNote] = []
    for name, section in zip(parts[::2], parts[1::2], strict=True):
        found = read_html(section)
        lowered = name.casefold()
        if lowered == "contacts":
            notes += [EditorNote(" ".join(block.text for block in found), role="contacts")] if found else []
        elif lowered not in _REMOVED_SECTIONS:
            blocks += found
        if lowered in {"leadtext", "lead"}:
            teaser += [block.text for block in found]
    return NewsMlText(tuple(blocks), teaser=" ".join(teaser), notes=tuple(notes))


def _read_lines(source: str) -> tuple[BodyBlock, ...]:
    """Return the paragraphs of plain text.

    Blank lines separate them; without any, each line that is not hard-wrapped is one.
    """
    lines = [" ".join(line.split()) for line in source.splitlines()]
    if not _BLANK_LINE.search(source.strip()) and any(len(line) > _LONG_LINE for line in lines):
        return paragraphs(lines)
    return read_plain(source)


def _decode(data: XmlElement) -> str:
    """Return the text, decoded if its element says that it is Base64."""
    text = str(data.text or "")
    parent = data.getparent()
    is_encoded = local_name(parent) == "Encoding" and "base64" in (parent.get("Notation") or "").casefold()
    return decode_base64(text) if is_encoded else text


def read_label(content: XmlElement) -> str:
    """Return the text of a title, caption or note on one line."""
    data = find_data(content)
    if data is None:
        return ""
    if len(data):
        return " ".join(block.text for block in read_element(data))
    if _HTML_TAG.search(data.text or ""):
        return " ".join(block.text for block in read_html(data.text))
    return line_text(data)


def _kind_of_format(form: str) -> str:
    for kind, words in _FORMATS.items():
        if any(word in form for word in words.split()):
            return kind
    return ""


_FORMATS = dict(read_table("articles/wire/data/media_formats.txt"))
