import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Edition
from articles.search.query import filter_by_terms, parse_terms, split_excluded
from tests.factories import NOON, make_person, make_published


def found(typed: str) -> list[str]:
    editions = filter_by_terms(Edition.objects.public(at=NOON), parse_terms(typed))
    return sorted(editions.values_list("headline", flat=True))


@pytest.fixture
def stories(db) -> None:
    make_published("Häuser am Hafen", body="<p>Neue Häuser entstehen. Die Außenministerin kam.</p>")
    make_published("Fähren in Not", body="<p>Die Werft baut Fähren für Łukasz Dvořáček.</p>")
    make_published("Ships again", body="<p>Building ships in the harbour.</p>", language="en")
    make_published("Ohne Bild", people=(make_person("Jørgen Größe"),))


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("Haus", ["Häuser am Hafen"]),
        ("Außenministerin", ["Häuser am Hafen"]),
        ("aussenministerin", ["Häuser am Hafen"]),
        ("fähre", ["Fähren in Not"]),
        ("Dvoracek", ["Fähren in Not"]),
        ("building ship", ["Ships again"]),
        ("jorgen grosse", ["Ohne Bild"]),
        ('"neue Häuser"', ["Häuser am Hafen"]),
        ('"Häuser neue"', []),
        ("häuser or fähren", ["Fähren in Not", "Häuser am Hafen"]),
        ("entstehen -Haus", []),
        ("hafen -fähren", ["Häuser am Hafen"]),
        ('hafen -"neue häuser"', []),
        ("", []),
        ("-", []),
        ("!!! &&& :* '", []),
    ],
)
def test_words_find_what_a_reader_means(typed: str, headlines: list[str]) -> None:
    assert found(typed) == headlines


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["\x00", "a" * 10_000, '"' * 99, "-" * 50, "or or or", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "%_\\", "<->"]
)
def test_odd_words_find_nothing_and_break_nothing(typed: str) -> None:
    assert found(typed) == []


@given(st.text(alphabet='ab "-'))
def test_every_letter_is_either_wanted_or_excluded(text: str) -> None:
    wanted, excluded = split_excluded(text)

    assert (wanted + excluded.replace(" or ", "")).count("a") == text.count("a")
