"""Detection of a file's format by its content, never by its name. Pure."""

import re

from articles.parsing.errors import CopyError, CopyIsMarkup, CopyIsMisencoded, CopyIsUnknownMarkup
from articles.wire.binary_formats import detect_binary, is_binary, refuse_binary
from articles.wire.charset import BOMS, is_mostly_utf8
from articles.wire.field_map.agency_map import load_agency_maps
from articles.wire.formats import JSON_FORMATS, XML_FORMATS, Format
from articles.wire.json_formats.json_dialects import detect_json_dialect
from articles.wire.safe_json import parse_json_text
from articles.wire.safe_xml import MAX_BYTES, parse_xml
from newsroom.text.wordlists import read_words

_MAX_SCANNED = 4_000
_ROOTS = {
    "newsMessage": Format.NEWSML_G2, "newsItem": Format.NEWSML_G2, "packageItem": Format.NEWSML_G2,
    "conceptItem": Format.NEWSML_G2, "knowledgeItem": Format.NEWSML_G2, "planningItem": Format.NEWSML_G2,
    "catalogItem": Format.NEWSML_G2, "NewsML": Format.NEWSML_1, "nitf": Format.NITF, "rss": Format.RSS,
    "RDF": Format.RSS, "feed": Format.ATOM, "entry": Format.ATOM, "html": Format.HTML,
    "NewsItem": Format.NEWSML_1,
}  # fmt: skip
_AGENCY_ROOTS = {
    root: (one.name, re.compile(mark)) for one in load_agency_maps() for root, mark in one.roots.items()
}
"""Root element that others use, too → format, and an element in it that only this format has."""
_MAGIC = ((b"{\\rtf", Format.RTF), (b"%PDF-", Format.PDF), (b"BEGIN:VC", Format.CALENDAR))
_DECLARATION = re.compile(r"^[ \t>|]*<\?xml[\s?]", re.MULTILINE)
_BEFORE_ROOT = re.compile(
    r"(?:\s+|<\?.{0,2000}?\?>|<!--.{0,4000}?-->|<!DOCTYPE\b[^\[>]{0,1000}(?:\[.{0,4000}?\]\s*)?>)*", re.DOTALL
)
_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]{0,40}):)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])([^<>]{0,4000})>?")
_CLOSING = re.compile(r"</(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})\s*>")
_WORDPRESS = re.compile(r"xmlns:[\w.-]{1,40}\s*=\s*[\"']https?://wordpress\.org/export/[\d.]+/[\"']")
_HTML_DOCTYPE = re.compile(r"(?:\s|<!--.{0,1000}?-->)*<!doctype\s+html", re.IGNORECASE | re.DOTALL)
_HTML_TAGS = read_words("articles/wire/data/html_elements.txt")
_OPENS_JSON = re.compile(r"\s*(?:\{\s*(?:\}|\"(?:[^\"\\\n]|\\.){0,1000}\"\s*:)|\[\s*(?:\]|[{\[]\s*[\"{\[]))")
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:\s|$)")
_MAIL_EVIDENCE = frozenset({
    "mime-version", "message-id", "received", "content-type", "content-transfer-encoding", "return-path",
    "delivered-to", "dkim-signature",
})  # fmt: skip
_BOUNDARY = re.compile(r"--[^\s]{1,200}\s*\n")
_SOH, _STX, _SYN = b"\x01", b"\x02", b"\x16"
_PADDING = b"\x00\x7f\x16\r\n "
_NUMBER = re.compile(rb"[A-Za-z]{1,10}\d{3,4}\b")
"""Service and number, as no binary file has after bytes of padding."""
_ANPA_HEADER = re.compile(
    rb"[A-Za-z]\d{3,4}[A-Z]{0,10}\x1f|[^\n]{0,60}\n[A-Za-z] [A-Za-z][\x13\x14][\x11\x12]"
)
"""`a0123` and the unit separator; Kyodo sends no SYN before it."""


def refuse_markup(raw: bytes, *, said_to_be_html: bool = False) -> None:
    """Raise a CopyError for everything but text and declared HTML.

    For hostile or broken markup the error names the problem and its place. Control characters are left to the parser
    of copy, which names them.
    """
    found = detect_format(raw)
    if detect_binary(raw) is not None:
        refuse_binary(raw)
    if found in {Format.TEXT, Format.BINARY} or (found is Format.HTML and said_to_be_html):
        return
    if found in XML_FORMATS:
        _refuse_xml(raw, found)
    if found in JSON_FORMATS:
        parse_json_text(_decode_leniently(raw))
    raise CopyIsMarkup(format=found)


def detect_format(raw: bytes) -> str:
    """Return the format, also of a broken file."""
    found = detect_container(raw)
    return _detect_json(_decode_leniently(raw)) if found is Format.JSON else found


