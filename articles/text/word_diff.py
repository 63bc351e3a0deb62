"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
MIN_LINE_SIMILARITY = 0.3
"""Lines with fewer words in common are shown as one gone and one new, not as a mosaic of chance matches."""
MAX_COMPARED_WORDS = 4_000
"""Longer lines are compared as wholes: the matcher's time grows with the square."""

type DiffKind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of text and what became of it."""

    fate: DiffKind
    text: str


def diff_words(before: str, after: str) -> tuple[DiffPiece, ...]:
    """Pieces in reading order; without the `new` ones they spell `before`, without the `gone` ones `after`."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[DiffPiece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(DiffPiece("same", "".join(old[a:b])))
        else:
            pieces += _diff_lines(old[a:b], new[c:d])
    return tuple(_join_pieces(pieces))


def has_changes(pieces: Sequence[DiffPiece]) -> bool:
    return any(piece.fate != "same" for piece in pieces)


def _diff_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffPiece]:
    """Lines that stand for each other are compared by words, those left over are whole."""
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
    """Changes that only a space parts become one, what went before what came, and empty pieces vanish."""
    joined: list[DiffPiece] = []
    gone = new = ""
    for place, piece in enumerate(pieces):
        follows = any(p.text for p in pieces[place + 1 : place + 3] if p.fate != "same")
        if piece.fate == "gone":
            gone += piece.text
        elif piece.fate == "new":
            new += piece.text
        elif (gone or new) and follows and piece.text == " ":
            gone, new = gone + " ", new + " "
        else:
            joined += [DiffPiece("gone", gone), DiffPiece("new", new), piece]
            gone = new = ""
    joined += [DiffPiece("gone", gone), DiffPiece("new", new)]
    return [piece for piece in joined if piece.text]
