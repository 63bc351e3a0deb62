"""Head of an IPTC 7901 text: marks, headline and byline before the `=`. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.parsing.story.byline import is_byline
from articles.parsing.story.embargo_marks import is_embargo_line
from articles.wire.printed_dateline import find_printed_dateline
from newsroom.text.wordlists import read_phrases, read_words

_MAX_LINES = 12
_MAX_BRACKETS = 14
"""Lines that a note in brackets may run over."""
_WIDTH, _LEAST_WIDTH = 69, 64
"""Printers break lines at 69 characters, some earlier; a line with room for the next word ends on purpose."""
_END = re.compile(r"\s*=\s*$")
_ORDER = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|e|ème|\.)?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"[\s:*–—-]+|\d{1,2}")
_MARKS = read_words("articles/wire/data/head_marks.txt")
"""Words that alone in a line are a mark."""
_PHRASES = frozenset(read_phrases("articles/wire/data/head_phrases.txt"))
_BYLINE = re.compile(r"(?:By|BY|Par|PAR|Por|POR|Di|Door|Von|VON)\s+(?=[^\W\d_])")
_NO_NAME = re.compile(r"\b(?:in|im|vom|aus|für|for|with|mit|auf|zu|zur)\b")
_AGENCY_AFTER_COMMA = re.compile(r",\s*(?:dpa|afp|ap|ats|sda|apa|epd|kna|sid|reuters)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MessageHead:
    """Values of the head; `marks` are its lines before and after the headline."""

    headline: str = ""
    byline: str = ""
    marks: tuple[str, ...] = ()


def split_head(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the head without the `=`, and those of the text.

    Without a `=` the head is a short first paragraph that begins with no dateline.
    """
    filled = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    blank = next((i for i in range(filled, len(lines)) if not lines[i].strip()), len(lines))
    ends = [
        i for i in range(filled, min(len(lines), max(blank, filled + _MAX_LINES))) if _END.search(lines[i])
    ]
    for i in ends:
        if i < blank or not "".join(lines[i + 1 : i + 2]).strip():
            return [*lines[filled:i], _END.sub("", lines[i])], list(lines[i + 1 :])
    if (
        blank - filled > 4
        or blank == len(lines)
        or find_printed_dateline(" ".join(lines[filled:blank]).strip())
    ):
        return [], list(lines)
    return list(lines[filled:blank]), list(lines[blank:])


def parse_head(lines: Sequence[str]) -> MessageHead:
    """Return headline, byline and marks of the lines before the `=`."""
    marks: list[str] = []
    title: list[str] = []
    byline = ""
    parts = list(_join_wrapped(_join_brackets(lines)))
    for i, part in enumerate(parts):
        if _is_mark(part) or (_is_short_capitals(part) and _has_small_letters(parts[i + 1 :])):
            marks.append(part)
        elif title and not byline and _is_author(part):
            byline = part
        else:
            title.append(part)
    if not title:
        title = [mark for mark in marks if not mark.startswith("(")][-1:]
    return MessageHead(" ".join(title), byline, tuple(marks))


def _join_brackets(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and a note in brackets that runs over several lines as one.

    The flag is True for a whole note.
    """
    left = list(lines)
    while left:
        line = left.pop(0).strip()
        if line.startswith("(") and line.count("(") > line.count(")"):
            length = _count_bracket_lines(line, left)
            line = " ".join([line, *(other.strip() for other in left[:length])])
            del left[:length]
        if line:
            yield line, line.startswith("(")


def _count_bracket_lines(line: str, left: Sequence[str]) -> int:
    """Return how many lines complete the brackets; 0 if none do."""
    depth = line.count("(") - line.count(")")
    for count, other in enumerate(left[:_MAX_BRACKETS], start=1):
        depth += other.count("(") - other.count(")")
        if depth <= 0:
            return count
    return 0


def _join_wrapped(lines: Iterator[tuple[str, bool]]) -> Iterator[str]:
    """Yield the lines, with those joined that were broken for their length alone."""
    current = ""
    is_closed = True
    for line, is_note in lines:
        word = line.split(None, 1)[0]
        needed = len(current.rpartition("\n")[2]) + 1 + len(word)
        if not is_closed and not is_note and needed > (_WIDTH if _is_author(line) else _LEAST_WIDTH):
            current = f"{current}\n{line}"
            continue
        if current:
            yield " ".join(current.split())
        current, is_closed = line, is_note and line.endswith(")")
    if current:
        yield " ".join(current.split())


def _is_mark(part: str) -> bool:
    if part.startswith("("):
        return part.endswith(")") or part[1:].lstrip().casefold().startswith("achtung")
    return _is_certain_mark(part) or is_embargo_line(part)


def _is_certain_mark(part: str) -> bool:
    """Return whether the line has only words of marks: `2ND LEAD`, `RPT RPT`."""
    words = _NUMBER.sub(" ", _ORDER.sub("", part.casefold().replace("ld-writethru", "writethru"))).split()
    return bool(words) and (
        set(words) <= _MARKS or part.casefold().strip(" *:-") in _PHRASES or _is_elimination(words)
    )


def _is_elimination(words: Sequence[str]) -> bool:
    return set(words) <= {"eliminar", "аннулирование", "حظر"}


def _is_short_capitals(part: str) -> bool:
    return part.isupper() and len(part) <= 40 and len(part.split()) <= 5


def _has_small_letters(parts: Sequence[str]) -> bool:
    return any(not part.isupper() and not part.startswith("(") for part in parts)


def _is_author(part: str) -> bool:
    """Return whether the line names the authors: `Von Ida Brandt, dpa`."""
    match = _BYLINE.match(part)
    if match is None or len(part) > 140:
        return False
    names = part[match.end() :]
    return bool(_AGENCY_AFTER_COMMA.search(names)) or (
        is_byline(f"By {names}") and not _NO_NAME.search(names)
    )
