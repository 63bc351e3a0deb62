"""Ranges at the end of a text that may be the closing tag."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.tags.source_lines import MAX_SOURCE_LENGTH

MAX_LENGTH = 160
_SENTENCE_END = re.compile(
    r"[.!?…][\"“”»«›‹'’)\]]*\s+(?=\S)|(?<=[.!?…“”\"])(?=[(\[])"
    r"|(?<=[.!?“”\"])(?=/[a-z]{2,4}(?:/[a-z]{2,4})+\s*$)"
)
_SOURCE_HINT = re.compile(
    r":|contributed|\bnewsroom|\bbureau|büro|ots-original|\badditional reporting"
    r"|\b(?:by|from|mit|von|vom|der|des|aus|avec|d[’']|de|par|con|por|di|da|com|met|aan)\b",
    re.IGNORECASE,
)
"""A sign or word that every sourcing line has."""
_NOTICE = re.compile(r"((?:©|\([cC]\)|[Cc]opyright\b)[^\n]{2,80}?)\.\s[A-Z]")
"""A copyright notice before further sentences: `© 2024 AP. All rights reserved. This …`"""
_SIGN_BEFORE_BRACKET = re.compile(r"[/|]\s?(?=[(\[])")
END_MARK = re.compile(
    r"\((?:schluss|ende|forts\.?(?: mgl\.?)?|fortsetzung|schluß)(?: folgt)?\)\s+", re.IGNORECASE
)
"""`(Schluss) abc/de`: a mark of APA before the initials."""
_END_SIGNS = ("+++", "++", "●", "•", "◆", "■")
FULL_STOPS = (".", "!", "?", "…", "“", "”", '"', "«", "»", "'", "’")


@dataclass(frozen=True, slots=True)
class TagRegion:
    """A range up to the end of the text that may be the tag."""

    start: int
    end: int
    enclosed: bool
    own_line: bool


def find_regions(text: str) -> Iterator[TagRegion]:
    """Yield the last line, then the text after each of its sentences, longest first."""
    start, end = _find_last_line(text)
    if start >= end or "://" in text[start:end]:
        return
    yield _make_region(text, start, end, own_line=True)
    notice = _NOTICE.match(text, start, end)
    if notice is not None:
        yield _make_region(text, start, notice.end(1), own_line=True)
    for match in _SENTENCE_END.finditer(text, max(start, end - MAX_LENGTH), end):
        closed = END_MARK.match(text, match.end(), end)
        yield _make_region(text, closed.end() if closed else match.end(), end, own_line=closed is not None)
    bracket = find_last_bracket(text, start, end)
    if bracket > start:
        yield TagRegion(bracket, end, enclosed=True, own_line=False)


def _find_last_line(text: str) -> tuple[int, int]:
    """Return the range of the last line, without the stop after `… Ende. (ANSA)`."""
    end = _find_end(text)
    start = text.rfind("\n", 0, end) + 1
    start = end - len(text[start:end].lstrip())
    closed = END_MARK.match(text, start, end)
    start = closed.end() if closed else start
    bracket = text.rfind("(", start, end) if text.endswith(").", start, end) else -1
    if bracket >= 0 and (bracket == start or text[:bracket].rstrip().endswith(FULL_STOPS)):
        end -= 1
    return start, end


def _find_end(text: str) -> int:
    """Return the end of the text without a sign after a bracket: `… Ende. (abc) +++`."""
    end = len(text.rstrip())
    for sign in _END_SIGNS:
        if text.endswith(sign, 0, end):
            before = len(text[: end - len(sign)].rstrip())
            return before if text.endswith(")", 0, before) else end
    return end


def find_source_regions(text: str) -> Iterator[TagRegion]:
    """Yield the ranges that may be a sourcing line: the last line, bracket, sentences."""
    start, end = _find_last_line(text)
    if start >= end or _SOURCE_HINT.search(text, max(start, end - MAX_SOURCE_LENGTH), end) is None:
        return
    if end - start <= MAX_SOURCE_LENGTH:
        yield _make_region(text, start, end, own_line=True)
    bracket = find_last_bracket(text, start, end)
    if bracket > start:
        yield TagRegion(bracket, end, enclosed=True, own_line=False)
    for match in _SENTENCE_END.finditer(text, max(start, end - MAX_SOURCE_LENGTH), end):
        yield _make_region(text, match.end(), end, own_line=False)


def _make_region(text: str, start: int, end: int, *, own_line: bool) -> TagRegion:
    opening = _SIGN_BEFORE_BRACKET.match(text, start, end)
    start = opening.end() if opening else start
    enclosed = text[start] in "([" and text[end - 1] in ")]"
    return TagRegion(start, end, enclosed, own_line)


def find_last_bracket(text: str, start: int, end: int) -> int:
    """Return the index of the opening bracket of the final group, -1 for none."""
    return text.rfind("(", start, end) if text[end - 1] == ")" else -1
