from articles.parsing.story.page.key_points import claim_headed_points, claim_key_points
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_claimed, make_lines
from tests.tables import each_of

POINTS = ("Nordhaven baut eine zweite Brücke.", "Zwei Anwohner klagen dagegen.", "Der Bau beginnt im Herbst.")


def read_points(*group: str) -> list[str]:
    lines = make_lines("Rat baut Brücke", "", *group, "", SENTENCE, "", SECOND)
    claim_key_points(lines, 0)
    return list_claimed(lines, BlockKind.LIST_ITEM)


def test_sentences_below_each_other_are_points():
    assert read_points("Darum geht’s", *POINTS[:2]) == list(POINTS[:2])
    assert read_points(*POINTS) == list(POINTS)


@each_of([POINTS[:2], POINTS[:1], ("Was sagt der Rat?", *POINTS[:2]), (*POINTS[:2], "„Wir bauen“, sagte Talberg."),
     (SENTENCE, "", SECOND)])  # fmt: skip
def test_other_sentences_are_none(group):
    assert read_points(*group) == []


def test_points_below_their_heading_are_known_without_blank_lines():
    lines = make_lines("Rat baut Brücke", "Das Wichtigste in Kürze", *POINTS[:2], "", SENTENCE, SECOND)

    claim_headed_points(lines, 0)

    assert list_claimed(lines, BlockKind.LIST_ITEM) == list(POINTS[:2])


def test_another_title_is_no_heading_of_points():
    lines = make_lines("Rat baut Brücke", "Anwohner klagen", *POINTS[:2], "", SENTENCE)

    claim_headed_points(lines, 0)

    assert list_claimed(lines, BlockKind.LIST_ITEM) == []
