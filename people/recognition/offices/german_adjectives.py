"""German adjectives before an office: `frühere`, `Regierender`, `Berliner`."""

from functools import lru_cache

from newsroom.text.wordlists import read_words, split_words
from people.recognition.tokenizer import TokenizedText
from people.recognition.word_classes import is_town_adjective

DETERMINERS = read_words("people/recognition/data/determiners_de.txt")
_NOT_ADJECTIVES = DETERMINERS | read_words("people/recognition/data/not_adjectives_de.txt")
_CAPITAL_ADJECTIVES = read_words("people/recognition/data/office_adjectives_de.txt")
_ENDINGS = ("e", "en", "er", "em", "es")


@lru_cache(maxsize=16384)
def is_adjective(word: str) -> bool:
    return word[:1].islower() and len(word) > 3 and word.endswith(_ENDINGS) and word not in _NOT_ADJECTIVES


@lru_cache(maxsize=16384)
def is_capital_adjective(word: str) -> bool:
    """Return whether the word is `Regierender`, `US-amerikanischer` or `Berliner`."""
    lower = word.lower()
    if not lower.endswith(_ENDINGS):
        return False
    if "-" in word and word.rpartition("-")[2][:1].islower():
        return True
    stem = lower.removesuffix("en").removesuffix("er").removesuffix("em").removesuffix("e").removesuffix("es")
    if stem in _CAPITAL_ADJECTIVES:
        return True
    if lower.endswith(("ischer", "ische", "ischen", "ischem", "licher", "liche", "lichen")):
        return True
    return is_town_adjective(word)


def find_town_opening(tokens: TokenizedText, i: int) -> int:
    """Return the start of an adjective of two words: `St. Galler`, `New Yorker`."""
    if not tokens.word(i).endswith("er"):
        return i
    if tokens.word(i - 1) == "." and tokens.word(i - 2) == "St":
        return i - 2
    return i - 1 if tokens.word(i - 1) in _FIRST_OF_TOWNS else i


_FIRST_OF_TOWNS = split_words("Sankt Bad New Den San Santa Los Hongkong")
