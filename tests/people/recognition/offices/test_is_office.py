import pytest

from people.recognition.offices.is_office import (
    is_english_office,
    is_german_office,
    is_office_at,
    is_plural_office,
    may_be_company,
)
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import find
from tests.tables import each_of


@each_of(
    [
        "Ministerin",
        "Ministers",
        "Bundesfinanzministerin",
        "RKI-Präsident",
        "Quell-Vertrauter",
        "OB",
        "Vize-OB",
        "Stadtrat",
        "Direktoren",
        "MdB",
        "LH",
        "Quell-OB",
        "Partei-Rätin",
        "OBM",
        "MdL",
        "Exminister",
        "Filmstar",
        "Party-DJ",
        "Kult-Club-DJ",
        "Bank-CEO",
        "Quell-Exminister",
        "Thronerbe",
        "Torwarte",
        "Verwaltungsräte",
    ]
)
def test_a_german_office_may_be_inflected_compounded_and_hyphenated(word: str) -> None:
    assert is_german_office(word)


@each_of(
    [
        "Quell",
        "Bruder",
        "Spanier",
        "Neustart",
        "Quell-Bruder",
        "-Präsident",
        "Quell-Rat",
        "Quell-Rats",
        "Zumrat",
        "Zumrats",
        "Zumdj",
        "Quell-",
        "Quell-X",
        "Zumbruder",
        "x" * 52 + "präsident",
        "Gewerbe",
        "Handwerksgewerbe",
        "Flugzeugträger",
        "Atomflugzeugträger",
        "Bazars",
        "Ältestenrates",
        "Quell-Rates",
    ]
)
def test_kin_peoples_and_chance_endings_are_no_german_offices(word: str) -> None:
    assert not is_german_office(word)


@each_of(
    [
        "Rate",
        "Zinsrate",
        "Inflationsraten",
        "Zins-Rate",
        "Apparate",
        "Geräte",
        "Messgeräten",
        "Kulturerbe",
        "Weltkulturerbe",
        "Volkssternwarte",
    ]
)
def test_rates_devices_heritage_and_observatories_are_things(word: str) -> None:
    assert not is_german_office(word)


def test_a_compound_of_sixty_letters_is_still_looked_at() -> None:
    assert is_german_office("x" * 51 + "präsident")


@pytest.mark.parametrize(
    ("word", "office"),
    [
        ("director", True),
        ("Directors", True),
        ("vice-president", True),
        ("president-elect", True),
        ("minister-designate", True),
        ("sheriff-elect", True),
        ("quell-director", True),
        ("quell-side-director", True),
        ("-elect", False),
        ("mate", True),
        ("Mate", False),
        ("-president", False),
        ("quell", False),
        ("quell-side", False),
    ],
)
def test_an_english_office_is_listed_or_ends_in_one(word: str, *, office: bool) -> None:
    assert is_english_office(word) is office


@pytest.mark.parametrize(
    ("word", "company"),
    [
        ("Hersteller", True),
        ("Autohersteller", True),
        ("Weltmeister", True),
        ("Box-Weltmeister", False),
        ("Ex-Box-Weltmeister", False),
        ("Box-Hersteller", True),
        ("Stellvertreter", False),
        ("Kanzler", False),
    ],
)
def test_some_offices_are_those_of_companies_and_teams(word: str, *, company: bool) -> None:
    assert may_be_company(word) is company


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("Ministerinnen", True),
        ("Bundesministerinnen", True),
        ("Vize-Präsidenten", True),
        ("senators", True),
        ("ex-senators", True),
        ("Verwaltungsräte", True),
        ("XMinister", False),
        ("XMinisterinnen", True),
        ("Minister", False),
        ("senator", False),
        ("x" * 49 + "ministerinnen", False),
        ("x" * 47 + "ministerinnen", True),
    ],
)
def test_a_plural_office_is_known_by_its_ending(word: str, *, plural: bool) -> None:
    assert is_plural_office(word) is plural


@pytest.mark.parametrize(
    ("text", "word", "language", "office"),
    [
        ("Heute kam Minister Quell.", "Minister", "de", True),
        ("Heute kam minister Quell.", "minister", "de", False),
        ("Heute kam Haus Quell.", "Haus", "de", False),
        ("Heute kam Ministerin Quell.", "Ministerin", "en", False),
        ("Then Director Quell came.", "Director", "en", True),
        ("Then director Quell came.", "director", "en", True),
        ("Then Governor Quell came.", "Governor", "de", False),
    ],
)
def test_an_office_is_judged_by_the_language_of_the_copy(
    text: str, word: str, language: str, *, office: bool
) -> None:
    tokens = tokenize(text)

    assert is_office_at(tokens, find(tokens, word), language) is office
