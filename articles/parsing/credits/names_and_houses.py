"""Tests of names and houses in a caption without a label."""

import re

from articles.parsing.credits.tokenize import JOINING_SEPARATORS
from articles.parsing.credits.types import Credit, CreditPart, PartKind
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import split_words
from people.names.particles import LOWERCASE_PARTICLES
from people.recognition.offices.is_office import is_german_office
from people.recognition.word_classes import is_given_name, is_place, is_thing_noun

MAX_NAME_WORDS = 4
SOURCES = frozenset({PartKind.AGENCY, PartKind.DISTRIBUTOR})
MAKERS = frozenset({PartKind.MEDIA, PartKind.BODY, PartKind.HANDOUT, PartKind.NETWORK})
_ALL_SOURCES = SOURCES | MAKERS | {PartKind.CLIENT}
SILENT = frozenset({
    PartKind.NOTE, PartKind.ARCHIVE, PartKind.POOL, PartKind.YEAR, PartKind.COPYRIGHT, PartKind.PREFIX, PartKind.NOBODY,
})  # fmt: skip
PICTURE_WORD = re.compile(r"bild|foto|photo|picture|image", re.IGNORECASE)
JOINTS = JOINING_SEPARATORS | {"(", "-"}
_NO_NAME_PARTICLES = split_words("im am in an auf aus vom zum zur und bei mit vor")
"""Also prepositions: `Fähre im Hafen` is no name."""
ARTICLES = split_words("Der Die Das Ein Eine The A An Im In Am")


def is_credit_only(credit: Credit, *, sources: frozenset[PartKind] = _ALL_SOURCES) -> bool:
    """Return whether no part is prose, and at least one names somebody."""
    allowed = SILENT | sources | {PartKind.PERSON}
    kinds = {part.kind for part in credit.parts}
    return bool(kinds) and kinds <= allowed and not kinds <= SILENT - {PartKind.NOBODY}


def is_clear_maker(part: CreditPart) -> bool:
    if part.kind not in MAKERS or part.text.split()[0] in ARTICLES:
        return False
    return part.confidence is not Confidence.DOUBTFUL and len(part.text.split()) <= MAX_NAME_WORDS


def is_name(text: str, *, known: bool) -> bool:
    """Return whether the text is a name; a `known` one begins with a given name."""
    words = text.split()
    if not 1 < len(words) <= MAX_NAME_WORDS:
        return text.startswith("@")
    first = words[0]
    if any(word in _NO_NAME_PARTICLES for word in words) or first in ARTICLES:
        return False
    if not all(map(is_name_word, words)):
        return False
    if is_given_name(first) or is_given_name(first.title()) or (len(first) <= 3 and first.endswith(".")):
        return True
    return not known and not (is_german_office(first) or is_place(first) or is_thing_noun(first.lower()))


def is_name_word(word: str) -> bool:
    has_article = word[1:2] in {"'", "’", "-"} or word.startswith(("al-", "el-"))
    return word[:1].isupper() or word.casefold() in LOWERCASE_PARTICLES or has_article
