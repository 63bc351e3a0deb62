import pytest

from people.recognition.tokenizer import (
    BREAK,
    LOWER,
    NUMBER,
    SIGN,
    WORD,
    clean_text,
    detect_language,
    is_abbreviation,
    strip_accents,
    tokenize,
)
from tests.tables import each_of


@each_of(
    [
        ("Anna Quell kam.", ["Anna", "Quell", "kam", "."]),
        ("Anna-Lena O'Quell", ["Anna-Lena", "O'Quell"]),
        ("Innen- und Rechtsministerin", ["Innen-", "und", "Rechtsministerin"]),
        ("J. K. Quell", ["J", ".", "K", ".", "Quell"]),
        ("J.K. Quell", ["J.K.", "Quell"]),
        ("(34)", ["(", "34", ")"]),
        ("Anna\n \nQuell", ["Anna", "\n \n", "Quell"]),
        ("Anna\nQuell", ["Anna", "Quell"]),
        ("Bundes\u00adkanzler", ["Bundeskanzler"]),
        ("Anna\u2010Lena O’Quell", ["Anna-Lena", "O'Quell"]),
    ]
)
def test_a_text_is_cut_into_words_and_signs(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


def test_each_token_has_its_kind_and_its_place_in_the_text() -> None:
    tokens = tokenize("Am 3. Mai\n\nkam")

    assert tokens.kinds == [WORD, NUMBER, SIGN, WORD, BREAK, LOWER]
    assert list(zip(tokens.starts, tokens.ends, strict=True)) == [
        (0, 2),
        (3, 4),
        (4, 5),
        (6, 9),
        (9, 11),
        (11, 14),
    ]


def test_outside_the_text_there_is_an_empty_word_and_a_break() -> None:
    tokens = tokenize("Anna")

    assert [tokens.word(i) for i in (-1, 0, 1)] == ["", "Anna", ""]
    assert [tokens.kind(i) for i in (-1, 0, 1)] == [BREAK, WORD, BREAK]
    assert [tokens.is_word(i) for i in (-1, 0, 1)] == [False, True, False]


def test_words_are_counted_once_a_text() -> None:
    tokens = tokenize("Quell kam, Quell ging.")

    assert [tokens.count(word) for word in ("Quell", "kam", "Noll")] == [2, 1, 0]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Quell kam.", True),
        ("Er ging. Quell kam.", True),
        ("Er ging! Quell kam.", True),
        ("Er sagte: Quell kam.", True),
        ("Er ging\n\nQuell kam.", True),
        ("„Quell kam.", True),
        ("Er ging. „Quell kam.", True),
        ("Er ging „Quell kam.", False),
        ("Er ging – Quell kam.", True),
        ("• Quell kam.", True),
        ("Er ging, Quell kam.", False),
        ("Er sah Dr. Quell kommen.", False),
        ("Er sah J. Quell kommen.", False),
        ("Am 3. Quell kam.", False),
        ("Er ging Quell kam.", False),
    ],
)
def test_a_sentence_starts_after_its_sign_but_not_after_an_abbreviation(text: str, *, starts: bool) -> None:
    tokens = tokenize(text)

    assert tokens.starts_sentence(tokens.words.index("Quell")) is starts


@pytest.mark.parametrize(
    ("word", "short"), [("Dr", True), ("J", True), ("j", False), ("3", True), ("30", True), ("Quell", False)]
)
def test_an_abbreviation_is_listed_a_capital_or_a_number(word: str, *, short: bool) -> None:
    assert is_abbreviation(word) is short


@each_of(
    [
        ("Der Minister und die Kanzlerin kamen.", "de"),
        ("The minister and the president came.", "en"),
        ("Then Ursula von der Quell said that.", "en"),
        ("Anna Quell", "de"),
        ("Anna Quell waving", "en"),
        ("Anna Quell rechts", "de"),
        ("Anna Quell abends", "de"),
        ("Anna Quell wäving", "de"),
        ("Quell's Auto", "en"),
        ("a. M. Quell", "de"),
        ("", "de"),
    ]
)
def test_small_words_tell_the_language_and_german_is_the_default(text: str, language: str) -> None:
    assert detect_language(tokenize(text)) == language


@each_of([("Sánchez", "Sanchez"), ("Łukasz", "Lukasz"), ("Größe", "Grosse"), ("Quell", "Quell")])
def test_accents_and_strokes_are_stripped(word: str, plain: str) -> None:
    assert strip_accents(word) == plain


def test_a_shown_text_has_single_spaces_and_no_invisible_signs() -> None:
    assert clean_text(" Bundes\u00adkanzler \u00a0 Quell\n") == "Bundeskanzler Quell"
