"""Stems of words from PostgreSQL's dictionaries, cached for the process.

If the database cut the excerpts, every search would parse and stem whole texts. Here only words are stemmed that
begin as a wanted one does, and the stem of a word never changes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from threading import Lock

from django.db import connection

from articles.search.configurations import find_configuration

WORD_REST = r"[^\W_]*(?:[-’'][^\W_]+)*"
WORD = re.compile(rf"(?=[^\W_]){WORD_REST}")
PREFIX_LENGTH = 2
"""Letters that a word and its stem have in common, but for articles and mutations before it: Arabic, Irish."""
CACHE_SIZE = 60_000

type Stem = frozenset[str]

_CACHE: dict[tuple[str, str], Stem] = {}
_LOCK = Lock()


def stem_prefix(word: str) -> str:
    """Return the first letters without case and accents; words of a stem share them."""
    return _strip_accents(word[: PREFIX_LENGTH + 1])


@lru_cache(maxsize=8_192)
def _strip_accents(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", letters.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:PREFIX_LENGTH]


def _letter_variants() -> dict[str, str]:
    """Map plain letters to all their variants, such as `o` to `o`, `Ö`, `ó` and `Ő`."""
    variants: dict[str, str] = {}
    for letter in map(chr, range(0x30, 0x250)):
        if letter.isalnum():
            variants[stem_prefix(letter)] = variants.get(stem_prefix(letter), "") + letter
    return variants


LETTER_VARIANTS = _letter_variants()


@lru_cache(maxsize=2_048)
def compile_prefix(prefix: str) -> re.Pattern[str]:
    """Return a pattern of words that may have this `stem_prefix`.

    It begins with letters and looks back from there: the search for the next match then skips all other characters
    at once.
    """
    first, second = prefix[:1], prefix[1:]
    letters = re.escape(LETTER_VARIANTS.get(first, first + first.upper()))
    if not second:
        return re.compile(rf"[{letters}](?<![^\W_].){WORD_REST}")
    ascii_letters = re.escape("".join({second, second.upper()} if second.isascii() else ""))
    return re.compile(rf"[{letters}][{ascii_letters}\x80-\U0010ffff](?<![^\W_]..){WORD_REST}")


def find_words(text: str, prefixes: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return (begin, end, case-folded word) of the words with one of the prefixes."""
    places = [
        (match.start(), match.end(), word)
        for prefix in prefixes
        for match in compile_prefix(prefix).finditer(text)
        if (word := _fold_word(match[0], prefix))
    ]
    places.sort()
    return places


@lru_cache(maxsize=16_384)
def _fold_word(word: str, prefix: str) -> str:
    """Return the word case folded; nothing if it does not have the prefix."""
    return word.casefold() if stem_prefix(word) == prefix else ""


def stem_words(words: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Stem]:
    """Return the stems of (language, word) pairs, empty for stop words, in one query."""
    wanted = set(words)
    missing = sorted(wanted - _CACHE.keys())
    found = _query_stems(missing) if missing else {}
    if found:
        with _LOCK:
            if len(_CACHE) + len(found) > CACHE_SIZE:
                _CACHE.clear()
            _CACHE.update(found)
    return {pair: found.get(pair) or _CACHE.get(pair, frozenset()) for pair in wanted}


def _query_stems(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], Stem]:
    configurations = [find_configuration(language) for language, _ in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(to_tsvector(configuration::regconfig, word))"
            " FROM unnest(%s::text[], %s::text[]) AS pairs (configuration, word)",
            [configurations, [word for _, word in pairs]],
        )
        stems = [frozenset(row[0]) for row in cursor.fetchall()]
    return dict(zip(pairs, stems, strict=True))
