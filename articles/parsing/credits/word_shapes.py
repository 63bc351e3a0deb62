"""Tests of the form of unknown words: organisation, media house, acronym, prose."""

import re
from collections.abc import Sequence

from articles.parsing.credits.tokenize import CreditWord
from articles.parsing.dates.calendar_names import FULL_MONTHS
from articles.parsing.lexicon.media_houses import (
    DOMAIN_ENDINGS,
    MEDIA_HOUSE_ENDINGS,
    MEDIA_HOUSE_STARTS,
    MEDIA_HOUSE_WORDS,
    MEDIA_WORDS,
    NEWSPAPER_TITLES,
    UNMISTAKABLE_NEWSPAPER_TITLES,
)
from articles.parsing.lexicon.organisations import (
    AMBIGUOUS_ORGANISATION_WORDS,
    LEADING_ORGANISATION_WORDS,
    ORGANISATION_ENDINGS,
    ORGANISATION_STARTS,
    ORGANISATION_WORDS,
)
from people.names.particles import LOWERCASE_PARTICLES
from people.recognition.word_classes import (
    is_adjectival,
    is_arabic_surname,
    is_given_name,
    is_place,
    may_be_surname,
)

_ABBREVIATED_PARTICLE = 4
"""Characters of `v.`, `v.d.`."""
_MAX_NAMES = 4
_MAX_ACRONYM = 3
_BROADCASTER = re.compile(r"[WK][A-Z]{2,3}(?:-(?:TV|FM|AM|DT))?")


def is_organisation(keys: list[str]) -> bool:
    """Return whether a word marks an authority, firm, party, theatre or the like."""
    if not MEDIA_WORDS.isdisjoint(keys) or _is_english_newspaper(keys):
        return False
    is_leading = keys[0] in LEADING_ORGANISATION_WORDS and (len(keys) > 1 or keys[0] in ORGANISATION_WORDS)
    return is_leading or any(_is_organisation_word(key) for key in keys) or _is_ambiguous_organisation(keys)


def _is_organisation_word(key: str) -> bool:
    if key in ORGANISATION_WORDS:
        return key not in AMBIGUOUS_ORGANISATION_WORDS
    return (len(key) > 6 and key.endswith(ORGANISATION_ENDINGS)) or (
        len(key) > 10 and key.startswith(ORGANISATION_STARTS)
    )


def _is_ambiguous_organisation(keys: list[str]) -> bool:
    """Return whether `Deutsche Bank`, `Bank Austria` is one; `Paul Bank` is a person."""
    marked = [index for index, key in enumerate(keys) if key in AMBIGUOUS_ORGANISATION_WORDS]
    if not marked or not MEDIA_HOUSE_WORDS.isdisjoint(keys):
        return False
    return len(keys) != 2 or marked[0] == 0


def is_media_house(words: list[CreditWord], keys: list[str]) -> bool:
    if any(key in MEDIA_HOUSE_WORDS or key in MEDIA_WORDS for key in keys) or _is_english_newspaper(keys):
        return True
    if _is_local_newspaper(words, keys):
        return True
    if len(words) == 1 and len(keys) > 1 and keys[-1] in DOMAIN_ENDINGS and "." in words[0].text:
        return True
    return any(
        len(key) > 7 and (key.endswith(MEDIA_HOUSE_ENDINGS) or key.startswith(MEDIA_HOUSE_STARTS))
        for key in keys
    )


def _is_english_newspaper(keys: list[str]) -> bool:
    """Return whether the words are like `The Orange County Register`."""
    return len(keys) > 2 and keys[0] == "the" and keys[-1] in NEWSPAPER_TITLES


def _is_local_newspaper(words: list[CreditWord], keys: list[str]) -> bool:
    """Return whether the words are like `Harbor Gazette`, `Leipzig Star`.

    `Jim Star` is a person.
    """
    if len(words) < 2 or keys[-1] not in NEWSPAPER_TITLES:
        return False
    return keys[-1] in UNMISTAKABLE_NEWSPAPER_TITLES or is_place(words[0].text.title())


def is_handle(text: str) -> bool:
    """Return whether the text is the name of an account: `@seaview`, `nord_licht`."""
    return text.startswith("@") or "_" in text.strip("_")


def is_broadcaster(text: str) -> bool:
    """Return whether the text is the call sign of an American station: `KXQR-TV`."""
    return _BROADCASTER.fullmatch(text) is not None


