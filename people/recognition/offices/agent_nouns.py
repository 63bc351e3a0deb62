"""German agent nouns that no list of offices contains."""

from functools import lru_cache

from newsroom.text.wordlists import read_toml, read_words
from people.recognition.offices.inflection_de import NATIONALITIES, NOT_OFFICES
from people.recognition.word_classes import is_place, is_thing_noun, is_town_adjective
from people.recognition.word_lists import STOPWORDS

_WORDS = read_toml("people/recognition/data/words.toml")["agent_nouns"]


@lru_cache(maxsize=16384)
def is_agent_noun(word: str) -> bool:
    """Return whether the word is an agent noun: `Modelliererin`, `Kulturförderer`."""
    lower = word.lower()
    if (
        len(word) < 6
        or lower in NOT_OFFICES
        or lower in NATIONALITIES
        or word in STOPWORDS
        or is_place(word)
        or is_town_adjective(word)
    ):
        return False
    last = lower.rpartition("-")[2]
    if last in NOT_OFFICES or last in NATIONALITIES or is_thing_noun(lower):
        return False
    return lower.endswith(_AGENT_ENDINGS)


@lru_cache(maxsize=16384)
def is_trade(word: str) -> bool:
    """Return whether the noun names a trade right before a full name.

    `Weber Anna Berg`, `Fährmann Jan Ott`: elsewhere the same words are surnames.
    """
    lower = word.lower()
    if lower in _TRADES or lower.rpartition("-")[2] in _TRADES:
        return True
    if lower in NOT_OFFICES or is_place(word):
        return False
    return len(lower) >= _MIN_COMPOUND and lower.endswith(("mann", "frau")) and not lower.endswith(_KIN)


_TRADES = frozenset(word.lower() for word in read_words("people/recognition/data/trades_de.txt"))
_MIN_COMPOUND = 7
_KIN = ("ehefrau", "ehemann", "landsmann", "landsfrau", "jungfrau", "stadtfrau")
_AGENT_ENDINGS = tuple(_WORDS["agent_endings"])
