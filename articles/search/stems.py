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

REST = r"[^\W_]*(?:[-’'][^\W_]+)*"
WORD = re.compile(rf"(?=[^\W_]){REST}")
CONFIGURATIONS = {"en": "newsroom_english"}
GERMAN = "newsroom_german"
BEGINNING = 2
"""Letters that a word and its stem share in both languages."""
CACHE_SIZE = 60_000

type Stem = frozenset[str]

_KNOWN: dict[tuple[str, str], Stem] = {}
_LOCK = Lock()


def begins(word: str) -> str:
    """The first letters without case and accents: words of one stem have them in common."""
    return _plain(word[: BEGINNING + 1])


@lru_cache(maxsize=8_192)
def _plain(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", letters.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:BEGINNING]


def _same_letters() -> dict[str, str]:
    """For each letter without accents all that become it: `o` also stands for `Ö`, `ó` and `Ő`."""
    same: dict[str, str] = {}
    for letter in map(chr, range(0x30, 0x250)):
        if letter.isalnum():
            same.setdefault(begins(letter), "")
            same[begins(letter)] += letter
    return same


SAME = _same_letters()


@lru_cache(maxsize=512)
def words_beginning(likely: frozenset[str]) -> re.Pattern[str]:
    """Finds words whose first letter is one of those: most of a text is passed over without a look."""
    letters = "".join(SAME.get(begin[:1], begin[:1] + begin[:1].upper()) for begin in likely)
    return re.compile(rf"(?<![^\W_])[{re.escape(letters)}]{REST}" if letters else r"(?!)")


def stems_of(words: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Stem]:
    """What (language, word) becomes in a search document; at most one query. Stop words become nothing."""
    wanted = set(words)
    missing = sorted(wanted - _KNOWN.keys())
    if missing:
        found = _ask(missing)
        with _LOCK:
            if len(_KNOWN) + len(found) > CACHE_SIZE:
                _KNOWN.clear()
            _KNOWN.update(found)
        return {pair: found.get(pair) or _KNOWN.get(pair, frozenset()) for pair in wanted}
    return {pair: _KNOWN.get(pair, frozenset()) for pair in wanted}


def _ask(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], Stem]:
    configurations = [CONFIGURATIONS.get(language, GERMAN) for language, _ in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(to_tsvector(configuration::regconfig, word))"
            " FROM unnest(%s::text[], %s::text[]) AS asked (configuration, word)",
            [configurations, [word for _, word in pairs]],
        )
        stems = [frozenset(row[0]) for row in cursor.fetchall()]
    return dict(zip(pairs, stems, strict=True))
