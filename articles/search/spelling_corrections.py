"""Other spellings for a search without hits, from the words of published stories.

A word of a withdrawn story is still in the list of words. It is proposed only if a public story has it now.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from articles.models import Edition
from articles.search.parser import ALTERNATIVES, TERM, parse_search
from articles.search.query import SearchTerms, build_query, parse_terms

ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüß"
MIN_LENGTH, MAX_LENGTH = 4, 24
MAX_TERMS, MAX_CANDIDATES, MAX_STORIES = 4, 4, 10
LETTERS = re.compile(r"[^\W\d_]+")
MIN_SIMILAR = 7
"""Letters of a word of which two may be wrong."""
FIND_WORDS = """
SELECT word, (array_agg(form ORDER BY stories DESC))[1], max(stories) AS stories FROM articles_searchword
WHERE word = ANY(%s) GROUP BY word ORDER BY word = %s DESC, stories DESC, word LIMIT %s
"""
"""The typed word first, then those of most stories; a word of several languages is one."""
FIND_SIMILAR = """
SELECT word, form, stories FROM articles_searchword
WHERE word %% %s AND similarity(word, %s) >= 0.5 AND length(word) BETWEEN length(%s) - 2 AND length(%s) + 2
ORDER BY similarity(word, %s) DESC, stories DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class FoundWord:
    word: str
    form: str
    stories: int


def correct_spelling(words: SearchTerms, at: datetime) -> str:
    """Return the search with misspelt words replaced; empty if none has a better one.

    A word is misspelt if no published story has it and one edit away is a word that a public story has.
    """
    corrections: dict[str, str] = {}
    typed = [term.text for term in parse_search(words.text).list_wanted() if not term.exact]
    for word in list(dict.fromkeys(typed))[:MAX_TERMS]:
        if better := _find_better(word, at):
            corrections[word] = better
    return _replace_words(words.text, corrections) if corrections else ""


def list_edits(word: str) -> Iterator[str]:
    """Yield all words one edit away: a letter lost, swapped, changed or added."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (f"{before}{letter}{after}" for letter in ALPHABET)
        if after:
            yield before + after[1:]
            yield from (f"{before}{letter}{after[1:]}" for letter in ALPHABET)
        if len(after) > 1:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"


def _find_better(word: str, at: datetime) -> str:
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH or not LETTERS.fullmatch(word):
        return ""
    found = _query_words(FIND_WORDS, [sorted({word, *list_edits(word)}), word, MAX_CANDIDATES])
    if any(one.word == word and _is_public(one, at) for one in found):
        return ""
    if not found and len(word) >= MIN_SIMILAR:
        found = _query_words(FIND_SIMILAR, [word] * 5 + [MAX_CANDIDATES])
    return next((one.form for one in found if one.word != word and _is_public(one, at)), "")


def _query_words(sql: str, values: list[Any]) -> list[FoundWord]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [FoundWord(*row) for row in cursor.fetchall()]


def _is_public(found: FoundWord, at: datetime) -> bool:
    """Return whether the newest public stories with a form of the word have it."""
    matching = Edition.objects.public(at=at).filter(document=build_query(parse_terms(f'"{found.word}"')))
    texts = matching.newest_first().values_list("kicker", "headline", "dek", "names", "captions", "plain")
    return any(found.word in _list_words(row) for row in texts[:MAX_STORIES])


def _list_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(match[0].lower() for text in texts for match in LETTERS.finditer(text))


def _replace_words(text: str, corrections: dict[str, str]) -> str:
    """Return the text with the words replaced; phrases, exclusions and `oder` stay."""

    def replace(match: re.Match[str]) -> str:
        word = match["word"] or ""
        return match[0] if match["minus"] or word in ALTERNATIVES else corrections.get(word.lower(), match[0])

    return TERM.sub(replace, text)
