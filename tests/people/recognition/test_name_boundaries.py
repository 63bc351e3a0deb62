"""Start and end of a name; in the expectations a stroke stands before the surname."""

import pytest

from people.recognition.name_boundaries import (
    is_regnal_name,
    read_family_first_name,
    read_name,
    read_royal_name,
    read_unknown_name,
)
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import find, write
from tests.tables import each_of


def read(text: str, start: str, *, english: bool = False) -> str | None:
    tokens = tokenize(text)
    return write(tokens, read_name(tokens, find(tokens, start), english=english))


def is_sure(text: str, start: str, *, english: bool = False, allowed: bool = False) -> bool:
    tokens = tokenize(text)
    i = find(tokens, start)
    name = read_name(tokens, i, english=english, allowed=i if allowed else -1)
    assert name is not None
    return name.sure


@each_of(
    [
        ("Kim Jong-min sprach.", "|Kim Jong-min"),
        ("Kim Jong-mins Rede gefiel.", "|Kim Jong-mins"),
        ("Kim Jong-Anna sprach.", "|Kim Jong-Anna"),
        ("Kim    Jong-min sprach.", "|Kim Jong-min"),
        ("Kim Ju Min sprach.", "|Kim Ju Min"),
        ("Kim Ju Min's speech", "|Kim Ju Min's"),
        ("Xi Jinming sprach.", "|Xi Jinming"),
        ("Xi Jinming Qiang sprach.", "|Xi Jinming Qiang"),
        ("Xi Jinming Qiang's speech", "|Xi Jinming Qiang's"),
        ("Xi Jinming Un sprach.", "|Xi Jinming Un"),
        ("Xi Jinming In sprach.", "|Xi Jinming In"),
        ("Xi Jinming     Qiang sprach.", "|Xi Jinming"),
        ("Nguyen Van Hung sprach.", "|Nguyen Van Hung"),
        ("Nguyen Van Zumbor kam.", "|Nguyen Van Zumbor"),
        ("Nguyen Van Zumbor Quell's plan", "|Nguyen Van Zumbor Quell's"),
        ("Nguyen Van Zumbor Haus", "|Nguyen Van Zumbor"),
    ]
)
def test_an_east_asian_name_begins_with_its_surname(text: str, name: str) -> None:
    tokens = tokenize(text)

    assert write(tokens, read_family_first_name(tokens, 0)) == name


@each_of(
    [
        "Kim Jong-Nord sprach.",
        "Kim JONG-min sprach.",
        "Kim Jong- sprach.",
        "Kim Jong-m1n sprach.",
        "Kim     Jong-min sprach.",
        "Kim Ju Haus",
        "Kim Ju     Min",
        "Kim jong-min sprach.",
        "Kim Direktor sprach.",
        "Kim sprach.",
        "Berg Jong-min sprach.",
        "Kim Ju",
    ]
)
def test_other_words_after_an_east_asian_surname_are_no_given_name(text: str) -> None:
    assert read_family_first_name(tokenize(text), 0) is None


@each_of(
    [
        ("Anna Quell sprach.", "Anna", "Anna|Quell"),
        ("Rose von Quell sprach.", "Rose", "Rose|von Quell"),
        ("Kim Jong-min sprach.", "Kim", "|Kim Jong-min"),
        ("Kai Anna sprach.", "Kai", "Kai|Anna"),
        ("Thomas Ernst sprach.", "Thomas", "Thomas|Ernst"),
        ("Anna Quell Jr. sprach.", "Anna", "Anna|Quell Jr ."),
        ("Thomas Ernst Jr. sprach.", "Thomas", "Thomas|Ernst Jr ."),
        ("Zumbor Quell sprach.", "Zumbor", None),
        ("Anna sprach.", "Anna", None),
        ("Anna B sprach.", "Anna", None),
        ("Thomas II sprach.", "Thomas", None),
        ("Anna Quell & Söhne", "Anna", None),
        ("Anna Quell Stiftung", "Anna", None),
    ]
)
def test_a_name_is_read_from_its_given_name_on(text: str, start: str, name: str | None) -> None:
    assert read(text, start) == name


