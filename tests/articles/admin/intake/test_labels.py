import pytest
from django.utils.translation import override

from articles.admin.intake.labels import PARTS, Told, credit_parts, in_picture, stands
from articles.parsing.captions.parse import read_caption
from articles.parsing.captions.position_marks import Position
from articles.parsing.credits.types import PartKind

CAPTION = "Mira Talberg (M), Ole Finken (l) und Ana Quast (2.v.r.) in Kiel. Foto: Klara WEBER/NDK via AFP"


def test_each_part_of_a_credit_is_told_in_german_with_the_rule_that_found_it() -> None:
    with override("de"):
        told = credit_parts(read_caption(CAPTION))

    assert told == [
        Told("Fotograf/in: Klara Weber", "credit.person"),
        Told("Medium oder Bildfirma: NDK", "credit.acronym"),
        Told("Agentur: AFP", "credit.agency"),
    ]


def test_every_kind_of_part_has_a_word_of_its_own() -> None:
    with override("de"):
        words = [str(PARTS[kind]) for kind in PartKind]

    assert len(set(words)) == len(PartKind)


def test_who_stands_where_is_said_in_words_and_names_both_rules() -> None:
    first, _second, third = read_caption(CAPTION).people

    with override("de"):
        told = [in_picture(first), in_picture(third)]

    assert told == [
        Told("Mira Talberg, in der Mitte", "person.given · position.brackets"),
        Told("Ana Quast, 2. von rechts", "person.given · position.number"),
    ]


@pytest.mark.parametrize(
    ("position", "words"), [(None, ""), ("l", "links"), (1, "1. von links"), (-2, "2. von rechts")]
)
def test_a_place_in_the_picture_is_named_from_its_side(position: Position | None, words: str) -> None:
    with override("de"):
        assert stands(position) == words
