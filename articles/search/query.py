"""Full-text queries of editions from search terms.

Terms match as stems of each of the desk's languages and, for names, as spelt, without accents. `"two words"` are a
phrase, `-word` excludes, `or` joins: PostgreSQL's web search syntax, which no input makes fail. Excluded terms are a
query of their own: a document must lack them in every form, but needs the wanted ones in one form only.
The stem of a word in one language may be that of another word in a second one: the price of one index for all.
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery

from articles.querysets import EditionQuerySet
from articles.search.configurations import searched_configurations
from articles.search.parser import LETTER, TERM

MAX_LENGTH = 200
OPEN, CLOSE = "\x02", "\x03"
EXCERPT_FROM = 3_000
CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """Search terms on one line of at most `MAX_LENGTH` characters."""

    text: str
    shortened: bool = False

    def __bool__(self) -> bool:
        return LETTER.search(self.text) is not None


def parse_terms(typed: str) -> SearchTerms:
    line = " ".join(CONTROLS.sub(" ", typed).split())
    return SearchTerms(line[:MAX_LENGTH], shortened=len(line) > MAX_LENGTH)


def build_query(words: SearchTerms) -> SearchQuery:
    """Return a query for documents with the wanted and without the excluded terms."""
    wanted, excluded = split_excluded(words.text)
    query = reduce(or_, stemmed_queries(wanted))
    for form in stemmed_queries(excluded, invert=True) if excluded else ():
        query &= form
    return query


def stemmed_queries(text: str, *, invert: bool = False) -> list[SearchQuery]:
    """Return a query for each configuration of the desk's languages."""
    return [
        SearchQuery(text, config=configuration, search_type="websearch", invert=invert)
        for configuration in searched_configurations()
    ]


def split_excluded(text: str) -> tuple[str, str]:
    """Return the wanted terms, and the excluded ones joined by `or`.

    Terms without a letter or digit are dropped: PostgreSQL reads a row of minus signs as that many negations and fails.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for piece in TERM.finditer(text):
        phrase, word = piece["phrase"], (piece["word"] or "").lstrip("-")
        if LETTER.search(phrase or word):
            (excluded if piece["minus"] else wanted).append(f'"{phrase}"' if phrase else word)
    return " ".join(wanted), " or ".join(excluded)


def filter_by_terms(editions: EditionQuerySet, words: SearchTerms) -> EditionQuerySet:
    return editions.filter(document=build_query(words))