@each_of(
    [
        ("Heute sprach J. Quell dort.", "J", "J .|Quell"),
        ("J. Quell sprach.", "J", None),
        ("J. K. Quell sprach.", "J", "J . K .|Quell"),
        ("J.K. Quell sprach.", "J.K.", "J.K.|Quell"),
        ("JD Quell sprach.", "JD", "JD|Quell"),
        ("Heute kam J. D. Anna dort an.", "J", "J . D .|Anna"),
        ("Heute kam J. K. dort an.", "J", None),
        ("Heute kam J. Haus an.", "J", None),
        ("Heute kam J. K. Quell an.", "K", None),
    ]
)
def test_one_initial_opens_a_name_within_a_sentence_and_two_open_it_anywhere(
    text: str, start: str, name: str | None
) -> None:
    assert read(text, start) == name


@each_of(
    [
        ("Heute kam M. Meyer Sharavan an.", "M .|Meyer"),
        ("Heute kam M. Tagor  Sharavan an.", "M .|Tagor"),
        ("Heute kam M. Tagor, Sharavan an.", "M .|Tagor"),
        ("Heute kam M. Tagor sharavan an.", "M .|Tagor"),
    ]
)
def test_an_unknown_middle_name_follows_an_initial(text: str, name: str) -> None:
    assert read(text, "M") == name


def test_a_known_given_name_takes_no_unknown_middle_name() -> None:
    assert read("Anna Tagor Sharavan kam.", "Anna") == "Anna|Tagor"


def test_in_english_both_words_after_an_initial_are_the_surname() -> None:
    assert read("Then M. Tagor Sharavan left.", "M", english=True) == "M .|Tagor Sharavan"


@each_of(
    [
        ("Emir Tamim kam.", "Emir", None),
        ("Der Emir von Katar kam.", "Emir", None),
        ("The Emir of Katar left.", "Emir", None),
        ("Der Emir von Quell kam.", "Emir", "Emir|von Quell"),
        ("Konferenzpräsident Sultan Al Jaber sprach.", "Sultan", "Sultan Al|Jaber"),
        ("Sultan Ali kam.", "Sultan", None),
        ("Prince Harry kam.", "Prince", None),
        ("Prince Quell kam.", "Prince", "Prince|Quell"),
        ("Imam Qadir Asim kam.", "Imam", None),
        ("Marina di Quell lag da.", "Marina", None),
        ("Maria Laach lag da.", "Maria", None),
        ("Maria Quell kam.", "Maria", "Maria|Quell"),
        ("Das war am Kai Quell.", "Kai", None),
        ("Das war der Kai Quell.", "Kai", "Kai|Quell"),
        ("Das war beim Paul Quell.", "Paul", "Paul|Quell"),
        ("Maria Enzersdorf lag da.", "Maria", None),
        ("Van Brink kam. Da war van Oost.", "Van", "Van|Brink"),
        ("Da kam Van Brink. Da waren van Brink und Brink.", "Van", "Van|Brink"),
    ]
)
def test_a_title_a_town_and_a_noun_open_no_name(text: str, start: str, name: str | None) -> None:
    assert read(text, start) == name


@each_of(
    [
        ("Franco A. kam.", "Franco", "Franco|A ."),
        ("Franco A. B. kam.", "Franco", "Franco|A . B ."),
        ("Anna Franco A. kam.", "Franco", None),
        ("Juan Carlos I. kam.", "Juan", "|Juan Carlos I ."),
        ("Juan I. kam.", "Juan", "Juan|I ."),
        ("August A. kam.", "August", None),
    ]
)
def test_an_initial_stands_for_a_surname_in_german(text: str, start: str, name: str | None) -> None:
    assert read(text, start) == name


@each_of(["Franco A. left.", "Juan Carlos I. left."])
def test_an_initial_stands_for_no_surname_in_english(text: str) -> None:
    assert read(text, text.split(maxsplit=1)[0], english=True) is None


def test_an_english_office_between_two_given_names_parts_them() -> None:
    assert read("Anna Senator Paul left.", "Anna", english=True) is None
    assert read("Anna Senator Quell left.", "Anna", english=True) == "Anna|Senator Quell"


