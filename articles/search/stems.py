"""Words brought to their stems by PostgreSQL's own dictionaries, each word once a process.

Cutting an excerpt in the database parses and stems whole texts at every search. Here only words that begin as a wanted
one does are stemmed, and what a word's stem is never changes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from threading import Lock

from django.db import connection

WORD_REST = r"[^\W_]*(?:[-’'][^\W_]+)*"
WORD = re.compile(rf"(?=[^\W_]){WORD_REST}")
CONFIGURATIONS = {"en": "newsroom_english"}
GERMAN = "newsroom_german"
PREFIX_LENGTH = 2
"""Letters that a word and its stem share in both languages."""
CACHE_SIZE = 60_000

type Stem = frozenset[str]

_CACHE: dict[tuple[str, str], Stem] = {}
_LOCK = Lock()


def stem_prefix(word: str) -> str:
    """The first letters without case and accents: words of one stem have them in common."""
    return _strip_accents(word[: PREFIX_LENGTH + 1])


@lru_cache(maxsize=8_192)
def _strip_accents(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", letters.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:PREFIX_LENGTH]


def _letter_variants() -> dict[str, str]:
    """For each letter without accents all that become it: `o` also stands for `Ö`, `ó` and `Ő`."""
    same: dict[str, str] = {}
    for letter in map(chr, range(0x30, 0x250)):
        if letter.isalnum():
            same.setdefault(stem_prefix(letter), "")
            same[stem_prefix(letter)] += letter
    return same


LETTER_VARIANTS = _letter_variants()


@lru_cache(maxsize=512)
def compile_prefixes(likely: frozenset[str]) -> re.Pattern[str]:
    """Finds words whose first letter is one of those: most of a text is passed over without a look."""
    letters = "".join(LETTER_VARIANTS.get(begin[:1], begin[:1] + begin[:1].upper()) for begin in likely)
    return re.compile(rf"(?<![^\W_])[{re.escape(letters)}]{WORD_REST}" if letters else r"(?!)")


def stem_words(words: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Stem]:
    """What (language, word) becomes in a search document; at most one query. Stop words become nothing."""
    wanted = set(words)
    missing = sorted(wanted - _CACHE.keys())
    if missing:
        found = _query_stems(missing)
        with _LOCK:
            if len(_CACHE) + len(found) > CACHE_SIZE:
                _CACHE.clear()
            _CACHE.update(found)
        return {pair: found.get(pair) or _CACHE.get(pair, frozenset()) for pair in wanted}
    return {pair: _CACHE.get(pair, frozenset()) for pair in wanted}


def _query_stems(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], Stem]:
    configurations = [CONFIGURATIONS.get(language, GERMAN) for language, _ in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(to_tsvector(configuration::regconfig, word))"
            " FROM unnest(%s::text[], %s::text[]) AS asked (configuration, word)",
            [configurations, [word for _, word in pairs]],
        )
        stems = [frozenset(row[0]) for row in cursor.fetchall()]
    return dict(zip(pairs, stems, strict=True))