def has_leading_acronym(words: list[CreditWord]) -> bool:
    """Return whether capitals come first: `RWTH Aachen`, unlike `Odd ANDERSEN`."""
    first, *others = (word.text for word in words)
    if (
        len(others) == 1
        and 1 < len(first) <= 4
        and first.isupper()
        and others[0].lower() in AMBIGUOUS_ORGANISATION_WORDS
    ):
        return not others[0].isupper()
    if len(first) < 3 or not first.isalpha() or not first.isupper() or not others:
        return False
    return all(len(text) > 2 and text[:1].isupper() and not text.isupper() for text in others)


def is_acronym(word: str) -> bool:
    """Return whether a word is like `ABC`, `StZN`, or four letters without a vowel."""
    text = word.rstrip(".")
    has_vowel = any(char in "AEIOUYÄÖÜ" for char in text)
    if "&" in text and len(text) <= 5:
        return True
    if text.isalpha() and len(text) <= 5 and text[-2:].isupper() and not text.isupper():
        return True
    return text.isalpha() and text.isupper() and (len(text) <= 3 or (len(text) == 4 and not has_vowel))


def is_prose(words: list[CreditWord]) -> bool:
    """Return whether words in lower case that are no particles are among others.

    Up to three words all in lower case may be a name.
    """
    if len(words) <= 3 and all(word.text.islower() for word in words):
        return False
    small = [word for word in words if _is_small(word.text)]
    return 0 < len(small) < len(words) and (len(words) > 2 or not words[-1].text.isupper())


def _is_small(text: str) -> bool:
    return (
        text[:1].islower()
        and text.casefold() not in LOWERCASE_PARTICLES
        and text[1:2] not in {"'", "’"}
        and "-" not in text
        and not (text.endswith(".") and len(text) <= _ABBREVIATED_PARTICLE)
    )


def is_restriction(words: Sequence[CreditWord]) -> bool:
    """Return whether the words restrict the use: `Netherlands OUT`, `NO SALES`."""
    first, last = words[0].text, words[-1].text
    if len(words) > 1 and (first == "RESTRICTED" or last == "USE"):
        return True
    if len(words) > 1 and (last in {"OUT", "ONLY"} or (last == "out" and first[:1].isupper())):
        return True
    return len(words) > 1 and first == "NO" and not words[1].text.istitle()


def is_partnership(words: list[CreditWord]) -> bool:
    """Return whether two bare surnames are a firm: `Nordmann & Kern`."""
    return len(words) == 3 and words[1].text == "&" and words[0].text.isalpha() and words[2].text.isalpha()


def is_number(words: list[CreditWord]) -> bool:
    """Return whether the text is a file number: two digits or more, few letters."""
    text = "".join(word.text for word in words)
    digits = sum(char.isdigit() for char in text)
    return digits >= 2 and digits >= sum(char.isalpha() for char in text)


def is_date(words: list[CreditWord]) -> bool:
    """Return whether the words are a day and a month: `12. März`."""
    names = [word.text.casefold().rstrip(".") for word in words]
    return any(name in FULL_MONTHS for name in names) and all(
        name in FULL_MONTHS or name[:1].isdigit() for name in names
    )


def is_like_person(words: Sequence[str]) -> bool:
    """Return whether the words may name a person: `Nhac Nguyen`, not `Rega Schweiz`.

    After a given name nearly every word is a surname; before and after an unknown one no place or thing is.
    """
    is_in_capitals = all(map(str.isupper, words))
    names = [word.title() if is_in_capitals or _is_to_capitalise(word) else word for word in words]
    first, last = names[0], names[-1]
    if len(names) > _MAX_NAMES and LOWERCASE_PARTICLES.isdisjoint(words):
        return False
    # two letters are initials or a short name: `LM Otero`, `An Rong`
    if is_given_name(first) or "." in first or last.endswith(".") or len(first) < _MAX_ACRONYM:
        return True
    is_place_or_kind = is_place(first) or is_place(last) or is_adjectival(first)
    is_surname = may_be_surname(last) or is_arabic_surname(last)
    return may_be_surname(first) and is_surname and not is_place_or_kind


def _is_to_capitalise(word: str) -> bool:
    return word.islower() or (word.isupper() and len(word) > _MAX_ACRONYM)
