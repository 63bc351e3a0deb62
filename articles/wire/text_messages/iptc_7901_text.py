"""Text of an IPTC 7901 message: paragraphs and private notes. Pure."""

import re
from collections.abc import Iterator, Sequence

from articles.wire.body import make_block, make_table, paragraphs
from articles.wire.item import BodyBlock
from articles.wire.vocabularies import read_forms

_NOTES_BEGIN = re.compile(
    r"#{1,6} ?[^#\s].*?|\*(?: ?\*){2,}|-{3,}|(?:dpa[- ])?(?:notizblock|notebook|notebloc|bloc-notes)\b.{0,40}",
    re.IGNORECASE,
)
"""The first line of the notes for desks: `# Notizblock`, `* * * *`, `---`."""
_HEADING = re.compile(r"#{1,6} ?(?P<text>[^#\s].{0,100}?)(?: ?#{1,6})?")
_NOTE_HEADING = re.compile(rf"(?:dpa[- ])?(?:{read_forms('notepad', 'heading')})", re.IGNORECASE)
"""Headings of the notes; other headings between the paragraphs belong to the story."""
_MAIN_HEADING = re.compile(r"#{1,6} ?(?:dpa[- ])?(?:notizblock|note ?book|note ?pad)\b.*", re.IGNORECASE)
_ADDRESS = re.compile(r"\S@\S|\bTel\b")
_PRIVATE = re.compile(read_forms("notepad", "private"), re.IGNORECASE)
"""`The following information is not for publication`"""
_MAX_PRIVATE_LENGTH = 140
_LIST_ITEM = re.compile(r" {0,4}\* +(?=\S)")
_INDENTED = re.compile(r"[ \t]{2,}(?=\S)")
_TABLE_RULE = re.compile(r"[-|: +]*-{3}[-|: +]*")


def split_notes(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the story, and from the first private line on all others."""
    begin = next((i for i, line in enumerate(lines) if _begins_notes(lines, i)), len(lines))
    return list(lines[:begin]), list(lines[begin:])


def read_paragraphs(lines: Sequence[str]) -> tuple[BodyBlock, ...]:
    """Return the paragraphs: a blank line or an indented one begins a new one."""
    return tuple(block for part in _split_parts(lines) for block in _read_part(part))


def join_lines(lines: Sequence[str]) -> str:
    """Return the filled lines on one line."""
    return " ".join(" ".join(lines).split())


def _begins_notes(lines: Sequence[str], i: int) -> bool:
    line = lines[i].strip()
    if not line or not (
        _NOTES_BEGIN.fullmatch(line) or (len(line) <= _MAX_PRIVATE_LENGTH and _PRIVATE.search(line))
    ):
        return False
    if line.startswith("-") and i > 0 and "|" in lines[i - 1]:
        return False  # the rule of a table
    return not line.startswith("#") or not _is_subhead(lines, i)


def _is_subhead(lines: Sequence[str], i: int) -> bool:
    """Return whether a heading belongs to the story: other notes, or none, follow it."""
    heading = _HEADING.fullmatch(lines[i].strip())
    if heading is None or _NOTE_HEADING.match(heading["text"]):
        return False
    rest = lines[i + 1 :]
    return any(_MAIN_HEADING.fullmatch(line.strip()) for line in rest) or not _ADDRESS.search("\n".join(rest))


def _split_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        is_new = not line.strip() or (
            _INDENTED.match(line) and not _is_in_list(part) and not _LIST_ITEM.match(line)
        )
        if is_new and part:
            yield part
            part = []
        if line.strip():
            part.append(line)
    if part:
        yield part


def _is_in_list(part: Sequence[str]) -> bool:
    return any(_LIST_ITEM.match(line) for line in part)


def _read_part(part: Sequence[str]) -> Iterator[BodyBlock]:
    if sum("|" in line for line in part) * 2 > len(part) > 1:
        yield _read_table(part)
    elif len(part) == 1 and (heading := _HEADING.fullmatch(part[0].strip())):
        yield make_block("h3", join_lines([heading["text"]]))
    elif _LIST_ITEM.match(part[0]):
        yield from _read_list(part)
    else:
        yield from paragraphs([join_lines(part)])


def _read_table(part: Sequence[str]) -> BodyBlock:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in part
        if not _TABLE_RULE.fullmatch(line)
    ]
    return make_table(rows)


def _read_list(part: Sequence[str]) -> Iterator[BodyBlock]:
    item: list[str] = []
    for line in [*part, "* "]:
        if _LIST_ITEM.match(line) or line == "* ":
            if text := join_lines(item):
                yield make_block("li", text)
            item = []
        item.append(_LIST_ITEM.sub("", line, count=1))
