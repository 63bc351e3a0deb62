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
TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a reader asked for, made fit: one line, at most `LONGEST` characters."""

    text: str
    shortened: bool = False

    def __bool__(self) -> bool:
        return WORD.search(self.text) is not None


def parse_terms(typed: str) -> SearchTerms:
    line = " ".join(CONTROLS.sub(" ", typed).split())
    return SearchTerms(line[:MAX_LENGTH], shortened=len(line) > MAX_LENGTH)


def build_query(words: SearchTerms) -> SearchQuery:
    """Matches the stemmed part of a document or the unstemmed one, and nothing that has an excluded word."""
    wanted, excluded = split_excluded(words.text)
    german, english, names = stemmed_queries(wanted)
    query = german | english | names
    for form in stemmed_queries(excluded, invert=True) if excluded else ():
        query &= form
    return query


def stemmed_queries(text: str, *, invert: bool = False) -> list[SearchQuery]:
    return [SearchQuery(text, config=c, search_type="websearch", invert=invert) for c in CONFIGURATIONS]


def split_excluded(text: str) -> tuple[str, str]:
    """What is wanted, and what is excluded as alternatives: `fähre -"neue brücke" -werft`.

    Signs alone are left out: PostgreSQL reads a row of minus signs as that many negations and gives up.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for piece in TERM.finditer(text):
        phrase, word = piece["phrase"], (piece["word"] or "").lstrip("-")
        if WORD.search(phrase or word):
            (excluded if piece["minus"] else wanted).append(f'"{phrase}"' if phrase else word)
    return " ".join(wanted), " or ".join(excluded)


def filter_by_terms(editions: EditionQuerySet, words: SearchTerms) -> EditionQuerySet:
    return editions.filter(document=build_query(words))
