"""Detection of text messages without control bytes. Pure.

Only the form of the header is certain; copy that a person pastes may have it too, so this is for files alone.
"""

import re

from articles.wire.formats import Format
from articles.wire.printed_dateline import find_printed_dateline
from articles.wire.text_messages.labelled_text import is_labelled_text

HEADER_7901 = re.compile(
    r"(?P<service>[^\W\d_][^\d\n]{0,24}?)(?P<sequence>\d{3,5})[ \t]+(?P<urgency>\d)[ \t]+(?P<category>[A-Za-z]{1,6})"
    r"[ \t]+(?P<words>\d{1,6})(?:[ \t]+(?P<rest>\S.*))?"
)
"""`bdt0123 4 pl 120  dpa 0456`"""
KEYWORD_LINE = re.compile(
    r"(?P<priority>[A-Za-z])\s+(?P<category>[A-Za-z])\s*(?P<keyword>\S.*?)"
    r"\s+(?P<date>\d{1,2}-\d{1,2})(?:\s+(?P<words>\d{1,5}))?\s*"
)
"""`r d BC-US--Crane 03-02 0090`"""
_CERTAIN_HEADER = re.compile(
    r"[A-Za-z]{2,5}\d{3,4} [1-9] [A-Za-z]{1,3} \d{1,5}(?: {1,4}[A-Za-z][\w-]{1,14}){0,3}"
    r" {1,4}\d{1,4}(?: {1,4}[A-Za-z]{2,5}\d{3,4})?"
)
_PLAIN_HEADER = re.compile(r"[A-Za-z]{2,5}\d{3,4} [1-9] [A-Za-z]{1,3} \d{1,5}(?: {1,4}\S{1,40}){0,3}")
_TRAILER = re.compile(r"\d{6} (?:[A-Z]{3,4} )?[^\W\d_]{3,9}\.? \d\d(?:\d\d)?")
"""`131137 GMT Nov 13`"""
_MAX_HEAD_LINES, _MAX_SCANNED = 40, 8_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_HEADER_LINE = re.compile(r"\^.{2,200}[<=]\s*")
MIN_CARETS = 3
"""Lines `^text<` before a dateline that make a message without its first line."""


def detect_stripped_frame(raw: bytes) -> Format | None:
    """Return the wire format of a text whose header is certain, else None."""
    text = _CONTROLS.sub("", raw[:_MAX_SCANNED].decode("utf-8", errors="replace"))
    lines = [line.strip() for line in text.splitlines()[:_MAX_HEAD_LINES]]
    filled = [line for line in lines if line]
    if len(filled) < 3:
        return None
    if is_labelled_text(filled):
        return Format.LABELLED_TEXT
    has_head_end = any(line.endswith("=") for line in filled[1:])
    is_certain, is_plain = (form.fullmatch(filled[0]) for form in (_CERTAIN_HEADER, _PLAIN_HEADER))
    if (is_certain and has_head_end) or ((is_certain or (is_plain and has_head_end)) and _has_trailer(raw)):
        return Format.IPTC_7901
    carets = sum(bool(_HEADER_LINE.fullmatch(line.partition("< ")[2] or line)) for line in filled[:12])
    keywords = [match["keyword"] for line in filled[:3] if (match := KEYWORD_LINE.fullmatch(line))]
    has_header = carets and any(keyword[2:3] == "-" for keyword in keywords)
    begins = carets >= MIN_CARETS and _HEADER_LINE.fullmatch(filled[0]) is not None
    is_bare = begins and any(find_printed_dateline(line) for line in filled)
    return Format.ANPA if has_header or is_bare else None


def _has_trailer(raw: bytes) -> bool:
    """Return whether one of the last lines is a time, as after each message."""
    lines = raw[-400:].decode("utf-8", errors="replace").splitlines()
    return any(_TRAILER.fullmatch(_CONTROLS.sub("", line).strip()) for line in lines[-6:])