@pytest.mark.parametrize(
    ("text", "start", "sure"),
    [
        ("Anna Quell kam.", "Anna", True),
        ("Anna Berlin kam.", "Anna", True),
        ("Anna NATO kam.", "Anna", False),
        ("Jordan Quell kam.", "Jordan", True),
        ("Jordan Haus kam.", "Jordan", False),
        ("August Quell kam.", "August", False),
        ("August Meyer kam.", "August", True),
        ("August McBorn kam.", "August", True),
        ("August Quellmeyer kam.", "August", True),
        ("August Karl Quell kam.", "August", True),
        ("August Ernst kam.", "August", False),
        ("August Walter kam.", "August", True),
    ],
)
def test_a_doubtful_given_name_needs_a_clear_surname(text: str, start: str, *, sure: bool) -> None:
    assert is_sure(text, start, allowed=True) is sure


def test_a_town_that_is_a_given_name_stays_doubtful_in_english() -> None:
    assert not is_sure("Jordan Quell left.", "Jordan", english=True)


@each_of(
    [
        ("Auf Platz drei Zumbor Quellfeld.", "Zumbor|Quellfeld"),
        ("Mit der Nummer 7 Zumbor Quellfeld.", "Zumbor|Quellfeld"),
    ]
)
def test_an_unlisted_word_after_a_number_is_its_unit_unless_a_noun_has_the_number(
    text: str, name: str | None
) -> None:
    tokens = tokenize(text)

    assert write(tokens, read_unknown_name(tokens, find(tokens, "Zumbor"))) == name


@each_of(
    [
        ("Zumbor Quell kam.", "Zumbor|Quell"),
        ("Zumbor van Quell kam.", "Zumbor|van Quell"),
        ("Zumbor al-Quell kam.", "Zumbor|al-Quell"),
        ("Zumbor García Pérez kam.", "Zumbor|García Pérez"),
        ("Zumbor Quell Noll kam.", "Zumbor|Quell"),
        ("Zumbor Quell Jr. kam.", "Zumbor|Quell Jr ."),
        ("Zumbor Quell PÉREZ kam.", "Zumbor|Quell"),
        ("Zumbor Quell     kam.", "Zumbor|Quell"),
        ("Zumbor    Quell kam.", "Zumbor|Quell"),
        ("Zumbor     Quell kam.", None),
        ("Zumbor van     Quell kam.", None),
        ("Zumbor QUELL kam.", None),
        ("Zumbor Berlin kam.", None),
        ("Zumbor Direktor kam.", None),
        ("Zumbor Quell Stiftung", None),
        ("Zumbor der Quell kam.", None),
        ("Zumbor sprach.", None),
        ("Berlin Quell kam.", None),
        ("zumbor Quell kam.", None),
        ("Zumbor S. kam.", None),
        ("Zumbor „Zum“ Quell kam.", None),
        ("Parteikollege Quell kam.", None),
        ("Bruder Quell kam.", None),
        ("Däne Quell kam.", None),
        ("Dr Quell kam.", None),
        ("Fähre Quell kam.", None),
        ("Van Quell kam.", None),
        ("Hamburger Quell kam.", None),
        ("Politische Quell kam.", None),
    ]
)
def test_two_unlisted_words_are_a_name_unless_one_is_something_else(text: str, name: str | None) -> None:
    tokens = tokenize(text)

    assert write(tokens, read_unknown_name(tokens, 0)) == name


@each_of(
    [
        ("Zumbor S. kam.", "Zumbor|S ."),
        ("Zumbor S. T. U. V. kam.", "Zumbor|S . T . U ."),
        ("Zumbor „Zum“ Quell kam.", "Zumbor|„ Zum “ Quell"),
        ("Zumbor Direktor kam.", "Zumbor|Direktor"),
        ("Zumbor QUELL kam.", None),
    ]
)
def test_after_an_office_initials_nicknames_and_offices_are_surnames(text: str, name: str | None) -> None:
    tokens = tokenize(text)

    assert write(tokens, read_unknown_name(tokens, 0, introduced=True)) == name


