"""Names without a given or a family name: a surname after an office, a stage name, a given name after kin."""

from dataclasses import dataclass

from newsroom.text.spans import Span
from newsroom.text.wordlists import split_words
from people.recognition.kinship import KIN_DE, KIN_EN, OWNERS
from people.recognition.name_tokens import NOBLE
from people.recognition.offices.is_office import is_english_office, is_german_office, is_plural, may_be_a_firm
from people.recognition.stage_names import FIRST_OF_STAGE_NAMES, STAGE_NAMES
from people.recognition.tokenizer import LOWER, WORD, TokenizedText
from people.recognition.word_classes import is_given, is_namelike, is_place, strip_possessive
from people.recognition.word_lists import BODIES, CLUBS

_ENGLISH_TITLES = split_words(
    """
    President Senator Minister Secretary Chancellor Governor Mayor Judge Justice Officer Detective Coach
    Bishop Archbishop Cardinal
    Congressman Congresswoman Premier Speaker Sheriff Sergeant Captain Colonel Ambassador Commissioner
    """
)


_OBERST = split_words("Oberste Obersten Oberster Oberstem")
"""`Oberster Gerichtshof`: an adjective that is an officer, too."""
_SINGULAR = split_words("dem zum vom beim des")
_DEPARTMENTS = split_words(
    """
    Kultur Forschung Personal Vertrieb Finanzen Politik Wirtschaft Sport Technik Medien Kommunikation
    Marketing Entwicklung Recht Einkauf Produktion Digitales Bildung Verkehr Umwelt Gottes
    """
)
_LONGEST_STAGE_NAME = 3
_OPENING = frozenset("„“\"«»‚'")


@dataclass(frozen=True, slots=True)
class Single:
    """Tokens `first <= i < end` are the name."""

    name: str
    first: int
    end: int
    span: Span
    rule: str


def read_single(page: TokenizedText, i: int, taken: bytearray, language: str) -> Single | None:
    return (
        _stage_name(page, i, taken)
        or _after_kin(page, i, taken, language)
        or _after_office(page, i, taken, language)
    )


def _stage_name(page: TokenizedText, i: int, taken: bytearray) -> Single | None:
    if page.words[i] not in FIRST_OF_STAGE_NAMES and page.words[i][:-1] not in FIRST_OF_STAGE_NAMES:
        return None
    for end in range(min(i + _LONGEST_STAGE_NAME, len(page)), i, -1):
        name = " ".join(page.words[i:end])
        stem = strip_possessive(name) if name.endswith("'s") else name
        if stem not in STAGE_NAMES and stem.removesuffix("s") in STAGE_NAMES:
            stem = stem.removesuffix("s")
        if stem in STAGE_NAMES and not any(taken[i:end]) and not _goes_on(page, i, end):
            last = page.ends[end - 1] - (len(name) - len(stem))
            return Single(stem, i, end, Span(page.starts[i], last), "person.stage-name")
    return None


def _goes_on(page: TokenizedText, i: int, end: int) -> bool:
    """A quoted title, or one more capitalised word of a longer name."""
    if page.word(i - 1) in {"„", '"', "»", "“"} and page.word(end) in {"“", '"', "«", "”"}:
        return True
    before = page.is_word(i - 1) and is_given(page.word(i - 1)) and page.starts[i] - page.ends[i - 1] <= 2
    return before or (page.is_word(end) and page.starts[end] - page.ends[end - 1] <= 2)


def _after_kin(page: TokenizedText, i: int, taken: bytearray, language: str) -> Single | None:
    """`seine Frau Marlene`, `his daughter Ruth`: the family shares the name said before."""
    before = page.word(i - 1)
    kin = _kin_before(page, i, taken) if before in _JOINING else i - 1
    if page.word(kin) not in (KIN_EN if language == "en" else KIN_DE) or taken[kin]:
        return None
    word = strip_possessive(page.words[i])
    owner = kin - 1
    while owner > kin - 4 and page.kind(owner) == LOWER and page.word(owner) not in OWNERS:
        owner -= 1
    owned = page.word(owner).lower() in OWNERS or _is_a_persons(page, owner)
    known = is_given(word) or (language == "en" and is_namelike(word))
    if not owned or not known or (is_place(word) and not is_given(word)):
        return None
    if page.is_word(i + 1) and page.starts[i + 1] - page.ends[i] <= 2:
        return None
    return Single(word, i, i + 1, Span(page.starts[i], page.starts[i] + len(word)), "person.given-after-kin")


def _is_a_persons(page: TokenizedText, i: int) -> bool:
    """`Leonores Schwester`, `Ruth's brother`."""
    word = page.word(i)
    return page.is_word(i) and word.endswith("s") and is_given(strip_possessive(word).removesuffix("s"))


def _kin_before(page: TokenizedText, i: int, taken: bytearray) -> int:
    """The token before the list of given names that `i` goes on: `ihre Kinder Ida, Emil und Jan`."""
    k = i - 1
    while page.word(k) in _JOINING and k and taken[k - 1] and is_given(page.word(k - 1)):
        k -= 2
    return k


_JOINING = frozenset({",", "und", "and"})


def _after_office(page: TokenizedText, i: int, taken: bytearray, language: str) -> Single | None:
    before = page.word(i - 1)
    if not page.is_word(i - 1) or taken[i - 1] or page.word(i - 2) in _OPENING:
        return None
    if (
        not (before in _ENGLISH_TITLES if language == "en" else is_german_office(before))
        or (is_plural(before) and not _is_oblique(page, i - 1))
        or before in NOBLE
        or before in _OBERST
        or (language == "de" and may_be_a_firm(before))
    ):
        return None
    word = page.words[i]
    if len(word) < 3 or not is_namelike(word) or word in CLUBS or is_place(word) or is_english_office(word):
        return None
    if page.kind(i + 1) == WORD and page.starts[i + 1] - page.ends[i] <= 2:
        return None
    stem = word[:-2] if word.endswith("'s") else word
    if (
        stem.lower() in BODIES
        or "-" in stem
        or stem in _DEPARTMENTS
        or (language == "de" and _is_a_reproach(page, i))
    ):
        return None
    span = Span(page.starts[i], page.starts[i] + len(stem))
    return Single(stem, i, i + 1, span, "person.surname-after-office")


def _is_oblique(page: TokenizedText, i: int) -> bool:
    """`mit dem französischen Präsidenten X`: one president."""
    return page.word(i).endswith("en") and not {page.word(i - 1), page.word(i - 2)}.isdisjoint(_SINGULAR)


def _is_a_reproach(page: TokenizedText, i: int) -> bool:
    """`warf dem Kanzler Zögern vor`: what somebody is reproached with stands after the office."""
    return any(page.word(k) == "vor" and page.kind(k + 1) not in {LOWER, WORD} for k in range(i + 1, i + 5))
