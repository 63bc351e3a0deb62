"""One word right after an office that can only be a surname or a stage name."""

from dataclasses import dataclass

from newsroom.reading import Span
from people.mentions.office_words import is_english_office, is_german_office, is_plural, may_be_a_firm
from people.mentions.tokens import WORD, Sheet
from people.mentions.word_kinds import is_namelike, is_place
from people.mentions.wordlist import words
from people.mentions.words import BODIES, CLUBS

_ENGLISH_TITLES = words(
    """
    President Senator Minister Secretary Chancellor Governor Mayor Judge Justice Officer Detective Coach
    Bishop Archbishop Cardinal
    Congressman Congresswoman Premier Speaker Sheriff Sergeant Captain Colonel Ambassador Commissioner
    """
)


@dataclass(frozen=True, slots=True)
class Single:
    name: str
    first: int
    span: Span


def read_single(page: Sheet, i: int, taken: bytearray, language: str) -> Single | None:
    before = page.word(i - 1)
    if not page.is_word(i - 1) or taken[i - 1]:
        return None
    if (
        not (is_english_office(before) if language == "en" else is_german_office(before))
        or is_plural(before)
        or (language == "de" and may_be_a_firm(before))
    ):
        return None
    word = page.words[i]
    if len(word) < 3 or not is_namelike(word) or word in CLUBS or is_place(word) or is_english_office(word):
        return None
    if page.kind(i + 1) == WORD and page.starts[i + 1] - page.ends[i] <= 2:
        return None
    stem = word[:-2] if word.endswith("'s") else word
    if stem.lower() in BODIES or "-" in stem:
        return None
    return Single(stem, i, Span(page.starts[i], page.starts[i] + len(stem)))
