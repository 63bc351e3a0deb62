from articles.text.edit_distance import find_similar_names, is_one_edit_apart
from tests.tables import each_of


@each_of(
    [
        ("koster", "kostor"),
        ("koster", "koste"),
        ("koster", "kosster"),
        ("koster", "ksoter"),
        ("koster", "kosterr"),
    ]
)
def test_one_slip_of_the_keyboard_is_recognised_both_ways(first: str, second: str) -> None:
    assert is_one_edit_apart(first, second)
    assert is_one_edit_apart(second, first)


@each_of([("koster", "koster"), ("koster", "kestar"), ("koster", "kost"), ("ab", "cd")])
def test_equal_texts_and_two_slips_are_not_one_slip(first: str, second: str) -> None:
    assert not is_one_edit_apart(first, second)


def test_a_name_the_directory_knows_has_no_near_names() -> None:
    assert find_similar_names("Jan Koster", ["Jan Koster", "Jan Kosten"]) == ()


def test_umlauts_written_out_are_the_same_name() -> None:
    assert find_similar_names("Jörg Brüning", ["Joerg Bruening"]) == ()


def test_short_names_are_never_called_a_slip() -> None:
    assert find_similar_names("Li Wu", ["Li Wo"]) == ()
