import pytest

from people.recognition.offices.german_adjectives import is_adjective, is_capital_adjective


@pytest.mark.parametrize(
    ("word", "adjective"),
    [
        ("frühere", True),
        ("früherer", True),
        ("früheres", True),
        ("früherem", True),
        ("früheren", True),
        ("früh", False),
        ("Frühere", False),
        ("alte", True),
        ("ohe", False),
        ("seine", False),
        ("sagte", False),
        ("oder", False),
        ("aLTE", False),
        ("ältliche", True),
        ("aLte", True),
    ],
)
def test_an_adjective_is_a_small_word_with_its_ending(word: str, *, adjective: bool) -> None:
    assert is_adjective(word) is adjective


@pytest.mark.parametrize(
    ("word", "adjective"),
    [
        ("Regierender", True),
        ("Regierenden", True),
        ("Ehemalige", True),
        ("US-amerikanischer", True),
        ("Quell-Amerikaner", False),
        ("Berliner", True),
        ("Belarussischer", True),
        ("Belarussischem", True),
        ("Kirchliche", True),
        ("Quelle", False),
        ("Kanzler", False),
        ("Früher", False),
        ("Oberste", True),
        ("Oberstem", True),
        ("Oberstes", True),
        ("Neuer", True),
        ("Kirchlicher", True),
        ("Kirchlichen", True),
        ("Politische", True),
        ("Politischen", True),
        ("Quell-Noll-amerikanische", True),
        ("Quell-noll-Amerikanische", True),
        ("Schwester", False),
        ("Quell", False),
        ("US-amerikanisch", False),
    ],
)
def test_a_capital_adjective_opens_an_office(word: str, *, adjective: bool) -> None:
    assert is_capital_adjective(word) is adjective
