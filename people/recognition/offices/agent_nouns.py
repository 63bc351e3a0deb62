"""German agent nouns that no list of offices contains."""

from functools import lru_cache

from people.recognition.offices.inflection_de import NATIONALITIES, NOT_OFFICES
from people.recognition.word_classes import is_place, is_thing_noun, is_town_adjective
from people.recognition.word_lists import STOPWORDS


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


_AGENT_ENDINGS = (
    "erin", "istin", "ologin", "entin", "antin", "orin", "eurin", "ärin", "ologe", "loge", "eur", "führer",
    "förderer", "macher", "nehmer",
    "geber", "halter", "leger", "pfleger", "helfer", "kämpfer", "werber", "läufer", "springer", "werfer",
    "steller", "rechtler", "ierer",
    "ianer", "iker", "ler", "ner", "nist", "iste",
)  # fmt: skip
