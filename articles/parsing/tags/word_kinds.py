"""Kinds of the words in a closing tag outside of any phrase: initials, names."""

import re

from articles.parsing.dates.calendar_names import FULL_MONTHS
from articles.parsing.lexicon import Lexicon, PhraseKind, fold_spelling
from articles.parsing.lexicon.tag_signs import (
    LOWERCASE_MEDIA,
    NON_INITIALS,
    PRESS_RELEASE_SIGNS,
    SIGNING_MEDIA,
)
from articles.parsing.tags.units import TagKind, TagWord

_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_TWO_IN_ONE = re.compile(r"[A-ZÄÖÜ][a-zäöü]{2,}[A-ZÄÖÜ][a-zäöü]{3,}")
"""`AbendKurier`: names of media are written so, those of people are not."""
_PICTURE_WORDS = frozenset({"photo", "photos", "foto", "pool", "uncredited", "handout"})
PARTICLES = frozenset({"von", "van", "de", "der", "den", "zu", "del", "della", "di", "da"})


def is_non_initials(word: TagWord, lexicon: Lexicon) -> bool:
    letters = "".join(word.keys)
    return letters in NON_INITIALS and letters not in lexicon.initials


def classify_words(words: list[TagWord], lexicon: Lexicon) -> tuple[TagKind, str, list[TagWord]]:
    text = " ".join(word.text for word in words)
    key = fold_spelling(text)
    if not _PICTURE_WORDS.isdisjoint(key.split()):
        return TagKind.REFUSED, text, words
    if len(words) == 1:
        return *_classify_word(words[0], key, lexicon), words
    entry = lexicon.entries.get(key)
    if entry and entry.kind is PhraseKind.HOUSE:
        return TagKind.MEDIUM, text, words
    name = _cut_place(words)
    if _is_name(name):
        return TagKind.NAME, " ".join(word.text for word in name), name
    return TagKind.REFUSED, text, words


def _classify_word(word: TagWord, key: str, lexicon: Lexicon) -> tuple[TagKind, str]:
    entry = lexicon.entries.get(key)
    if key in PRESS_RELEASE_SIGNS and key not in lexicon.initials:
        return TagKind.RELEASE, word.text
    if word.text == "BILD" or (key in LOWERCASE_MEDIA and key not in lexicon.initials):
        return TagKind.MEDIUM, word.text
    sign = get_initials(word, lexicon)
    if sign:
        return TagKind.SIGN, sign
    if (
        key in SIGNING_MEDIA
        or (entry and entry.kind is PhraseKind.HOUSE)
        or _is_domain(word)
        or _TWO_IN_ONE.fullmatch(word.text)
    ):
        return TagKind.MEDIUM, word.text
    if (
        not word.keys
        or key in FULL_MONTHS
        or (entry and entry.kind in {PhraseKind.ARCHIVE, PhraseKind.POOL, PhraseKind.PREFIX})
    ):
        return TagKind.REFUSED, word.text
    return TagKind.UNKNOWN, word.text


def _is_domain(word: TagWord) -> bool:
    return (
        "." in word.text.rstrip(".")
        and len(word.keys) >= 2
        and 2 <= len(word.keys[-1]) <= 4
        and len(word.keys[0]) > 2
    )


def get_initials(word: TagWord, lexicon: Lexicon) -> str:
    """Return initials in lower case without dots, or a sign the desk knows."""
    letters = "".join(word.keys)
    if letters in lexicon.initials or letters == "red":
        return letters
    if len(word.keys) > 1 and not _DOTTED.fullmatch(word.text):
        return ""
    small = word.text.rstrip(".").replace(".", "")
    if small.startswith("-") and small.endswith("-"):
        small = small.strip("-")
    if small.isalpha() and small.islower() and 2 <= len(small) <= 5 and letters not in PRESS_RELEASE_SIGNS:
        return small
    return ""


def _cut_place(words: list[TagWord]) -> list[TagWord]:
    """Return `Anna Berger` of `Anna Berger aus Wien`."""
    for index, word in enumerate(words):
        if index and word.text in {"aus", "in"}:
            return words[:index]
    return words


def _is_name(words: list[TagWord]) -> bool:
    if not 2 <= len(words) <= 4 or not words[0].text[:1].isupper() or not words[-1].text[:1].isupper():
        return False
    return all(
        (w.text[:1].isupper() and not any(c.isdigit() for c in w.text)) or w.text in PARTICLES for w in words
    )
