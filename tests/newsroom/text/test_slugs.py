from newsroom.text.slugs import make_slug
from tests.tables import each_of


@each_of(
    [
        ("Großbrand löst Übung aus", "grossbrand-loest-uebung-aus"),
        ("Dvořáček trifft Łukasz", "dvoracek-trifft-lukasz"),
        ("„Ja!“ – sagt sie", "ja-sagt-sie"),
        ("漢字", ""),
    ]
)
def test_words_become_an_address_that_can_be_read_aloud(words: str, slug: str) -> None:
    assert make_slug(words) == slug


def test_a_long_headline_is_cut_between_two_words() -> None:
    assert make_slug("eins zwei drei vier", longest=10) == "eins-zwei"
