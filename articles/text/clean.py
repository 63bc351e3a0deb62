"""Cleanup of text from wires, web pages, Word and email. Pure.

Invisible characters are removed, lines stay. The time is linear in the length of the text, and cleaning cleaned text
changes nothing.
"""

import re
import unicodedata

# Wrongly decoded Windows-1252 arrives as C1 controls, such as quotes and dashes of older editing systems.
_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_UNDEFINED = dict.fromkeys([0x81, 0x8D, 0x8F, 0x90, 0x9D])
_LINE_ENDS = dict.fromkeys([0x0B, 0x0C, 0x2028, 0x2029], "\n")
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_CONTROLS = dict.fromkeys(code for code in [*range(0x20), 0x7F] if code not in (0x0A, *_LINE_ENDS, *_SPACES))
_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    ]
)
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

_FOR_ASCII: dict[int, str | None] = {**_CONTROLS, 0x09: " ", 0x0B: "\n", 0x0C: "\n"}
_FOR_ANY: dict[int, str | None] = {
    **_CONTROLS, **_WINDOWS_1252, **_UNDEFINED, **_LINE_ENDS, **_SPACES, **_INVISIBLE, **_LONE_SURROGATES,
}  # fmt: skip

_TO_CLEAN_IN_ASCII = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_TO_CLEAN_IN_ANY = re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(_FOR_ANY))}]")
_COMBINING_MARK = re.compile(r"[\u0300-\u036f]")
_RUN_OF_SPACES = re.compile(r" {2,}")
# Longer runs of marks are not text, and the time to compose them is quadratic in their length.
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}(?![\u0300-\u036f])")


def clean_text(raw: str) -> str:
    """Return the text with plain blanks, Unix line ends and no invisible characters.

    Tags stay, and so does a blank at the start of a line: in wire copy it marks a new paragraph.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = _remove_invisible(text)
    text = _RUN_OF_SPACES.sub(" ", text)
    return text.replace(" \n", "\n")


def _remove_invisible(text: str) -> str:
    if text.isascii():
        return text.translate(_FOR_ASCII) if _TO_CLEAN_IN_ASCII.search(text) else text
    if _TO_CLEAN_IN_ANY.search(text):
        text = text.translate(_FOR_ANY)
    return _DECOMPOSED.sub(_compose, text) if _COMBINING_MARK.search(text) else text


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def collapse_whitespace(text: str) -> str:
    """Return the text with each run of white space replaced by one blank."""
    return " ".join(text.split())
