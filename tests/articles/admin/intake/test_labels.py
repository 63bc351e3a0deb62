from django.utils.translation import override

from articles.admin.intake.labels import (
    PART_LABELS,
    ReadingLabel,
    credit_part_labels,
    person_label,
    position_label,
)
from articles.parsing.captions.parse import read_caption
from articles.parsing.captions.position_marks import Position
from articles.parsing.credits.types import PartKind
from tests.tables import each_of

CAPTION = "Mira Talberg (M), Ole Finken (l) und Ana Quast (2.v.r.) in Kiel. Foto: Klara WEBER/NDK via AFP"


def test_each_part_of_a_credit_is_told_in_german_with_the_rule_that_found_it() -> None:
    with override("de"):
        told = credit_part_labels(read_caption(CAPTION))

    assert told == [
        ReadingLabel("Fotograf/in: Klara Weber", "credit.person"),
        ReadingLabel("Medium oder Bildagentur: NDK", "credit.acronym"),
        ReadingLabel("Agentur: AFP", "credit.agency"),
    ]


def test_every_kind_of_part_has_a_word_of_its_own() -> None:
    with override("de"):
        words = [str(PART_LABELS[kind]) for kind in PartKind]

    assert len(set(words)) == len(PartKind)


def test_who_stands_where_is_said_in_words_and_names_both_rules() -> None:
    first, _second, third = read_caption(CAPTION).people

    with override("de"):
        told = [person_label(first), person_label(third)]

    assert told == [
        ReadingLabel("Mira Talberg, in der Mitte", "person.given · position.brackets"),
        ReadingLabel("Ana Quast, 2. von rechts", "person.given · position.number"),
    ]


@each_of([(None, ""), ("l", "links"), (1, "1. von links"), (-2, "2. von rechts")])
def test_a_place_in_the_picture_is_named_from_its_side(position: Position | None, words: str) -> None:
    with override("de"):
        assert position_label(position) == words
