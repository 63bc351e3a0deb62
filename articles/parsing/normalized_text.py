"""Text as a reader sees it, with the spans of the raw text.

Tags and invisible characters are removed, entities decoded, runs of blanks become one; line breaks stay.
"""

import html
import re
from dataclasses import dataclass

from newsroom.text.spans import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_MARKUP = (
    r"(?P<tag></?[A-Za-z][^<>]{0,500}>)|(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});)"
    rf"|(?P<unseen>[{_INVISIBLE}]+)"
)
_TO_REPLACE = re.compile(rf"{_MARKUP}|(?P<blank>\s+)")
_CHANGED = re.compile(rf"(?=[\s<&{_INVISIBLE}])(?:{_MARKUP}|[^\S \n]|\s\s)")
"""The same without single blanks and line ends, which stay; the first characters in front halve the time."""
_LINE_TAG = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|figcaption|blockquote)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """Clean text: the i-th character of `text` comes from `raw[starts[i]:ends[i]]`.

    Both tables are empty where the raw text is clean already.
    """

    text: str
    length: int
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span of `text[start:end]`, without invisible characters after it."""
        if not self.starts:
            return Span(start, end)
        if end > start:
            return Span(self.starts[start], self.ends[end - 1])
        at = self.starts[start] if start < len(self.starts) else self.length
        return Span(at, at)


def normalize(raw: str) -> NormalizedText:
    if not _CHANGED.search(raw):
        return NormalizedText(raw, len(raw))
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in _TO_REPLACE.finditer(raw):
        _append_unchanged(raw, Span(at, found.start()), text, starts, ends)
        put = _find_replacement(found)
        if put and not (put.isspace() and text and text[-1].isspace()):
            text.append(put)
            starts.append(found.start())
            ends.append(found.end())
        at = found.end()
    _append_unchanged(raw, Span(at, len(raw)), text, starts, ends)
    return NormalizedText("".join(text), len(raw), tuple(starts), tuple(ends))


def _append_unchanged(raw: str, part: Span, text: list[str], starts: list[int], ends: list[int]) -> None:
    if part:
        text.append(part.of(raw))
        starts.extend(range(part.start, part.end))
        ends.extend(range(part.start + 1, part.end + 1))


def _find_replacement(found: re.Match[str]) -> str:
    whole = found.group()
    match found.lastgroup:
        case "blank":
            return "\n" if "\n" in whole else " "
        case "tag":
            return "\n" if _LINE_TAG.match(whole) else ""
        case "entity":
            decoded = html.unescape(whole)
            return " " if decoded.isspace() else decoded if len(decoded) == 1 else whole[:1]
        case _:
            return ""
