"""From raw text or HTML to cleaned lines: one line is one paragraph, headline, caption or mark. Pure.

Hard-wrapped copy (wire messages, mail) is unwrapped in place: a line end inside a paragraph becomes a blank,
so every position stays where it was.
"""

import re
from itertools import pairwise

from articles.parsing.story.types import Line
from articles.text.clean import clean_text
from articles.text.html_blocks import HtmlBlock, decode_entities, html_blocks, looks_like_html

_WIDEST_WRAP = 100
_NARROWEST_WRAP = 38
_FEWEST_BREAKS = 3
_SLACK = 6
_OPENS_ITEM = re.compile(r"[ ]?(?:[-*+•–—#>]|\(?\d{1,2}[.)](?!\d)|[a-z]\)) ?|[ ]")
_WORD = re.compile(r"\S+")


def read_lines(raw: str) -> tuple[str, list[Line]]:
    """The cleaned text and its lines; of HTML each line knows the element it stood in."""
    if looks_like_html(raw):
        return _from_html(html_blocks(raw))
    text = _unwrap(clean_text(decode_entities(raw)).strip("\n "))
    return text, _lines_of(text, 0)


def _from_html(blocks: tuple[HtmlBlock, ...]) -> tuple[str, list[Line]]:
    lines: list[Line] = []
    texts: list[str] = []
    at = 0
    for block in blocks:
        words = _unwrap(block.text)
        found = _lines_of(words, at)
        for line in found:
            line.tag, line.names = block.tag, block.names
        found[0].blank_before = True
        lines.extend(found)
        texts.append(words)
        at += len(words) + 2
    return "\n\n".join(texts), lines


def _lines_of(text: str, offset: int) -> list[Line]:
    lines: list[Line] = []
    at = 0
    blank = True
    for row in text.split("\n"):
        words = row.strip()
        if words:
            start = offset + at + row.index(words[0])
            lines.append(Line(start, start + len(words), words, blank))
        blank = not words
        at += len(row) + 1
    return lines


def _unwrap(text: str) -> str:
    rows = text.split("\n")
    width = _wrap_width(rows)
    if not width:
        return text
    joined = [rows[0]]
    for before, row in pairwise(rows):
        joined.append(" " if _runs_on(before, row, width) else "\n")
        joined.append(row)
    return "".join(joined)


def _wrap_width(rows: list[str]) -> int:
    """The column where the text was wrapped, 0 when it was not; short lines, as of an address, do not tell."""
    breaks = [
        (before, row) for before, row in pairwise(rows)
        if len(before) >= _NARROWEST_WRAP and row and not _OPENS_ITEM.match(row)
    ]  # fmt: skip
    if len(breaks) < _FEWEST_BREAKS:
        return 0
    width = max(len(before) for before, _ in breaks)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    full = sum(_runs_on(before, row, width) for before, row in breaks)
    return width if full >= 0.6 * len(breaks) else 0


def _runs_on(before: str, row: str, width: int) -> bool:
    """The next word had no room left on the line before, so the line end is none of the author's."""
    if not before or not row or _OPENS_ITEM.match(row):
        return False
    word = _WORD.match(row)
    return word is not None and len(before) + 1 + len(word.group()) > width - _SLACK
