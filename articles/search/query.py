"""From the desk's search words to editions: stems of both languages, and names as spelt, without accents.

`"two words"` are a phrase, `-word` excludes, `or` joins: PostgreSQL's web syntax, which no input makes fail.
What is excluded is asked apart: a document must lack it in every form, but needs what is wanted in one form only.
"""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery

from articles.querysets import EditionQuerySet

MAX_LENGTH = 200
OPEN, CLOSE = "\x02", "\x03"
EXCERPT_FROM = 3_000
CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
WORD = re.compile(r"\w")
CONFIGURATIONS = ("newsroom_german", "newsroom_english", "newsroom_names")
PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader asked for, made fit: one line, at most `LONGEST` characters."""

    text: str
    shortened: bool = False

    def __bool__(self) -> bool:
        return WORD.search(self.text) is not None


def read_words(typed: str) -> Words:
    line = " ".join(CONTROLS.sub(" ", typed).split())
    return Words(line[:MAX_LENGTH], shortened=len(line) > MAX_LENGTH)


def text_query(words: Words) -> SearchQuery:
    """Matches the stemmed part of a document or the unstemmed one, and nothing that has an excluded word."""
    wanted, excluded = split_excluded(words.text)
    german, english, names = forms_of(wanted)
    query = german | english | names
    for form in forms_of(excluded, invert=True) if excluded else ():
        query &= form
    return query


def forms_of(text: str, *, invert: bool = False) -> list[SearchQuery]:
    return [SearchQuery(text, config=c, search_type="websearch", invert=invert) for c in CONFIGURATIONS]


def split_excluded(text: str) -> tuple[str, str]:
    """What is wanted, and what is excluded as alternatives: `fähre -"neue brücke" -werft`.

    Signs alone are left out: PostgreSQL reads a row of minus signs as that many negations and gives up.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for piece in PIECE.finditer(text):
        phrase, word = piece["phrase"], (piece["word"] or "").lstrip("-")
        if WORD.search(phrase or word):
            (excluded if piece["minus"] else wanted).append(f'"{phrase}"' if phrase else word)
    return " ".join(wanted), " or ".join(excluded)


def match_words(editions: EditionQuerySet, words: Words) -> EditionQuerySet:
    return editions.filter(document=text_query(words))
