"""Decoding of agency files: bytes count more than the declared encoding. Pure."""

import codecs
import re
from base64 import b64decode
from dataclasses import dataclass

from articles.parsing.errors import CopyIsMisencoded, gettext_noop
from articles.wire.item import WireWarning

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BYTES_OF_UTF_16 = frozenset({b"<\x00", b"{\x00", b"[\x00"})
"""First letter of XML and JSON in UTF-16, lower byte first."""
_UTF8_NAMES = frozenset({"utf-8", "ascii"})
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MOJIBAKE = re.compile(
    "[\u00c3\u00c2][\u0080-\u00bf\u20ac\u0152\u0153\u0161\u0178\u017e\u2039\u203a\u2122\u0192]|\u00e2\u20ac"
)
"""`Ã¼`, `Â§` and `â€ž`: UTF-8 that was read as Windows-1252."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    text: str
    warnings: tuple[WireWarning, ...] = ()


def decode_wire(raw: bytes, declared: str = "") -> DecodedText:
    """Return the text without control characters, with a warning for each doubt.

    UTF-8 is tried first, then the declared encoding, then Windows-1252. UTF-8 that was once read as Windows-1252 is
    repaired where all of the text proves it. Raise CopyIsMisencoded for UTF-8 with a few invalid bytes.
    """
    text, warnings = _decode(raw, declared or declared_encoding(raw))
    repaired = repair_mojibake(text)
    if repaired != text:
        warnings.append(WireWarning(gettext_noop("Wrongly encoded letters were repaired, such as “{example}”."),
                                    {"example": _example(text)}))  # fmt: skip
    elif example := _example(text):
        warnings.append(
            WireWarning(gettext_noop("Letters may be wrongly encoded: “{example}”."), {"example": example})
        )
    cleaned, count = _CONTROLS.subn("", repaired)
    if count:
        warnings.append(make_control_warning(count))
    return DecodedText(cleaned, tuple(warnings))


def decode_base64(text: str) -> str:
    """Return the text that an element holds as Base64; empty if it is none."""
    try:
        return b64decode("".join(text.split()), validate=True).decode("utf-8", errors="replace")
    except ValueError:
        return ""


def make_control_warning(count: int) -> WireWarning:
    return WireWarning(gettext_noop("{count} control characters were removed."), {"count": count})


def mark_utf_16(raw: bytes) -> bytes:
    """Return UTF-16 that lacks its byte order mark with it, all other files unchanged."""
    if raw[:2] in _BYTES_OF_UTF_16 and raw[2:4] != b"\x00\x00":
        return BOMS[1][0] + raw
    if raw[:1] == b"\x00" and raw[1:2] + b"\x00" in _BYTES_OF_UTF_16 and raw[2:3] == b"\x00":
        return BOMS[2][0] + raw
    return raw


def declared_encoding(raw: bytes) -> str:
    """Return the encoding of the XML declaration; empty without one."""
    match = _XML_ENCODING.search(raw[:400])
    return match[1].decode("ascii") if match else ""


def repair_mojibake(text: str) -> str:
    """Return the text with `Ã¼` repaired if the whole text proves it, else unchanged."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def is_mostly_utf8(raw: bytes) -> bool:
    """Return True if multi-byte characters outnumber the invalid bytes.

    No text in Windows-1252 looks like that.
    """
    lenient = raw.decode("utf-8", errors="replace")
    wrong = lenient.count("\ufffd")
    return sum(char > "\x7f" for char in lenient) - wrong > 2 * wrong


def _decode(raw: bytes, declared: str) -> tuple[str, list[WireWarning]]:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace"), []
    name = _codec_name(declared)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(raw, declared, name, error.start)
    if declared and name not in _UTF8_NAMES and not (text.isascii() and _is_superset_of_ascii(name)):
        return text, [_mismatch(declared, "UTF-8")]
    return text, []


def _decode_legacy(raw: bytes, declared: str, name: str, where: int) -> tuple[str, list[WireWarning]]:
    if name and name not in _UTF8_NAMES:
        try:
            return raw.decode("cp1252" if name == "iso8859-1" else name), []
        except (UnicodeError, LookupError):
            pass
    if is_mostly_utf8(raw):
        raise CopyIsMisencoded(where=where)
    return raw.decode("cp1252", errors="replace"), [_mismatch(declared or "UTF-8", "Windows-1252")]


def _codec_name(declared: str) -> str:
    try:
        return codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""


def _is_superset_of_ascii(name: str) -> bool:
    """Return True for an encoding in which ASCII means itself; UTF-7 is none."""
    try:
        return bool(name) and "+ADw-<a>".encode("ascii").decode(name) == "+ADw-<a>"
    except (UnicodeError, LookupError, TypeError):
        return False


def _mismatch(declared: str, found: str) -> WireWarning:
    return WireWarning(
        gettext_noop("The file declares {declared} but is {found}."), {"declared": declared, "found": found}
    )


def _example(text: str) -> str:
    match = _MOJIBAKE.search(text)
    return text[max(0, match.start() - 8) : match.end() + 8].strip() if match else ""
