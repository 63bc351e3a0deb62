"""Test for nouns of offices, in German with compounds, in English word by word."""

from functools import lru_cache

from newsroom.text.wordlists import read_toml, read_words, split_words
from people.recognition.offices.inflection_de import NOT_OFFICES, OFFICES_DE, PLURAL_DE
from people.recognition.offices.inflection_en import OFFICES_EN, PLURAL_EN, SMALL_ONLY
from people.recognition.tokenizer import TokenizedText

_WORDS = read_toml("people/recognition/data/words.toml")["is_office"]

_NO_COMPOUND = frozenset(_WORDS["no_compound"])
# No German noun has more letters; without a limit the time would be quadratic.
_MAX_WORD_LENGTH = 60
_COUNCIL = split_words("rat rats rates rate raten")
"""At the end of another word mostly the body, or a rate: `Ältestenrats`, `Zinsrate`."""
_ABBREVIATED_OFFICES = frozenset(_WORDS["abbreviated_offices"])


@lru_cache(maxsize=65536)
def is_german_office(word: str) -> bool:
    """Return whether the word is an office: `Bundesfinanzministerin`, `RKI-Präsident`.

    `Merz-Vertrauter` and `OB` are offices; kin, nationalities and parties are not.
    """
    if word.rpartition("-")[2] in _ABBREVIATED_OFFICES:
        return True
    lower = word.lower()
    if lower in NOT_OFFICES or lower in _NO_COMPOUND:
        return False
    if lower in OFFICES_DE:
        return True
    head, sign, last = lower.rpartition("-")
    if sign:
        return bool(head) and last not in _COUNCIL and (last in OFFICES_DE or _ends_in_office(last))
    return _ends_in_office(lower)


def _ends_in_office(lower: str) -> bool:
    if len(lower) > _MAX_WORD_LENGTH:
        return False
    for k in range(2, len(lower) - 3):
        part = lower[k:]
        if part in OFFICES_DE and part not in _COUNCIL:
            return True
        if part in NOT_OFFICES or part in _NO_COMPOUND:
            return False
    return False


@lru_cache(maxsize=65536)
def is_english_office(word: str) -> bool:
    lower = word.lower()
    if lower in OFFICES_EN or word in SMALL_ONLY:
        return True
    head, _, last = lower.rpartition("-")
    return bool(head) and (last in OFFICES_EN or lower.endswith(("-elect", "-designate")))


def is_office_at(tokens: TokenizedText, i: int, language: str) -> bool:
    word = tokens.word(i)
    if word.casefold() in tokens.offices:
        return True
    return is_english_office(word) if language == "en" else tokens.is_word(i) and is_german_office(word)


@lru_cache(maxsize=8192)
def may_be_company(word: str) -> bool:
    """Return whether a company or club is called so too: `Hersteller`."""
    lower = word.lower()
    head, _, last = lower.rpartition("-")
    return (
        lower.removesuffix("s").endswith(_COMPANY_NOUNS)
        and lower not in _PERSONS_ONLY
        and not (lower != "meister" and lower.endswith("meister") and not lower.endswith(_WINNERS))
        and not (head and last in _TITLE_HOLDERS)
    )


# `Box-Weltmeister` is a person; `Weltmeister` alone may be a team.
_TITLE_HOLDERS = split_words("weltmeister europameister champion sieger verfolger pionier spezialist")
_PERSONS_ONLY = frozenset(_WORDS["persons_only"])
_WINNERS = tuple(part + "meister" for part in _WORDS["winners"])
"""`Meister` of a contest may be a team; a `Straßenmeister` is a person."""
_COMPANY_NOUNS = tuple(read_words("people/recognition/data/company_nouns_de.txt"))


@lru_cache(maxsize=8192)
def is_plural_office(word: str) -> bool:
    """Return whether the form is plural: `Ministerinnen`, `senators`.

    `Präsidenten` counts, although it may be an oblique singular.
    """
    lower = word.lower().rpartition("-")[2]
    if lower in PLURAL_DE or lower in PLURAL_EN:
        return True
    return len(lower) <= _MAX_WORD_LENGTH and any(lower[k:] in PLURAL_DE for k in range(1, len(lower)))
