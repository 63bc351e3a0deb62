"""Words brought to their stems by PostgreSQL's own dictionaries, each word once a process.

Cutting an excerpt in the database parses and stems whole texts at every search. Here only words that begin as a wanted
one does are stemmed, and what a word's stem is never changes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from threading import Lock

from django.db import connection

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
CONFIGURATIONS = {"en": "newsroom_english"}
GERMAN = "newsroom_german"
BEGINNING = 2
"""Letters that a word and its stem share in both languages."""
ROOM = 60_000

type Stem = frozenset[str]

_KNOWN: dict[tuple[str, str], Stem] = {}
_LOCK = Lock()


def begins(word: str) -> str:
    """The first letters without case and accents: words of one stem have them in common."""
    plain = unicodedata.normalize("NFKD", word[: BEGINNING + 1].casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:BEGINNING]


def stems_of(words: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Stem]:
    """What (language, word) becomes in a search document; at most one query. Stop words become nothing."""
    wanted = set(words)
    missing = sorted(wanted - _KNOWN.keys())
    if missing:
        found = _ask(missing)
        with _LOCK:
            if len(_KNOWN) + len(found) > ROOM:
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
