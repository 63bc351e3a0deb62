"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
SAME_LINE = 0.3
"""Lines with fewer words in common are shown as one gone and one new, not as a mosaic of chance matches."""
COMPARED_WORDS = 4_000
"""Longer lines are compared as wholes: the matcher's time grows with the square."""

type Fate = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what became of it."""

    fate: Fate
    text: str


def words_changed(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in reading order; without the `new` ones they spell `before`, without the `gone` ones `after`."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
        else:
            pieces += _lines(old[a:b], new[c:d])
    return tuple(_join_pieces(pieces))


def is_changed(pieces: Sequence[Piece]) -> bool:
    return any(piece.fate != "same" for piece in pieces)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Lines that stand for each other are compared by words, those left over are whole."""
    for before, after in zip(old, new, strict=False):
        yield from _words(before, after)
    yield from (Piece("gone", line) for line in old[len(new) :])
    yield from (Piece("new", line) for line in new[len(old) :])


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    matcher = SequenceMatcher(lambda token: token.isspace(), old, new, autojunk=False)
    if max(len(old), len(new)) > COMPARED_WORDS or matcher.quick_ratio() < SAME_LINE:
        yield from (Piece("gone", before), Piece("new", after))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield from (Piece("gone", "".join(old[a:b])), Piece("new", "".join(new[c:d])))


def _join_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """Changes that only a space parts become one, what went before what came, and empty pieces vanish."""
    joined: list[Piece] = []
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
            joined += [Piece("gone", gone), Piece("new", new), piece]
            gone = new = ""
    joined += [Piece("gone", gone), Piece("new", new)]
    return [piece for piece in joined if piece.text]