@each_of(
    [
        ("Felipe VI. kam.", "|Felipe VI ."),
        ("Felipe kam.", "|Felipe"),
        ("Felipes Rede gefiel.", "|Felipes"),
        ("Felipe Karl kam.", "|Felipe Karl"),
        ("Felipe Karl Anna kam.", "|Felipe Karl"),
        ("Felipe     Karl kam.", "|Felipe"),
        ("Felipe II. Anna kam.", "|Felipe II . Anna"),
        ("Felipe II.     Anna kam.", "|Felipe II ."),
        ("Felipe Karl II. Anna kam.", "|Felipe Karl II ."),
        ("Felipe II. Graf Quell kam.", "Felipe II . Graf|Quell"),
        ("Zumbor II. kam.", "|Zumbor II ."),
        ("Zumbor kam.", None),
        ("Felipe Haus", None),
        ("Der II. kam.", None),
        ("FELIPE kam.", None),
        ("Berlin II. kam.", None),
        ("Direktor II. kam.", None),
        ("felipe kam.", None),
    ]
)
def test_a_royal_name_is_a_given_name_or_has_a_number(text: str, name: str | None) -> None:
    tokens = tokenize(text)

    assert write(tokens, read_royal_name(tokens, 0, english=False)) == name


def test_in_english_the_full_stop_after_the_number_ends_the_sentence() -> None:
    tokens = tokenize("They saw Felipe VI. Then they left.")

    assert write(tokens, read_royal_name(tokens, 2, english=True)) == "|Felipe VI"


def test_an_english_genitive_does_not_hide_a_royal_name() -> None:
    tokens = tokenize("Felipe's speech")

    assert write(tokens, read_royal_name(tokens, 0, english=True)) == "|Felipe's"


@each_of(
    [
        ("Anna Quell kam.", "person.given"),
        ("Thomas Ernst kam.", "person.given"),
        ("Kim Jong-min kam.", "person.family-first"),
        ("Kim Ju Min kam.", "person.family-first"),
        ("Xi Jinming kam.", "person.family-first"),
        ("Franco A. kam.", "person.initial"),
        ("Juan Carlos I. kam.", "person.regnal"),
    ]
)
def test_a_name_says_by_which_rule_it_was_read(text: str, rule: str) -> None:
    name = read_name(tokenize(text), 0, english=False)

    assert name is not None
    assert name.rule == rule


@each_of(
    [
        ("Felipe kam.", "person.royal"),
        ("Felipe VI. kam.", "person.regnal"),
        ("Felipe II. Graf Quell kam.", "person.regnal"),
    ]
)
def test_a_royal_name_says_whether_it_had_a_number(text: str, rule: str) -> None:
    name = read_royal_name(tokenize(text), 0, english=False)

    assert name is not None
    assert name.rule == rule


@pytest.mark.parametrize(
    ("text", "rule", "introduced"),
    [("Zumbor Quell kam.", "person.unknown", False), ("Zumbor S. kam.", "person.initial", True)],
)
def test_an_unlisted_name_says_whether_an_initial_stands_for_the_surname(
    text: str, rule: str, *, introduced: bool
) -> None:
    name = read_unknown_name(tokenize(text), 0, introduced=introduced)

    assert name is not None
    assert name.rule == rule


def test_an_unlisted_name_is_never_sure() -> None:
    name = read_unknown_name(tokenize("Zumbor Quell kam."), 0)

    assert name is not None
    assert not name.sure


@pytest.mark.parametrize(
    ("text", "regnal"),
    [
        ("Felipe VI. kam.", True),
        ("Felipe V kam.", True),
        ("Felipe I. kam.", False),
        ("Felipe X kam.", False),
        ("Zumbor VI. kam.", False),
        ("Felipe     VI. kam.", False),
        ("Felipe kam.", False),
    ],
)
def test_a_given_name_and_a_roman_number_beyond_an_initial_are_regnal(text: str, *, regnal: bool) -> None:
    assert is_regnal_name(tokenize(text), 0) is regnal
