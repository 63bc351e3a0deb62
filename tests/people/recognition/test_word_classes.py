import pytest

from people.recognition.word_classes import (
    has_foreign_letters,
    is_adjectival,
    is_arabic_surname,
    is_chinese_given_name,
    is_given_name,
    is_place,
    is_thing_noun,
    is_town_adjective,
    may_be_name,
    may_be_surname,
    strip_possessive,
)
from tests.tables import each_of


@pytest.mark.parametrize(
    ("word", "given"),
    [
        ("Anna", True),
        ("Ánna", True),
        ("Anna-Lena", True),
        ("Anna-Quell", False),
        ("Anna-lena", False),
        ("Anna-Lena-Marie", False),
        ("Quell", False),
        ("anna", False),
    ],
)
def test_a_given_name_is_listed_with_and_without_accents_and_hyphens(word: str, *, given: bool) -> None:
    assert is_given_name(word) is given


@each_of(["Qi", "Quell", "Kaufmann", "Berg", "Quell-Berg", "Haus", "Koch", "Winter", "Quell's", "NATO"])
def test_these_words_may_be_surnames_after_a_given_name(word: str) -> None:
    assert may_be_surname(word)


@each_of(
    [
        "Q",
        "quell",
        "Quell-",
        "Jr",
        "CDU",
        "SPD",
        "Der",
        "EU",
        "Stiftung",
        "Zumstiftung",
        "Koch-Institut",
        "TV-Quell",
        "Quell-Chef",
        "Quell-Reise",
        "Qu3ll",
        "Zumkrankheit",
        "Quellschaft",
        "Stiftung's",
    ]
)
def test_a_thing_a_party_and_an_abstract_noun_are_no_surnames(word: str) -> None:
    assert not may_be_surname(word)


@pytest.mark.parametrize(
    ("lower", "thing"),
    [
        ("haus", True),
        ("quell-haus", True),
        ("universitätsklinikum", True),
        ("quell", False),
        ("landesgruppe", False),
        ("x" * 60 + "klinikum", False),
        ("x" * 52 + "klinikum", True),
    ],
)
def test_a_thing_is_listed_or_ends_with_a_long_listed_noun(lower: str, *, thing: bool) -> None:
    assert is_thing_noun(lower) is thing


@pytest.mark.parametrize(
    ("word", "possible"),
    [
        ("Quell", True),
        ("Berg", False),
        ("Haus", False),
        ("QUELL", False),
        ("Direktor", False),
        ("Berlin", False),
        ("Schalke", False),
        ("Winter", True),
        ("quell", False),
    ],
)
def test_an_unlisted_word_may_be_a_name_unless_it_is_something_else(word: str, *, possible: bool) -> None:
    assert may_be_name(word) is possible


@pytest.mark.parametrize(
    ("word", "place"), [("Berlin", True), ("Berlins", True), ("Quell", False), ("Berlinx", False)]
)
def test_a_place_may_have_a_genitive(word: str, *, place: bool) -> None:
    assert is_place(word) is place


@each_of([("Quell's", "Quell"), ("QUELL'S", "QUELL"), ("Quells", "Quells"), ("Quell'", "Quell'")])
def test_an_english_genitive_is_stripped(word: str, stem: str) -> None:
    assert strip_possessive(word) == stem


@pytest.mark.parametrize(
    ("word", "arabic"),
    [
        ("al-Quell", True),
        ("asch-Quell", True),
        ("Al-Quell", False),
        ("al-quell", False),
        ("von-Quell", False),
        ("d'Orsa", True),
        ("l'Orsa", True),
        ("D'Orsa", True),
        ("d'or", False),
        ("d'Or", False),
        ("d'Ors", True),
        ("x'Orsa", False),
        ("Quell", False),
    ],
)
def test_a_surname_may_begin_with_its_article(word: str, *, arabic: bool) -> None:
    assert is_arabic_surname(word) is arabic


@pytest.mark.parametrize(
    ("word", "foreign"),
    [
        ("Vučić", True),
        ("Müller", False),
        ("Groß", False),
        ("Quell", False),
        ("Quell–", False),
        ("MÜLLERÉ", True),
    ],
)
def test_umlauts_are_german_and_other_accents_are_foreign(word: str, *, foreign: bool) -> None:
    assert has_foreign_letters(word) is foreign


@pytest.mark.parametrize(
    ("word", "chinese"),
    [
        ("Jinping", True),
        ("Weiwei", True),
        ("Zhongli", True),
        ("Qiang", True),
        ("Li", False),
        ("Quell", False),
        ("Dezember", False),
    ],
)
def test_two_syllables_of_mandarin_are_a_given_name(word: str, *, chinese: bool) -> None:
    assert is_chinese_given_name(word) is chinese


@pytest.mark.parametrize(
    ("word", "adjective"),
    [
        ("Berliner", True),
        ("Bremer", True),
        ("Münchner", True),
        ("Badener", True),
        ("Hallenser", False),
        ("Berlin", False),
        ("Quellner", False),
        ("Weimaraner", True),
    ],
)
def test_a_towns_adjective_ends_in_er_after_its_name(word: str, *, adjective: bool) -> None:
    assert is_town_adjective(word) is adjective


@pytest.mark.parametrize(
    ("word", "adjectival"),
    [
        ("Politische", True),
        ("Politischen", True),
        ("Kirchlicher", True),
        ("Vereinten", True),
        ("Deutsche", True),
        ("Großes", True),
        ("Neuem", True),
        ("Quelle", False),
        ("Deutsch", False),
    ],
)
def test_an_adjective_with_a_capital_opens_the_name_of_an_institution(word: str, *, adjectival: bool) -> None:
    assert is_adjectival(word) is adjectival
