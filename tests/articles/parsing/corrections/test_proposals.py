"""Corrections of an editor give the rule behind them, and only rules that read the copy as corrected."""

from dataclasses import replace

from articles.parsing.captions.parse import read_caption
from articles.parsing.corrections.types import (
    EditedCopy,
    EditedCredit,
    EditedPart,
    EditedPerson,
    EditedToken,
    RuleKind,
)
from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.types import CopyCaption
from newsroom.text.spans import Span
from tests.articles.parsing.corrections.pieces import list_proposals, read_piece
from tests.tables import each_of

HOUSE_CREDIT = "Foto: Wattblick Kontor/AFP"


@each_of([RuleKind.HOUSE, RuleKind.BODY])
def test_a_part_taken_for_a_person_becomes_a_house_or_an_organisation(kind: RuleKind) -> None:
    edited = EditedCopy(credits=[EditedCredit(HOUSE_CREDIT, {1: EditedPart(kind)})])

    assert list_proposals(read_piece(HOUSE_CREDIT), edited) == [(kind.value, "Wattblick Kontor", "")]


def test_a_part_becomes_the_spelling_of_an_agency() -> None:
    credit = "Foto: Klara Weber/Hafenwire"
    edited = EditedCopy(credits=[EditedCredit(credit, {2: EditedPart(RuleKind.SPELLING, "dpa")})])

    assert list_proposals(read_piece(credit), edited) == [("spelling", "Hafenwire", "dpa")]


def test_the_name_of_an_agency_typed_over_an_unclear_part_is_its_spelling() -> None:
    edited = EditedCopy(credits=[EditedCredit("Foto: Klara Weber/dpa")])

    assert list_proposals(read_piece("Foto: Klara Weber/Hafenwire"), edited) == [
        ("spelling", "Hafenwire", "dpa")
    ]


def test_another_photographer_in_the_credit_is_no_rule() -> None:
    edited = EditedCopy(credits=[EditedCredit("Foto: Ina Sturm/AFP")])

    assert list_proposals(read_piece(), edited) == []


@each_of(["Wattblick Kontor", "(Wattblick Kontor)", "Klara Weber, Wattblick Kontor"])
def test_a_credit_that_stayed_in_the_caption_is_found_with_the_house(tail: str) -> None:
    caption = read_caption(f"Die Aue am Montag im Regen. {tail}")
    shown = replace(read_piece(), captions=(CopyCaption(caption, Span(0, 0)),))
    edited = EditedCopy(credits=[EditedCredit(tail.strip("()"))])

    assert caption.credit_raw is None
    assert ("house", "Wattblick Kontor", "") in list_proposals(shown, edited)


@each_of(["Hafenwire", "hpdx"])
def test_an_unclear_token_typed_over_with_an_agency_is_its_spelling(token: str) -> None:
    edited = EditedCopy(tag="(dpa/dl)")
    copy = read_piece(tag=f"(afp/{token}/dl)" if token == "Hafenwire" else f"({token}/dl)")

    proposals = list_proposals(
        copy, EditedCopy(tag="(afp/dpa/dl)") if token == "Hafenwire" else edited,
        BUILTIN.extend(initials=["dl"]),
    )  # fmt: skip

    assert proposals == [("spelling", token, "dpa")]


def test_tokens_with_a_stated_meaning_are_spellings_and_initials() -> None:
    tokens = [EditedToken("Hafenwire", agency="dpa"), EditedToken("HBL", name=" Hanna  Blick ")]

    assert list_proposals(read_piece(), EditedCopy(tokens=tokens)) == [
        ("spelling", "Hafenwire", "dpa"),
        ("initials", "hbl", "Hanna Blick"),
    ]


def test_a_name_linked_to_a_person_of_another_name_is_an_alias() -> None:
    people = [
        EditedPerson("Jonna Ekvall", 7, ("Johanna Ekvall", "Hanna Ekvall")),
        EditedPerson("Mira Talberg", 8, ("Mira Talberg",)),
    ]

    assert list_proposals(read_piece(), EditedCopy(people=people)) == [("alias", "Jonna Ekvall", "7")]


def test_an_office_of_the_text_that_was_not_read_is_taught() -> None:
    people = [EditedPerson("Jonna Ekvall", offices=["Priel-Muhme"])]

    assert list_proposals(read_piece(), EditedCopy(people=people)) == [("office", "Priel-Muhme", "")]


def test_an_office_that_is_nowhere_in_the_text_is_no_rule() -> None:
    people = [EditedPerson("Jonna Ekvall", offices=["Seezeichen-Muhme"])]

    assert list_proposals(read_piece(), EditedCopy(people=people)) == []


def test_a_short_line_that_the_story_no_longer_has_is_left_out_next_time() -> None:
    line = "Küstenpuls: 3 Minuten Vorlesezeit"
    copy = read_piece(line=line)

    assert list_proposals(copy, EditedCopy(offered=copy.text, text=copy.text.replace(line, ""))) == [
        ("line", line, "")
    ]


def test_a_deleted_sentence_and_a_moved_line_are_no_rules() -> None:
    copy = read_piece(line="Küstenpuls: 3 Minuten Vorlesezeit")
    shorter = copy.text.replace(
        "Priel-Muhme Jonna Ekvall begrüßte den Plan. Ekvall nannte ihn überfällig.", ""
    )

    assert list_proposals(copy, EditedCopy(offered=copy.text, text=shorter)) == []


def test_a_rule_that_the_desk_has_already_is_not_proposed() -> None:
    lexicon = BUILTIN.extend(houses=["Wattblick Kontor"])
    edited = EditedCopy(credits=[EditedCredit(HOUSE_CREDIT, {1: EditedPart(RuleKind.HOUSE)})])

    assert list_proposals(read_piece(HOUSE_CREDIT, lexicon=lexicon), edited, lexicon) == []


def test_a_doubtful_line_that_no_field_had_is_not_deleted() -> None:
    line = "Küstenpuls: 3 Minuten Vorlesezeit"
    shorter = read_piece().text

    assert list_proposals(read_piece(line=line), EditedCopy(offered=shorter, text=shorter)) == []
