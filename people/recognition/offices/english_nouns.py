"""English nouns of offices that no list contains, and offices of two words."""

from newsroom.text.places import PLACES
from newsroom.text.wordlists import read_toml, split_words
from people.recognition.offices.inflection_en import NOT_OFFICES_EN, SMALL_ONLY
from people.recognition.tokenizer import LOWER, WORD, TokenizedText
from people.recognition.word_lists import STOPWORDS

_WORDS = read_toml("people/recognition/data/words.toml")["english_nouns"]

BEFORE_VERBS = split_words("to will would can could must should may might shall not")
"""`plans to host Prime Minister X`: after these words `host` is a verb."""


def is_agent_noun(tokens: TokenizedText, j: int) -> bool:
    """Return whether an unlisted agent noun is at `j`: `the weaver Anna Berg`.

    A capital is only that of a sentence; after `to` or `will` the word is a verb.
    """
    word = tokens.words[j]
    if tokens.kinds[j] == WORD:
        if not tokens.starts_sentence(j):
            return False
    elif tokens.kinds[j] != LOWER or tokens.word(j - 1) in BEFORE_VERBS or word in _AGENT_LIKE_VERBS:
        return False
    lower = word.lower()
    if lower in SMALL_ONLY:
        return True
    if len(word) < 6 or word in STOPWORDS or lower in _NO_AGENTS or word in PLACES:
        return False
    return lower.endswith(_AGENT_ENDINGS)


_AGENT_LIKE_VERBS = frozenset(_WORDS["agent_like_verbs"])
_AGENT_ENDINGS = ("er", "or", "ist", "eer", "man", "woman", "ician", "master", "smith", "wright")
_NO_AGENTS = NOT_OFFICES_EN | frozenset(_WORDS["no_agents"])


def is_office_of_two_words(tokens: TokenizedText, j: int) -> bool:
    """Return whether a two-word office ends at `j`: `board member`, `first lady`.

    Neither word is an office alone.
    """
    word, earlier = tokens.word(j).lower(), tokens.word(j - 1).lower()
    return earlier in _FIRST_OF_TWO.get(word, ())


_FIRST_OF_TWO: dict[str, list[str]] = _WORDS["first_of_two"]
