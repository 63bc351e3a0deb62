"""Text of an ANPA 1312 message: its header lines and paragraphs. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.wire.body import make_block, make_table, paragraphs
from articles.wire.item import BodyBlock
from articles.wire.printed_dateline import find_printed_dateline

_SELECTOR = re.compile(r"^\s*(?:\^?\s*[*$]\d{2,6}<\s*)+")
"""`*9006<`: the address of a printer."""
_MAX_HEADER_LINES = 200
_MAX_SUBHEAD = 40
_CLOSED = re.compile(r"[<=^]\s*$")
_SIGNS = "^<= \t"
_RULE = re.compile(r"[\s_*.=-]+|\^?\s*_{2,}\s*[=<]?")
_CELLS = re.compile(r"\t+|\s{2,}")


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line `^text<`; `is_author` is True for the end sign `=` of bylines."""

    text: str
    is_author: bool


@dataclass(frozen=True, slots=True)
class AnpaText:
    """Header lines in order, and the paragraphs after them."""

    headers: tuple[HeaderLine, ...]
    body: tuple[BodyBlock, ...]


def read_anpa_text(lines: Sequence[str], *, is_tabular: bool) -> AnpaText:
    """Return the header lines, and the body from the first indented line on."""
    cleaned = [_SELECTOR.sub("", line.lstrip("\ufeff")) for line in lines]
    most = min(len(cleaned), _MAX_HEADER_LINES)
    begin = next((i for i, line in enumerate(cleaned[:most]) if _begins_body(line)), most)
    headers = tuple(_read_headers(cleaned[:begin]))
    body = cleaned[begin:]
    return AnpaText(headers, tuple(_read_table(body)) if is_tabular else tuple(_read_body(body)))


def _begins_body(line: str) -> bool:
    if not line.strip() or line.lstrip().startswith("^"):
        return False
    return line[:1] in {"\t", " "} or find_printed_dateline(line) is not None


def _read_headers(lines: Iterable[str]) -> Iterator[HeaderLine]:
    current = ""
    for line in [*lines, "^"]:
        text = line.strip()
        if text.startswith("^") or (current and _CLOSED.search(current)):
            yield from _make_header(current)
            current = text
        elif text:
            current = f"{current} {text}"
        elif not current.startswith("^"):
            yield from _make_header(current)
            current = ""
    yield from _make_header(current)


def _make_header(line: str) -> Iterator[HeaderLine]:
    text = " ".join(line.strip(_SIGNS).split())
    if text:
        yield HeaderLine(text, line.rstrip().endswith("="))


def _read_body(lines: Iterable[str]) -> Iterator[BodyBlock]:
    part: list[str] = []
    for line in [*lines, "\t"]:
        is_header = line.lstrip().startswith("^")
        if is_header or line[:1] in {"\t", " "} or not line.strip():
            yield from _make_paragraph(part)
            part = []
        if is_header:
            yield from _make_subhead(line)
        elif line.strip():
            part.append(line)
    yield from _make_paragraph(part)


def _make_paragraph(part: Sequence[str]) -> Iterator[BodyBlock]:
    text = " ".join(" ".join(line.rstrip(_SIGNS) for line in part).split())
    if text and not _RULE.fullmatch(text):
        yield from paragraphs([text])


def _make_subhead(line: str) -> Iterator[BodyBlock]:
    text = " ".join(line.strip(_SIGNS).split())
    if text and not _RULE.fullmatch(text):
        # A whole sentence is no heading: `^AP writer Jon Ott contributed to this report.<`
        yield make_block("p" if text.endswith(".") and len(text) > _MAX_SUBHEAD else "h3", text)


def _read_table(lines: Iterable[str]) -> Iterator[BodyBlock]:
    """Yield the lines as one table: two blanks or a tab separate its cells."""
    rows = [_CELLS.split(line.strip(_SIGNS)) for line in lines if line.strip(_SIGNS)]
    if rows:
        yield make_table(rows)
