"""Parts of a name; the tests count the tokens up to the end of a part."""

import pytest

from people.recognition.name_tokens import (
    NameSpan,
    check_name_span,
    find_family_end,
    find_given_end,
    is_initial,
    is_joined,
    is_named_thing,
    skip_nickname,
    skip_particles,
    skip_suffix,
)
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import find
from tests.tables import each_of


def family(text: str, *, english: bool = False, start: int = 1) -> str:
    """Return the surname that starts at the second token, or an empty string."""
    tokens = tokenize(text)
    return " ".join(tokens.words[start : find_family_end(tokens, start, english=english)])


@pytest.mark.parametrize(
    ("text", "initial"),
    [
        ("J. Quell", True),
        ("J . Quell", False),
        ("j. Quell", False),
        ("J Quell", False),
        ("1. Quell", False),
        ("J.K. Quell", True),
        ("J.K.L. Quell", True),
        ("J.K.L.M. Quell", False),
        ("j.k. Quell", False),
        ("U.S. Quell", False),
        ("U.N. Quell", False),
        ("J, Quell", False),
        ("JD Quell", True),
        ("JX Quell", False),
    ],
)
def test_an_initial_is_a_capital_with_its_full_stop_or_a_known_pair(text: str, *, initial: bool) -> None:
    assert is_initial(tokenize(text), 0) is initial


@pytest.mark.parametrize(
    ("text", "joined"),
    [("Anna Quell", True), ("Anna    Quell", True), ("Anna     Quell", False), ("Anna \n  Quell", True)],
)
def test_up_to_four_signs_of_white_space_join_two_words(text: str, *, joined: bool) -> None:
    assert is_joined(tokenize(text), 1) is joined


@each_of(
    [
        ("Anna Quell", 1),
        ("Anna Karl Quell", 2),
        ("Anna K. Quell", 3),
        ("Anna J.K. Quell", 2),
        ("JD Quell", 1),
        ("Quell Anna", 0),
        ("Anna Juli Quell", 2),
        ("Juli Quell", 0),
        ("Anna Karl Paul Franz Otto Emil Quell", 6),
        ("Anna Karl Paul Franz Otto Emil Fritz Quell", 6),
        ("Anna K.", 3),
    ]
)
def test_given_names_and_initials_run_on_for_six_tokens(text: str, end: int) -> None:
    assert find_given_end(tokenize(text), 0) == end


def test_a_month_opens_a_run_of_given_names_where_it_is_allowed() -> None:
    assert find_given_end(tokenize("Juli Quell"), 0, allowed=0) == 1


@each_of(
    [
        ("Anna Quell kam.", "Quell"),
        ("Anna von Quell kam.", "von Quell"),
        ("Anna von der Quell kam.", "von der Quell"),
        ("Anna al-Quell kam.", "al-Quell"),
        ("Anna „Otti“ Quell kam.", "„ Otti “ Quell"),
        ("Anna Graf von Quell kam.", "Graf von Quell"),
        ("Anna Freiherr von und zu Quell kam.", "Freiherr von und zu Quell"),
        ("Anna Prinz von Zumbor kam.", "Prinz von Zumbor"),
        ("Anna Graf Zumbor kam.", "Graf Zumbor"),
        ("Anna Graf     Zumbor kam.", "Graf"),
        ("Anna Vargas     Zumbor kam.", "Vargas"),
        ("Anna Graf kam.", "Graf"),
        ("Anna Vargas Zumbor kam.", "Vargas Zumbor"),
        ("Anna Quell da Zumbor kam.", "Quell da Zumbor"),
        ("Anna Quell da kam.", "Quell"),
        ("Anna Thurn und Taxis kam.", "Thurn und Taxis"),
        ("Anna Quell und Taxis kam.", "Quell"),
        ("Anna Quell y Zumbor kam.", "Quell y Zumbor"),
        ("Anna Quell y kam.", "Quell"),
        ("Anna Quell Zumbor kam.", "Quell"),
        ("Anna Quell Schmidt kam.", "Quell Schmidt"),
        ("Anna Quell McZum kam.", "Quell McZum"),
        ("Anna Quell ZuMbor kam.", "Quell"),
        ("Anna Quell do Zumbor kam.", "Quell do Zumbor"),
        ("Anna Quell Zumsson kam.", "Quell Zumsson"),
        ("Anna Quell Pérez kam.", "Quell Pérez"),
        ("Anna Díaz Zumbor kam.", "Díaz Zumbor"),
        ("Anna Quell Zumeira kam.", "Quell Zumeira"),
        ("Anna Quell Paul kam.", "Quell Paul"),
        ("Anna Zumowitsch Quell kam.", "Zumowitsch Quell"),
        ("Anna Al Quell kam.", "Al Quell"),
        ("Anna El Quell kam.", "El Quell"),
        ("Anna Quell Al Zumbor kam.", "Quell Al Zumbor"),
        ("Anna Quell El Zumbor kam.", "Quell El Zumbor"),
        ("Anna Quell Al kam.", "Quell"),
        ("Anna Quell al-Zumbor kam.", "Quell al-Zumbor"),
        ("Anna Quell's Schmidt kam.", "Quell's"),
        ("Anna Quell\nSchmidt kam.", "Quell"),
        ("Anna Quell Stiftung kam.", "Quell"),
        ("Anna     Quell kam.", ""),
        ("Anna kam.", ""),
        ("Anna", ""),
        ("Anna Stiftung kam.", ""),
    ]
)
def test_a_german_surname_takes_particles_and_clear_second_surnames(text: str, surname: str) -> None:
    assert family(text) == surname


