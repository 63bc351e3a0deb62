"""The parts of a long story are numbered in certain forms."""

from articles.wire.item import EditorNote, NewsItem
from articles.wire.takes import apply_take, find_take
from tests.tables import each_of


@each_of(
    [
        ("BC-US--Port Crane, 1of2", (1, 2)),
        ("BC-US--Port Crane, Take 2", (2, None)),
        ("BC-US--PortCrane 2ndTake", (2, None)),
        ("BC-US--Port Crane, 2nd Take", (2, None)),
        ("BC-US--Port Crane, 1st Add", (2, None)),
        ("Serie/Teil 2 von 3/", (2, 3)),
        ("Nordhaven-crane (2 of 3)", (2, 3)),
        ("Nordhaven-crane, 3of2", (None, None)),
        ("Nordhaven-crane", (None, None)),
    ]
)
def test_a_slug_names_the_part(slug: str, expected: tuple[int | None, int | None]) -> None:
    assert find_take([slug]) == expected


@each_of(
    [
        ("Kran steht (Teil 2 von 3)", (2, 3)),
        ("Kran steht (1of2)", (1, 2)),
        ("Kran steht - Teil 2 von 3", (2, 3)),
        ("(2 von 3) Kran steht", (2, 3)),
        ("Düne: Teil 2 startet", (None, None)),
        ("Take 2 für den Minister", (None, None)),
        ("Zwei (2 von 3) Kräne stehen", (None, None)),
    ]
)
def test_a_headline_names_the_part_only_in_brackets_or_at_its_end(
    headline: str, expected: tuple[int | None, int | None]
) -> None:
    assert find_take([], [headline]) == expected


def test_a_mark_names_the_part_and_a_known_part_stays() -> None:
    item = NewsItem(guid="x", ednotes=(EditorNote("TAKE 2 of 3", role="mark"),))

    assert (apply_take(item).take, apply_take(item).takes) == (2, 3)
    assert apply_take(NewsItem(guid="x", slugline="a, 2of3", take=1)).take == 1
