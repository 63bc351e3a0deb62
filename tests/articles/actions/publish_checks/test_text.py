"""Checks of a story's fields, people, embargo, text rights and closing tag."""

from datetime import timedelta
from typing import Any

from articles.actions.intake.effects.embargo_lines import OpenEmbargo
from articles.actions.publish_checks.text import (
    check_closing_tag,
    check_embargo,
    check_fields,
    check_lint,
    check_people,
    check_text_rights,
)
from articles.models import Mention
from tests.articles.actions.publish_checks.snapshots import DENIED, snapshot
from tests.factories import NOON
from tests.tables import each_of

HOUR = timedelta(hours=1)


def test_a_story_with_all_its_fields_passes():
    assert check_fields(snapshot()) == []


@each_of(
    [
        ({"headline": "  "}, "blocks", "headline-missing", "headline"),
        ({"headline": "x" * 76}, "warns", "headline-long", "headline"),
        ({"section_id": None}, "blocks", "section-missing", "section"),
        ({"language": ""}, "blocks", "language-missing", "language"),
    ]
)
def test_a_field_that_is_missing_or_too_long_is_named(
    story: dict[str, Any], severity: str, code: str, field: str
):
    found = check_fields(snapshot(story))

    assert [(one.severity, one.code, one.field) for one in found] == [(severity, code, field)]


def test_a_headline_may_have_75_characters():
    assert check_fields(snapshot({"headline": "x" * 75})) == []


def test_a_story_without_paragraphs_is_blocked():
    found = check_fields(snapshot(paragraphs=()))

    assert [(one.severity, one.code, one.field) for one in found] == [("blocks", "text-missing", "body")]


@each_of(
    [
        (Mention(name="Mira Talberg", person_id=1, status="linked"), []),
        (Mention(name="Mira Talberg", status="rejected"), []),
        (Mention(name="Mira Talberg", status="proposed"), ["people-unconfirmed"]),
    ]
)
def test_people_who_are_neither_linked_nor_rejected_are_a_warning(mention: Mention, codes: list[str]):
    found = check_people(snapshot(mentions=[Mention(name="Jan Ott", person_id=2), mention]))

    assert [one.code for one in found] == codes
    assert {one.severity for one in found} <= {"warns"}


@each_of([(NOON, []), (NOON + HOUR, ["under-embargo"]), (None, [])])
def test_an_embargo_blocks_until_it_ends(until: Any, codes: list[str]):
    found = check_embargo(snapshot({"embargo_until": until}))

    assert [(one.severity, one.code, one.field) for one in found] == [
        ("blocks", code, "embargo_until") for code in codes
    ]


@each_of([None, NOON + HOUR, NOON - HOUR])
def test_an_embargo_line_of_the_notes_blocks_with_the_line_in_its_message(until: Any):
    found = check_embargo(snapshot(open_embargo=OpenEmbargo("Sperrfrist: 18 Uhr", until)))

    assert [(one.severity, one.code) for one in found] == [("blocks", "embargo-unclear")]
    assert "Sperrfrist: 18 Uhr" in found[0].message


def test_each_state_of_an_embargo_line_has_a_message_of_its_own():
    messages = {
        check_embargo(snapshot(open_embargo=OpenEmbargo("bis 18 Uhr", until)))[0].message
        for until in (None, NOON + HOUR, NOON - HOUR)
    }

    assert len(messages) == 3


def test_text_with_all_rights_passes():
    assert check_text_rights(snapshot()) == []


def test_text_without_the_right_for_the_site_is_blocked_with_its_holder():
    found = check_text_rights(snapshot(on_site=DENIED))

    assert [(one.severity, one.code, one.field) for one in found] == [("blocks", "text-rights", "tag_raw")]
    assert "(dpa)" in found[0].message


def test_text_without_the_right_for_partners_is_a_note():
    found = check_text_rights(snapshot(for_partners=DENIED))

    assert [(one.severity, one.code) for one in found] == [("notes", "text-not-for-partners")]
    assert "(dpa)" in found[0].message


def test_the_tag_stands_in_for_a_holder_nobody_knows():
    unknown = DENIED.__class__(False, DENIED.reason)

    found = check_text_rights(snapshot({"tag": "(xyz)"}, on_site=unknown, for_partners=unknown))

    assert ["(xyz)" in one.message for one in found] == [True, True]


@each_of([(0, "blocks"), (1, "warns")])
def test_an_unknown_word_of_the_tag_blocks_the_first_publication_only(version: int, severity: str):
    found = check_closing_tag(snapshot({"version": version}, unknown_tag_words=("xyz",)))

    assert [(one.severity, one.code, one.field) for one in found] == [(severity, "agency-unknown", "tag_raw")]
    assert "xyz" in found[0].message


def test_a_tag_of_known_words_passes():
    assert check_closing_tag(snapshot()) == []


@each_of(
    [
        ("Achtung Redaktionen: Bitte nicht vor Montag senden.", "blocks", "body.note"),
        ("Sperrfrist: 18.00 Uhr", "blocks", "body.embargo"),
    ]
)
def test_a_note_to_desks_in_the_text_blocks(paragraph: str, severity: str, code: str):
    found = check_lint(snapshot(paragraphs=("Der Hafen wird teurer.", paragraph)))

    assert (severity, code, "body") in {(one.severity, one.code, one.field) for one in found}


def test_text_without_notes_passes():
    assert check_lint(snapshot()) == []