def detect_container(raw: bytes) -> str:
    """Return the format as `detect_format` does, but JSON for all its dialects.

    JSON has to be parsed for the rest, which a reader does anyway.
    """
    found = detect_binary(raw) or _detect_wire_frame(raw)
    if found is not None:
        return found
    if is_binary(raw):
        return Format.BINARY
    text = _decode_leniently(raw[:MAX_BYTES])
    opening = text[:_MAX_SCANNED].lstrip("\ufeff \t\r\n\x00")
    for magic, kind in _MAGIC:
        if opening.startswith(magic.decode("ascii")):
            return kind
    return _detect_in_text(text, opening)


def _detect_in_text(text: str, opening: str) -> str:
    if _OPENS_JSON.match(opening):
        return Format.JSON
    if _is_mail(opening):
        return Format.MAIL
    if _HTML_DOCTYPE.match(opening):
        return Format.HTML
    if opening.startswith("<"):
        return _detect_markup(text.lstrip("\ufeff \t\r\n\x00"))
    return Format.XML if _DECLARATION.search(opening) else Format.TEXT


def decode_text(raw: bytes) -> str:
    """Decode UTF-8, UTF-16 with a byte order mark, else Windows-1252 of old mail.

    Raise CopyIsMisencoded for UTF-8 with some invalid bytes: as Windows-1252 every umlaut would break.
    """
    for mark, encoding in BOMS[1:]:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise CopyIsMisencoded(where=error.start) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if is_mostly_utf8(raw):
            raise CopyIsMisencoded(where=error.start) from error
    return raw.decode("cp1252", errors="replace")


def _decode_leniently(raw: bytes) -> str:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    return raw.decode("utf-8", errors="replace")


def _detect_wire_frame(raw: bytes) -> Format | None:
    """Return the wire format framed by `SOH … STX … ETX`; ANPA's begins with SYN."""
    opening = raw[:_MAX_SCANNED]
    if _SOH not in opening[:200] or _STX not in opening:
        return None
    begin = opening.index(_SOH)
    is_padded = not opening[:begin].strip(_PADDING) and _NUMBER.match(opening, begin + 1) is not None
    if (b"\x00" in opening[:begin] and not is_padded) or _STX not in opening[begin:]:
        return None
    is_anpa = _SYN in opening[:begin] or _ANPA_HEADER.match(opening, begin + 1) is not None
    return Format.ANPA if is_anpa else Format.IPTC_7901


def _detect_markup(text: str) -> str:
    """Return the format by the root element; without a known or closed tag it is text.

    `<max@example.org>` is no tag.
    """
    declared = text.startswith("<?xml")
    root = _ROOT.match(text, _BEFORE_ROOT.match(text).end())  # type: ignore[union-attr]  # it matches the empty string
    if root is None:
        return Format.XML if declared or text[:9].upper() == "<!DOCTYPE" else Format.TEXT
    name, attributes = root[2], root[3]
    if name == "rss" and _WORDPRESS.search(attributes):
        return Format.WXR
    known = (
        _ROOTS.get(name)
        or _detect_by_content(name, text)
        or (Format.HTML if name.lower() == "html" else None)
    )
    if known is not None and (known is not Format.ATOM or declared or "xmlns" in attributes):
        return known
    if name.lower() in _HTML_TAGS and not declared:
        return Format.TEXT
    closed = any(tag.lower() not in _HTML_TAGS for tag in _CLOSING.findall(text[:_MAX_SCANNED]))
    followed = text[root.end() : root.end() + 200].lstrip().startswith("<")
    is_xml = declared or closed or followed or "xmlns" in attributes or text.rstrip().endswith("/>")
    return Format.XML if is_xml else Format.TEXT


def _detect_by_content(name: str, text: str) -> str | None:
    """Return the format of a common root element by an element in it."""
    found, evidence = _AGENCY_ROOTS.get(name, (None, None))
    return found if evidence is not None and evidence.search(text) else None


def _refuse_xml(raw: bytes, found: str) -> None:
    """Raise the error of hostile or broken XML, or of an unknown root element."""
    opening = _decode_leniently(raw)[:_MAX_SCANNED].lstrip("\ufeff \t\r\n\x00")
    if not opening.startswith("<"):
        raise CopyIsMarkup(format=found)
    root = parse_xml(raw.lstrip(b" \t\r\n\x00"))
    if found is Format.XML:
        raise CopyIsUnknownMarkup(format=found, root=str(root.tag).rpartition("}")[2][:60])


def _detect_json(text: str) -> str:
    try:
        content = parse_json_text(text)
    except CopyError:
        return Format.JSON
    return detect_json_dialect(content)


def _is_mail(opening: str) -> bool:
    """Return True for a header written by mail programs.

    The `From, To, Subject` that is copied out of a mail program is none.
    """
    lines = opening.replace("\r\n", "\n")
    if (boundary := _BOUNDARY.match(lines)) is not None:
        lines = lines[boundary.end() :]
    header, _, _ = lines.partition("\n\n")
    names: list[str] = []
    for line in header.removeprefix("From ").split("\n"):
        if line[:1] in {" ", "\t"}:
            continue
        match = _HEADER_LINE.match(line)
        if match is None:
            if names or boundary is not None:
                break
            continue
        names.append(match[1].lower())
    technical = _MAIL_EVIDENCE.intersection(names[:60])
    return bool(technical) and (len(names) >= 2 or boundary is not None)
