"""Word-by-word difference of two texts. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
MIN_LINE_SIMILARITY = 0.3
"""Lines with a smaller share of common words are displayed as one removed, one added."""
MAX_COMPARED_WORDS = 4_000
"""Longer lines are compared as a whole: the matcher's time is quadratic."""

type DiffKind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of text that is the same, gone or new."""

    kind: DiffKind
    text: str


def diff_words(before: str, after: str) -> tuple[DiffPiece, ...]:
    """Return pieces in reading order.

    Without the `new` ones they spell `before`, without the `gone` ones `after`.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[DiffPiece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(DiffPiece("same", "".join(old[a:b])))
        else:
            pieces += _diff_lines(old[a:b], new[c:d])
    return tuple(_join_pieces(pieces))


def has_changes(pieces: Sequence[DiffPiece]) -> bool:
    return any(piece.kind != "same" for piece in pieces)


def _diff_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffPiece]:
    """Compare corresponding lines by words; lines left over are whole pieces."""
    for before, after in zip(old, new, strict=False):
        yield from _diff_line(before, after)
    yield from (DiffPiece("gone", line) for line in old[len(new) :])
    yield from (DiffPiece("new", line) for line in new[len(old) :])


def _diff_line(before: str, after: str) -> Iterator[DiffPiece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    matcher = SequenceMatcher(lambda token: token.isspace(), old, new, autojunk=False)
    if max(len(old), len(new)) > MAX_COMPARED_WORDS or matcher.quick_ratio() < MIN_LINE_SIMILARITY:
        yield from (DiffPiece("gone", before), DiffPiece("new", after))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield DiffPiece("same", "".join(old[a:b]))
        else:
            yield from (DiffPiece("gone", "".join(old[a:b])), DiffPiece("new", "".join(new[c:d])))


def _join_pieces(pieces: Sequence[DiffPiece]) -> list[DiffPiece]:
    """Join changes separated by one space, drop empty pieces, put gone before new."""
    joined: list[DiffPiece] = []
    gone = new = ""
    for index, piece in enumerate(pieces):
        follows = any(p.text for p in pieces[index + 1 : index + 3] if p.kind != "same")
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            new += piece.text
        elif (gone or new) and follows and piece.text == " ":
            gone, new = gone + " ", new + " "
        else:
            joined += [DiffPiece("gone", gone), DiffPiece("new", new), piece]
            gone = new = ""
    joined += [DiffPiece("gone", gone), DiffPiece("new", new)]
    return [piece for piece in joined if piece.text]
