"""Parser of typed searches: words, phrases, alternatives and exclusions. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
LETTER = re.compile(r"\w")
ALTERNATIVES = ("or", "OR", "Or", "oder", "ODER")
"""`Oder` alone is the river."""
MAX_NAME = 3
"""Words of a name that is searched for as a whole."""


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    """A word in lower case, or a phrase without its quotes."""
    exact: bool = False
    """In quotes: searched for as typed."""

    @property
    def quoted_text(self) -> str:
        """The text, in quotes if they were typed."""
        return f'"{self.text}"' if self.exact else self.text


@dataclass(frozen=True, slots=True)
class ParsedSearch:
    alternatives: tuple[tuple[Term, ...], ...]
    """Rows of terms; a document must have all terms of one row."""
    excluded: tuple[Term, ...]

    def list_wanted(self) -> Iterator[Term]:
        for row in self.alternatives:
            yield from row

    def list_names(self) -> Iterator[str]:
        """Yield rows of two and three typed words, which may be one name."""
        for row in self.alternatives:
            for start in range(len(row)):
                for length in range(2, MAX_NAME + 1):
                    if name := join_name(row[start : start + length], length):
                        yield name


def join_name(terms: Sequence[Term], length: int) -> str:
    """Return the words as one name, empty if there are too few or if one is in quotes."""
    if len(terms) < length or any(term.exact for term in terms):
        return ""
    return " ".join(term.text for term in terms)


def parse_search(text: str) -> ParsedSearch:
    """Parse the text; terms without a letter or digit are dropped."""
    rows: list[list[Term]] = [[]]
    excluded: list[Term] = []
    for piece in TERM.finditer(text):
        phrase, word = piece["phrase"], (piece["word"] or "").lstrip("-")
        if not LETTER.search(phrase or word):
            continue
        term = Term(phrase, exact=True) if phrase else Term(word.lower())
        if piece["minus"]:
            excluded.append(term)
        elif not phrase and word in ALTERNATIVES and rows[-1]:
            rows.append([])
        else:
            rows[-1].append(term)
    return ParsedSearch(tuple(tuple(row) for row in rows if row), tuple(excluded))
