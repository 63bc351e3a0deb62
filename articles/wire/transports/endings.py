"""Ends of files: whether XML, JSON and JPEG files are complete. Pure.

A file that breaks a rule of its format but has its end is complete: its reader names the fault. Only a file without
its end may still be on its way.
"""

import re
from enum import Enum, auto

from articles.wire.detect import detect_container
from articles.wire.formats import JSON_FORMATS, XML_FORMATS

MAX_CHECKED = 12_000_000
"""Bytes of a file whose end is searched; readers of text refuse longer ones anyway."""
MAX_AFTER_PICTURE = 65_536
"""Bytes that cameras and agencies write after the end of a picture at most."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n\x00\xef\xbb\xbf"
_ROOT = re.compile(
    rb"(?:[^<]++|<\?(?:[^?]++|\?(?!>))*+\?>|<!--(?:[^-]++|-(?!->))*+-->|<![^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    rb"<([A-Za-z_][\w.:-]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
)
_AFTER_ROOT = re.compile(rb"\s*+>(?:[^<]++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)', re.DOTALL)
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


class Ending(Enum):
    PRESENT = auto()
    """The file has its end, or its format has none."""
    MISSING = auto()
    DOUBTFUL = auto()
    """The end is missing, as it is in the files of some programs too."""


def find_ending(raw: bytes) -> Ending:
    """Return whether a file has its end; an empty file has none."""
    opening = raw[:400].lstrip(_BLANK)
    if not raw.strip(_BLANK):
        return Ending.MISSING
    if raw.startswith(_JPEG):
        return Ending.PRESENT if _JPEG_END in raw[-MAX_AFTER_PICTURE:] else Ending.DOUBTFUL
    is_utf_16 = raw.startswith(_UTF_16)
    if len(raw) > MAX_CHECKED or not (is_utf_16 or opening.startswith((b"<", b"{", b"["))):
        return Ending.PRESENT
    found = detect_container(raw)
    # The letters of mark-up are ASCII, so UTF-16 without its zeros is enough to find them.
    letters = raw[2:].replace(b"\x00", b"") if is_utf_16 else raw
    if found in XML_FORMATS:
        return Ending.PRESENT if _has_closed_root(letters) else Ending.MISSING
    if found in JSON_FORMATS:
        return Ending.PRESENT if _has_closed_brackets(letters) else Ending.MISSING
    return Ending.PRESENT


def _has_closed_root(raw: bytes) -> bool:
    root = _ROOT.match(raw)
    if root is None:
        # Either the root has not come yet, or a DTD of its own precedes it.
        return b"</" in raw and raw.rstrip(_BLANK).endswith(b">")
    if root[0].endswith(b"/>"):
        return True
    end = raw.rfind(b"</" + root[1])
    return end >= root.end() and _AFTER_ROOT.fullmatch(raw, end + 2 + len(root[1])) is not None


def _has_closed_brackets(raw: bytes) -> bool:
    is_string_open = False

    def remove_string(found: re.Match[bytes]) -> bytes:
        nonlocal is_string_open
        is_string_open = not found[1]
        return b""

    rest = _STRING.sub(remove_string, raw)
    depth = sum(rest.count(one) for one in (b"{", b"[")) - sum(rest.count(one) for one in (b"}", b"]"))
    return depth <= 0 and not is_string_open
