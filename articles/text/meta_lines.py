"""Lines of a page with date and author in inline elements side by side. Pure.

`<time>3. März</time> <span>Von</span> <a>Ida Brandt</a> <a>Teilen</a>` is shown as four columns or with signs between
them; as text it would be one line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_MAX_LENGTH = 240
_MAX_PIECE_LENGTH = 90
_MIN_PIECES = 2
_MAX_OPENING = 60
_SEPARATOR = re.compile(r"[|·•—–/]{1,2}")
_DATED = re.compile(r"\b\d{1,2}[.:]\s?\d{2}\b|\b(?:19|20)\d\d\b|\d{1,2}\.\s?\w+|\d{1,2} [Mm]in")
_LABEL = re.compile(
    r"(?:von|by|stand|updated|published|posted|last updated|aktualisiert|veröffentlicht|erstellt|um|am|at|on|and|und|&"
    r"|ein artikel von|text|foto|photo)|.*[:,]",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]{2,60}\)$")
_STOPS = (".", "!", "?", "“", "”", "«", "»", '"')


def list_pieces(text: Sequence[str], marks: Sequence[int]) -> list[tuple[str, bool]]:
    """Return the text within and between inline elements; `marks` are their ends."""
    bounds = [0, *marks, len(text)]
    texts = ["".join(text[first:end]) for first, end in pairwise(bounds)]
    return [(words, place % 2 == 1) for place, words in enumerate(texts)]


def find_opening(text: Sequence[str], marks: Sequence[int]) -> str:
    """Return the words of the inline element at the beginning of a longer text."""
    if len(marks) < _MIN_PIECES or "".join(text[: marks[0]]).strip():
        return ""
    words = " ".join("".join(text[marks[0] : marks[1]]).split())
    return words if len(words) <= _MAX_OPENING and any(map(str.strip, text[marks[1] :])) else ""


def split_meta(pieces: Sequence[tuple[str, bool]]) -> str | None:
    """Return the pieces on lines of their own, None if they are no such line.

    The flag says that a piece is in an element. One has a date; none is a sentence, and the text outside of elements is
    a sign or a label.
    """
    words = [(" ".join(text.split()), is_element) for text, is_element in pieces if text.strip()]
    if len(words) < _MIN_PIECES or sum(len(text) for text, _ in words) > _MAX_LENGTH:
        return None
    if not any(_DATED.search(text) for text, _ in words) or not any(is_element for _, is_element in words):
        return None
    if any(len(text) > _MAX_PIECE_LENGTH or _is_sentence(text) for text, _ in words):
        return None
    if not all(is_element or _may_be_between(text) for text, is_element in words):
        return None
    lines = list(_join_labels([text for text, _ in words]))
    return "\n".join(lines) if len(lines) > 1 else None


def _may_be_between(text: str) -> bool:
    """Return whether text outside of elements is a sign, label, date or author."""
    if text[0].islower() and not _LABEL.fullmatch(text):
        return False
    bare = text.strip(" |·•—–/,-")
    return not bare or any(form.match(bare) for form in (_LABEL, _BRACKETS)) or bool(_DATED.search(bare))


def _is_sentence(text: str) -> bool:
    return text.endswith(_STOPS) and not text[-2:-1].isdigit() and text.count(" ") > 1


def _join_labels(texts: Sequence[str]) -> Iterator[str]:
    """Yield each piece, together with the label before it: `Von` and the name."""
    line = ""
    for text in texts:
        if not line:
            line = text
        elif _LABEL.fullmatch(line.rsplit(" ", 1)[-1]) or _LABEL.fullmatch(line) or _goes_on(text):
            line = f"{line} {text}"
        else:
            yield line
            line = text
    if line:
        yield line


def _goes_on(text: str) -> bool:
    """Return whether a piece belongs to the one before: `Uhr` does not, `und` does."""
    return not _SEPARATOR.fullmatch(text) and (text[0].islower() or text[0] in ",.;:)")