def test_words_that_occur_again_elsewhere_are_both_of_the_surname() -> None:
    assert family("Anna Quell Zumbor kam. Zumbor blieb.") == "Quell Zumbor"
    assert family("Anna Quell Zumbor kam. Quell und Zumbor blieben.") == "Quell Zumbor"
    assert family("Anna Quell Zumbor kam. Quell blieb.") == "Quell"


@each_of(
    [
        ("Anna Quell Zumbor left.", "Quell Zumbor"),
        ("Anna Quell Paul Zumbor left.", "Quell"),
        ("Anna Quell Paul left.", "Quell Paul"),
        ("Anna Quell Senator left.", "Quell"),
        ("Anna Quell Foreign left.", "Quell"),
        ("Anna Quell's Zumbor left.", "Quell's"),
    ]
)
def test_an_english_surname_takes_every_unlisted_word(text: str, surname: str) -> None:
    assert family(text, english=True) == surname


@each_of(
    [
        ("Karl Ernst zu Beginn", ""),
        ("Anna Quell zu Zumbor", ""),
        ("Karl Ernst zu Schmidt", "zu Schmidt"),
        ("Das Anna zu Beginn", ""),
        ("Das Anna zur Feuerwahl", ""),
        ("Das Anna zur Quell", "zur Quell"),
        ("Das Anna zum Quell", ""),
        ("Das Anna vom Quell", ""),
        ("Das Anna vom Hofe", "vom Hofe"),
        ("Das Roman von Anna Quell", ""),
        ("Das Roman von Anna kam.", "von Anna"),
    ]
)
def test_a_particle_before_a_common_noun_or_another_name_belongs_to_the_sentence(
    text: str, surname: str
) -> None:
    assert family(text, start=2) == surname


@each_of(
    [
        ("von Quell", 1),
        ("von der Quell", 2),
        ("von und zu Quell", 3),
        ("der Quell", 0),
        ("De la Quell", 2),
        ("De Quell", 1),
        ("De kam", 0),
        ("Van der Quell", 2),
        ("in 't Quell", 3),
        ("in Quell", 0),
        ("Quell", 0),
    ]
)
def test_particles_before_a_surname_are_skipped(text: str, count: int) -> None:
    assert skip_particles(tokenize(text), 0) == count


@each_of(
    [
        ("„Otti“ Quell", 3),
        ('"Otti" Quell', 3),
        ("»Otti« Quell", 3),
        ("„Otti“ kam", 0),
        ("„otti“ Quell", 0),
        ("„Otti Quell", 0),
        ("Otti“ Quell", 0),
        ("( Otti ) Quell", 0),
    ]
)
def test_a_nickname_stands_in_quotation_marks_before_a_surname(text: str, end: int) -> None:
    assert skip_nickname(tokenize(text), 0) == end


@each_of(
    [
        ("Quell Jr. kam.", 3),
        ("Quell Jr kam.", 2),
        ("Quell, Jr. kam.", 4),
        ("Quell III. kam.", 2),
        ("Quell, III kam.", 1),
        ("Quell kam.", 1),
    ]
)
def test_a_suffix_belongs_to_the_name(text: str, end: int) -> None:
    assert skip_suffix(tokenize(text), 1) == end


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Quell Stiftung", True),
        ("Quell Ulrich-Stiftung", True),
        ("Quell Memorial Trophy", True),
        ("Quell Zumbor Cup", True),
        ("Quell Rowing Club", True),
        ("Quell Comprehensive", True),
        ("Quell Zumbor kam", False),
        ("Quell stiftung", False),
        ("Quell     Stiftung", False),
        ("Quells Partei", False),
        ("Quells Stiftung", True),
        ("Quell Partei", True),
        ("Quell Zumbor     Cup", False),
    ],
)
def test_a_noun_after_a_name_is_named_after_the_person(text: str, *, thing: bool) -> None:
    assert is_named_thing(tokenize(text), 1) is thing


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Anna Quell kam.", True),
        ("Anna Quell & Söhne", False),
        ("Anna Quell + Söhne", False),
        ("Anna Quell_x", True),
        ("Anna Quell@x", False),
        ("Anna Quell - ein Porträt", True),
        ("Anna Quell. Dann", True),
        ("Anna Quell Stiftung", False),
        ("Hugo Boss kam.", False),
        ("Hugo Bossert kam.", True),
        ("San Marino kam.", False),
        ("San Marinos Wahl", False),
        ("Anna Quell", True),
    ],
)
def test_a_firm_a_place_and_a_thing_are_no_persons_name(text: str, *, person: bool) -> None:
    tokens = tokenize(text)
    name = NameSpan(0, 2, 1, "person.given")

    assert check_name_span(tokens, name) == (name if person else None)


def test_a_name_may_start_anywhere_in_the_text() -> None:
    tokens = tokenize("Da kam Anna von Quell an.")

    assert find_family_end(tokens, find(tokens, "von"), english=False) == 5
