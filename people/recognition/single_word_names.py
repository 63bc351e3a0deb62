"""Single-word names: a surname after an office, a stage name, a name after kin."""

from dataclasses import dataclass

from newsroom.text.spans import Span
from newsroom.text.wordlists import read_toml, split_words
from people.recognition.kinship import KIN_DE, KIN_EN, POSSESSIVES
from people.recognition.name_tokens import NOBLE_TITLES
from people.recognition.offices.abbreviations import SHORT_OFFICES
from people.recognition.offices.is_office import (
    is_english_office,
    is_german_office,
    is_plural_office,
    may_be_company,
)
from people.recognition.reproaches import is_reproach
from people.recognition.stage_names import FIRST_OF_STAGE_NAMES, STAGE_NAMES
from people.recognition.tokenizer import LOWER, NUMBER, OPENING_QUOTES, TokenizedText
from people.recognition.word_classes import is_given_name, is_place, may_be_name, strip_possessive
from people.recognition.word_lists import THING_NOUNS, TITLES

_WORDS = read_toml("people/recognition/data/words.toml")["single_word_names"]

_ENGLISH_TITLES = frozenset(_WORDS["english_titles"])


_OBERST_FORMS = split_words("Oberste Obersten Oberster Oberstem Dichter Hohe Hohen Hoher Hohem")
"""`Oberster Gerichtshof`, `Dichter Rauch`: the adjective is also a rank or a profession."""
_SINGULAR_ARTICLES = split_words("dem zum vom beim des")
_DEPARTMENTS = frozenset(_WORDS["departments"])
_MAX_STAGE_NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class SingleName:
    """Tokens `first <= i < end` are the name."""

    name: str
    first: int
    end: int
    span: Span
    rule: str


def read_single_name(tokens: TokenizedText, i: int, taken: bytearray, language: str) -> SingleName | None:
    return (
        _read_stage_name(tokens, i, taken)
        or _read_name_after_kin(tokens, i, taken, language)
        or _read_name_after_office(tokens, i, taken, language)
    )


def _read_stage_name(tokens: TokenizedText, i: int, taken: bytearray) -> SingleName | None:
    if tokens.words[i] not in FIRST_OF_STAGE_NAMES and tokens.words[i][:-1] not in FIRST_OF_STAGE_NAMES:
        return None
    for end in range(min(i + _MAX_STAGE_NAME_WORDS, len(tokens)), i, -1):
        name = " ".join(tokens.words[i:end])
        stem = strip_possessive(name) if name.endswith("'s") else name
        if stem not in STAGE_NAMES and stem.removesuffix("s") in STAGE_NAMES:
            stem = stem.removesuffix("s")
        if stem in STAGE_NAMES and not any(taken[i:end]) and not _is_part_of_longer_name(tokens, i, end):
            last = tokens.ends[end - 1] - (len(name) - len(stem))
            return SingleName(stem, i, end, Span(tokens.starts[i], last), "person.stage-name")
    return None


def _is_part_of_longer_name(tokens: TokenizedText, i: int, end: int) -> bool:
    """Return whether the words are a quoted title or part of a longer name."""
    if tokens.word(i - 1) in {"„", '"', "»", "“"} and tokens.word(end) in {"“", '"', "«", "”"}:
        return True
    before = (
        tokens.is_word(i - 1)
        and is_given_name(tokens.word(i - 1))
        and tokens.starts[i] - tokens.ends[i - 1] <= 2
    )
    return before or _is_next_word(tokens, end)


def _is_next_word(tokens: TokenizedText, i: int) -> bool:
    """Return whether a word with a capital is at `i`, right after the token before."""
    return tokens.is_word(i) and tokens.starts[i] - tokens.ends[i - 1] <= 2


