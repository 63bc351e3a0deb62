import pytest

from articles.text.edit_distance import near_names, one_slip_apart


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("koster", "kostor"),
        ("koster", "koste"),
        ("koster", "kosster"),
        ("koster", "ksoter"),
        ("koster", "kosterr"),
    ],
)
def test_one_slip_of_the_keyboard_is_recognised_both_ways(first: str, second: str) -> None:
    assert one_slip_apart(first, second)
    assert one_slip_apart(second, first)


@pytest.mark.parametrize(
    ("first", "second"), [("koster", "koster"), ("koster", "kestar"), ("koster", "kost"), ("ab", "cd")]
)
def test_equal_texts_and_two_slips_are_not_one_slip(first: str, second: str) -> None:
    assert not one_slip_apart(first, second)


def test_a_name_the_directory_knows_has_no_near_names() -> None:
    assert near_names("Jan Koster", ["Jan Koster", "Jan Kosten"]) == ()


def test_umlauts_written_out_are_the_same_name() -> None:
    assert near_names("Jörg Brüning", ["Joerg Bruening"]) == ()


def test_short_names_are_never_called_a_slip() -> None:
    assert near_names("Li Wu", ["Li Wo"]) == ()
