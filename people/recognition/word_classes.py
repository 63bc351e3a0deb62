"""Classes of single words: given name, surname, place, thing, adjective."""

import re
from functools import lru_cache

from newsroom.text.places import PLACES
from newsroom.text.wordlists import read_toml, read_words, split_words
from people.recognition.given_names import GIVEN_NAMES
from people.recognition.offices.is_office import is_german_office
from people.recognition.tokenizer import strip_accents
from people.recognition.word_lists import AMBIGUOUS_FAMILY, CLUBS, PARTIES, STOPWORDS, SUFFIXES, THING_NOUNS

_WORDS = read_toml("people/recognition/data/words.toml")["word_classes"]

# Nouns of things that are also surnames, but only right after a given name.
_THING_NOUNS_AND_SURNAMES = frozenset(_WORDS["thing_nouns_and_surnames"])


_PARTIES_ALONE = PARTIES - AMBIGUOUS_FAMILY
_SECOND_FAMILY = split_words("berg burg kreis schiff damm graben hill church stein bach feld")


_LONG_THING_NOUNS = frozenset(body for body in THING_NOUNS if len(body) > 6) - {"gruppe"}


_AFTER_HYPHEN = read_words("people/recognition/data/nouns_after_name_de.txt")


_NOUN_ENDINGS = tuple(_WORDS["noun_endings"])


_GERMAN_LETTERS = frozenset("äöüÄÖÜß")


# Two syllables of Mandarin, as in `Jinping`; a single one may be a word of any language.
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcswy])"
    "(?:iang|iong|uang|iao|ian|ing|uan|uai|ang|eng|ong|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ue|ui|un|er|a|e|i|o|u)"
)


_PINYIN = re.compile(f"(?i:{_SYLLABLE}){{2}}")


_EAST_ASIAN_GIVEN_NAMES = read_words("people/recognition/data/given_names/east_asian_parts.txt")


_IRREGULAR_TOWN_ADJECTIVES = frozenset(_WORDS["irregular_town_adjectives"])


_ADJECTIVES = read_words("people/recognition/data/institution_adjectives_de.txt")


@lru_cache(maxsize=65536)
def is_given_name(word: str) -> bool:
    if word in GIVEN_NAMES:
        return True
    if not word.isascii() and strip_accents(word) in GIVEN_NAMES:
        return True
    parts = word.split("-")
    return len(parts) == 2 and all(part[:1].isupper() and is_given_name(part) for part in parts)


@lru_cache(maxsize=65536)
def may_be_surname(word: str) -> bool:
    """Return whether the word may be a surname after a given name.

    `Kaufmann` may be one; `Stiftung` and `Koch-Institut` are not.
    """
    if (
        len(word) < 2
        or not word[0].isupper()
        or word in _PARTIES_ALONE
        or word[-1] == "-"
        or word in SUFFIXES
    ):
        return False
    if (word in STOPWORDS and word not in AMBIGUOUS_FAMILY) or (word.isupper() and len(word) < 4):
        return False
    lower = strip_possessive(word).lower()
    last = lower.rpartition("-")[2]
    if last != lower and len(word.partition("-")[0]) > 1 and word.partition("-")[0].isupper():
        return False
    if (
        is_thing_noun(lower)
        and lower not in _THING_NOUNS_AND_SURNAMES
        and (last == lower or last not in _SECOND_FAMILY)
    ) or (last != lower and last in _AFTER_HYPHEN):
        return False
    return not any(c.isdigit() for c in word) and not (len(lower) > 6 and lower.endswith(_NOUN_ENDINGS))


@lru_cache(maxsize=65536)
def is_thing_noun(lower: str) -> bool:
    """Return whether the word or its ending is a house, street, institution or thing.

    Examples: `Universitätsklinikum`, `Koch-Institut`. `lower` is in lower case.
    """
    if lower in THING_NOUNS or lower.rpartition("-")[2] in THING_NOUNS:
        return True
    return len(lower) <= 60 and any(lower[k:] in _LONG_THING_NOUNS for k in range(3, len(lower) - 4))


@lru_cache(maxsize=65536)
def may_be_name(word: str) -> bool:
    """Return whether the word may be part of a name that no list contains."""
    if (
        not may_be_surname(word)
        or word in STOPWORDS
        or word.isupper()
        or word.lower() in _THING_NOUNS_AND_SURNAMES
        or _is_party_and_town(word)
        or word in _SHORT_RANKS
    ):
        return False
    return not is_german_office(word) and word not in CLUBS and not is_place(word)


_SHORT_RANKS = split_words("Supt Insp Sgt Cllr Lt Capt Cpl Pte Det Cdr Con Ch")


def _is_party_and_town(word: str) -> bool:
    """Return whether a party's letter is before a district: `R-Twin Falls`."""
    return word[1:2] == "-" and word[0] in "DRI" and word[2:3].isupper()


@lru_cache(maxsize=65536)
def is_place(word: str) -> bool:
    return word in PLACES or (word.endswith("s") and word[:-1] in PLACES)


def strip_possessive(word: str) -> str:
    """Return the word without an English genitive: `Biden's` → `Biden`."""
    return word[:-2] if word.endswith(("'s", "'S")) else word


@lru_cache(maxsize=8192)
def is_arabic_surname(word: str) -> bool:
    """Return whether the word is a surname with an Arabic article: `al-Sisi`."""
    head, sign, tail = word.partition("-")
    if not sign:
        head, sign, tail = word.partition("'")
        return head in {"d", "D", "l"} and tail[:1].isupper() and len(tail) > 2
    return (
        head in {"al", "el", "as", "ar", "ad", "at", "an", "ash", "asch", "esch", "ul", "ed", "ud"}
        and tail[:1].isupper()
    )


@lru_cache(maxsize=16384)
def has_foreign_letters(word: str) -> bool:
    """Return whether the word has letters that German nouns do not have: `Vučić`."""
    return not word.isascii() and any(
        c not in _GERMAN_LETTERS and c.isalpha() and not c.isascii() for c in word
    )


@lru_cache(maxsize=8192)
def is_chinese_given_name(word: str) -> bool:
    return word not in STOPWORDS and (word in _EAST_ASIAN_GIVEN_NAMES or bool(_PINYIN.fullmatch(word)))


@lru_cache(maxsize=8192)
def is_town_adjective(word: str) -> bool:
    """Return whether the word is `Berliner`, `Münchner` or `Marburger`."""
    if not word.endswith("er"):
        return False
    stem = word[:-2]
    return word in _IRREGULAR_TOWN_ADJECTIVES or any(
        is_place(made)
        for made in (stem, word[:-1], stem + "en", stem + "e", stem + "s", word.removesuffix("aner"))
    )


@lru_cache(maxsize=16384)
def is_adjectival(word: str) -> bool:
    """Return whether the word starts the name of an institution: `Vereinten`."""
    lower = word.lower()
    if lower.endswith(
        ("ische", "ischen", "ischer", "isches", "liche", "lichen", "licher", "ierte", "ierten")
    ):
        return True
    for ending in ("er", "en", "es", "em", "e"):
        if lower.endswith(ending) and lower.removesuffix(ending) in _ADJECTIVES:
            return True
    return False