def _read_name_after_kin(tokens: TokenizedText, i: int, taken: bytearray, language: str) -> SingleName | None:
    """Return a given name after kin: `seine Frau Marlene`, `his daughter Ruth`."""
    before = tokens.word(i - 1)
    kin = _find_kin_before_list(tokens, i, taken) if before in _JOINING else i - 1
    if tokens.word(kin) not in (KIN_EN if language == "en" else KIN_DE) or taken[kin]:
        return None
    word = strip_possessive(tokens.words[i])
    owner = kin - 1
    while owner > kin - 4 and tokens.kind(owner) == LOWER and tokens.word(owner) not in POSSESSIVES:
        owner -= 1
    owned = tokens.word(owner).lower() in POSSESSIVES or _is_personal_genitive(tokens, owner)
    known = is_given_name(word) or (language == "en" and may_be_name(word))
    if not owned or not known or (is_place(word) and not is_given_name(word)):
        return None
    if _is_next_word(tokens, i + 1):
        return None
    return SingleName(
        word, i, i + 1, Span(tokens.starts[i], tokens.starts[i] + len(word)), "person.given-after-kin"
    )


def _is_personal_genitive(tokens: TokenizedText, i: int) -> bool:
    """Return whether a person's genitive is at `i`: `Leonores Schwester`."""
    word = tokens.word(i)
    return (
        tokens.is_word(i) and word.endswith("s") and is_given_name(strip_possessive(word).removesuffix("s"))
    )


def _find_kin_before_list(tokens: TokenizedText, i: int, taken: bytearray) -> int:
    """Return the token before a list of given names: `ihre Kinder Ida, Emil und Jan`."""
    k = i - 1
    while tokens.word(k) in _JOINING and k and taken[k - 1] and is_given_name(tokens.word(k - 1)):
        k -= 2
    return k


_JOINING = frozenset({",", "und", "and"})


def _read_name_after_office(
    tokens: TokenizedText, i: int, taken: bytearray, language: str
) -> SingleName | None:
    before = tokens.word(i - 1)
    if not tokens.is_word(i - 1) or taken[i - 1] or tokens.word(i - 2) in OPENING_QUOTES:
        return None
    if (
        not (before in _ENGLISH_TITLES if language == "en" else is_german_office(before))
        or (is_plural_office(before) and not _is_oblique(tokens, i - 1))
        or before in NOBLE_TITLES
        or before in _OBERST_FORMS
        or (language == "de" and may_be_company(before))
        or (before.endswith("e") and _is_counted(tokens, i - 2))
    ):
        return None
    word = tokens.words[i]
    if len(word) < 3 or _is_abbreviated(tokens, i) or not may_be_name(word) or is_english_office(word):
        return None
    if _is_next_word(tokens, i + 1) and not (language == "de" and is_reproach(tokens, i + 1)):
        return None
    stem = word[:-2] if word.endswith("'s") else word
    if (
        stem.lower() in THING_NOUNS
        or "-" in stem
        or stem in _DEPARTMENTS
        or (language == "de" and is_reproach(tokens, i))
    ):
        return None
    span = Span(tokens.starts[i], tokens.starts[i] + len(stem))
    return SingleName(stem, i, i + 1, span, "person.surname-after-office")


def _is_counted(tokens: TokenizedText, i: int) -> bool:
    """Return whether a number is at `i`: `dort zählten 40 Freiwillige Vögel`."""
    return tokens.kind(i) == NUMBER or tokens.word(i).lower() in _COUNTS


_COUNTS = frozenset(_WORDS["counts"])


def _is_abbreviated(tokens: TokenizedText, i: int) -> bool:
    """Return whether a title is at `i`: `Landesrat Ing. Anna Berg`."""
    return tokens.word(i + 1) == "." and (tokens.word(i) in TITLES or tokens.word(i) in SHORT_OFFICES)


def _is_oblique(tokens: TokenizedText, i: int) -> bool:
    """Return whether the office is singular: `mit dem französischen Präsidenten X`."""
    return tokens.word(i).endswith("en") and not {tokens.word(i - 1), tokens.word(i - 2)}.isdisjoint(
        _SINGULAR_ARTICLES
    )
