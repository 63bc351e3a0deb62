"""The readers of agency formats, chosen by the content of a file. Pure.

A file is parsed once: readers of XML get its root element, readers of JSON its content, all others its bytes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import partial
from typing import Any

from articles.parsing.errors import CopyIsEmpty, CopyIsMarkup, CopyIsUnknownMarkup, CopyTooLarge
from articles.wire.active_markup import remove_active_markup
from articles.wire.binary_formats import BINARY_FORMATS, refuse_binary
from articles.wire.body import local_name
from articles.wire.charset import mark_utf_16
from articles.wire.desk_marks import move_contacts
from articles.wire.desk_notes import move_desk_notes
from articles.wire.detect import detect_container, detect_format
from articles.wire.feeds.atom import read_atom
from articles.wire.feeds.syndication import read_rss
from articles.wire.feeds.wxr import read_wxr
from articles.wire.field_map.agency_map import load_agency_maps
from articles.wire.field_map.agency_reader import read_by_agency_map
from articles.wire.field_map.definition import FieldMap
from articles.wire.field_map.reader import read_mapped
from articles.wire.formats import JSON_FORMATS, XML_FORMATS, Format
from articles.wire.item import NewsItem, WireReading, WireWarning
from articles.wire.json_formats.json_dialects import detect_json_dialect
from articles.wire.mail.mime_mail import read_mail
from articles.wire.missing_text import hold_without_text, move_last_headings
from articles.wire.newsml_1.reader import read_newsml_1
from articles.wire.newsml_g2.reader import read_newsml_g2
from articles.wire.nitf.reader import read_nitf
from articles.wire.notices import apply_notices
from articles.wire.photo import read_photo
from articles.wire.safe_json import parse_json
from articles.wire.safe_xml import MAX_BYTES, XmlElement, read_xml
from articles.wire.takes import apply_take
from articles.wire.text_messages.anpa import read_anpa
from articles.wire.text_messages.iptc_7901 import read_iptc_7901
from articles.wire.text_messages.labelled_text import read_labelled_text
from articles.wire.text_messages.stripped_frames import detect_stripped_frame

type XmlReader = Callable[[XmlElement, tzinfo], WireReading]
type JsonReader = Callable[[Any, tzinfo], WireReading]
type ByteReader = Callable[[bytes, tzinfo], WireReading]

LARGE_FORMATS = BINARY_FORMATS | {Format.MAIL}
"""Formats with pictures, which have limits of their own."""
LINE_FORMATS, MAX_LINE_BYTES = frozenset({Format.IPTC_7901, Format.ANPA, Format.LABELLED_TEXT}), 2_000_000
"""Formats of which each line may be a paragraph; their messages have 20 KB."""
UNKNOWN_FORMATS = frozenset({Format.XML, Format.JSON})
_MAPPED = [(one, partial(read_by_agency_map, one)) for one in load_agency_maps()]
XML_READERS: dict[str, XmlReader] = {
    Format.NEWSML_G2: read_newsml_g2,
    Format.NEWSML_1: read_newsml_1,
    Format.NITF: read_nitf,
    **{one.name: reader for one, reader in _MAPPED if one.roots},
}
JSON_READERS: dict[str, JsonReader] = {one.name: reader for one, reader in _MAPPED if not one.roots}
BYTE_READERS: dict[str, ByteReader] = {
    Format.IPTC_7901: read_iptc_7901,
    Format.ANPA: read_anpa,
    Format.LABELLED_TEXT: read_labelled_text,
    Format.MAIL: read_mail,
    Format.RSS: read_rss,
    Format.ATOM: read_atom,
    Format.WXR: read_wxr,
    Format.PHOTO: read_photo,
}


def read_wire(raw: bytes, *, zone: tzinfo = UTC, field_map: FieldMap | None = None) -> WireReading:
    """Return the news items of a file; `zone` completes times without offset.

    The field map of a source reads its files in unknown XML and JSON, and all XML and JSON if it overrides the
    readers. Raise a CopyError that names the problem and its place.
    """
    if not raw.strip(b" \t\r\n\x00"):
        raise CopyIsEmpty
    raw = mark_utf_16(raw)
    found = detect_wire_container(raw)
    limit = MAX_LINE_BYTES if found in LINE_FORMATS else MAX_BYTES
    if len(raw) > limit and found not in LARGE_FORMATS:
        raise CopyTooLarge(length=len(raw), limit=limit)
    reading = _read_format(raw, found, zone, field_map)
    has_status = found in XML_FORMATS or found in JSON_FORMATS
    return replace(reading, items=tuple(_complete(item, has_status) for item in reading.items))


def detect_wire_format(raw: bytes) -> str:
    """Return the format of a file, also of one that lost its control bytes."""
    found = detect_wire_container(raw)
    return detect_format(raw) if found is Format.JSON else found


def detect_wire_container(raw: bytes) -> str:
    """Return the format as `detect_wire_format` does, but JSON for all its dialects."""
    found = detect_container(raw)
    return detect_stripped_frame(raw) or found if found is Format.TEXT else found


def _read_format(raw: bytes, found: str, zone: tzinfo, field_map: FieldMap | None) -> WireReading:
    if found in BYTE_READERS and not (field_map is not None and field_map.override):
        return BYTE_READERS[found](raw, zone)
    if found in BINARY_FORMATS:
        refuse_binary(raw)
    if found in XML_FORMATS:
        return _read_xml_file(raw, found, zone, field_map)
    if found in JSON_FORMATS:
        return _read_json_file(raw, zone, field_map)
    raise CopyIsMarkup(format=found)


def _complete(item: NewsItem, has_status: bool) -> NewsItem:  # noqa: FBT001  # the only option
    """Return the item with what its words announce, without what readers must not see."""
    noticed = apply_take(apply_notices(move_desk_notes(item), has_status=has_status))
    return hold_without_text(move_last_headings(remove_active_markup(move_contacts(noticed))))


def _read_xml_file(raw: bytes, found: str, zone: tzinfo, field_map: FieldMap | None) -> WireReading:
    root, warnings = read_xml(raw.lstrip(b" \t\r\n\x00"))
    if field_map is not None and (found in UNKNOWN_FORMATS or field_map.override):
        return _add_warnings(read_mapped(root, field_map, zone), warnings)
    if found not in XML_READERS:
        raise CopyIsUnknownMarkup(format=found, root=local_name(root)[:60])
    return _add_warnings(XML_READERS[found](root, zone), warnings)


def _read_json_file(raw: bytes, zone: tzinfo, field_map: FieldMap | None) -> WireReading:
    content, warnings = parse_json(raw)
    found = detect_json_dialect(content)
    if field_map is not None and (found in UNKNOWN_FORMATS or field_map.override):
        return _add_warnings(read_mapped(content, field_map, zone), warnings)
    if found not in JSON_READERS:
        raise CopyIsUnknownMarkup(format=found, root=_describe_json(content))
    return _add_warnings(JSON_READERS[found](content, zone), warnings)


def _add_warnings(reading: WireReading, warnings: tuple[WireWarning, ...]) -> WireReading:
    return replace(reading, warnings=warnings + reading.warnings) if warnings else reading


def _describe_json(content: Any) -> str:
    """Return the first keys of an unknown JSON file in place of a root element."""
    first = content[0] if isinstance(content, list) and content else content
    return ", ".join(list(first)[:5])[:60] if isinstance(first, dict) else type(content).__name__
