"""Every check says in a whole sentence what is wrong, and at which field of the story."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from articles.actions.errors import CheckResult
from articles.actions.intake.effects.embargo_lines import OpenEmbargo
from articles.actions.publish_checks.photos import check_photos
from articles.actions.publish_checks.source_copy import (
    check_agency_changes,
    check_duplicates,
    check_received_copy,
)
from articles.actions.publish_checks.text import (
    check_closing_tag,
    check_embargo,
    check_fields,
    check_lint,
    check_people,
    check_text_rights,
)
from articles.actions.stories.prefetch import PublishSnapshot
from articles.models import Article, Mention, WireItem
from articles.rights.decide import Decision, DecisionReason
from articles.selectors.near_duplicates import SimilarStory
from tests.articles.actions.publish_checks.snapshots import DENIED, make_placed_photo, snapshot
from tests.factories import NOON
from tests.tables import each_of

pytestmark = pytest.mark.usefixtures("use_english")
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
LINE = "Sperrfrist: 18 Uhr"
ONE_LINE = ("Der Hafen wird teurer.",)


@pytest.fixture
def use_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def place_photo(**facts: Any) -> PublishSnapshot:
    return snapshot(photos=[make_placed_photo(**facts)])


def deny_right(reason: DecisionReason) -> PublishSnapshot:
    return place_photo(on_site=Decision(False, reason))


def omit_alt_text(role: str) -> PublishSnapshot:
    placed = make_placed_photo(role=role)
    placed.photo.alt_text = ""
    return snapshot(photos=[placed])


def add_copy(reading: dict[str, Any] | None, age: timedelta = timedelta()) -> PublishSnapshot:
    item = WireItem(received_at=NOON - age, reading=reading)
    return snapshot(wire_items=[item], paragraphs=ONE_LINE, agency_codes=("dpa",))


def add_similar_story(*new_facts: str) -> PublishSnapshot:
    story = Article(pk=7, headline="Hafen teurer", state="draft")
    return snapshot(similar_stories=[SimilarStory(story, 80, False, new_facts)])


def open_change(kind: str) -> PublishSnapshot:
    return snapshot(open_changes=[{"kind": kind, "embargo": None}])


def note_embargo(until: Any) -> PublishSnapshot:
    return snapshot(open_embargo=OpenEmbargo(LINE, until))


RESULTS = [
    (check_fields, snapshot({"headline": "x" * 76}), "warns", "headline-long", "headline",
     "The headline has more than 75 characters."),
    (check_fields, snapshot({"headline": ""}), "blocks", "headline-missing", "headline", "The story has no headline."),
    (check_fields, snapshot({"section_id": None}), "blocks", "section-missing", "section", "Choose a section."),
    (check_fields, snapshot({"language": ""}), "blocks", "language-missing", "language",
     "Choose the language of the story."),
    (check_fields, snapshot(paragraphs=()), "blocks", "text-missing", "body", "The story has no text."),
    (check_people, snapshot(mentions=[Mention(name="Jan Ott")]), "warns", "people-unconfirmed", "mentions",
     "Some people are not in the directory yet."),
    (check_embargo, snapshot({"embargo_until": NOON + HOUR}), "blocks", "under-embargo", "embargo_until",
     "The story is under embargo until 2 March 2026, 14:00. Schedule it instead."),
    (check_embargo, note_embargo(None), "blocks", "embargo-unclear", "embargo_until",
     f"The end of the embargo in the notes could not be read: “{LINE}”. Set the embargo or delete the line."),
    (check_embargo, note_embargo(NOON + HOUR), "blocks", "embargo-unclear", "embargo_until",
     f"The notes mention an embargo until 2 March 2026, 14:00: “{LINE}”. Set the embargo or delete the line."),
    (check_embargo, note_embargo(NOON), "blocks", "embargo-unclear", "embargo_until",
     f"The embargo in the notes appears to have ended on 2 March 2026, 13:00: “{LINE}”. If so, delete the line."),
    (check_text_rights, snapshot(on_site=DENIED), "blocks", "text-rights", "tag_raw",
     "There is no right to publish this text on our own site (dpa)."),
    (check_text_rights, snapshot({"tag": "(xyz)"}, for_partners=Decision(False, DecisionReason.UNKNOWN)), "notes",
     "text-not-for-partners", "tag_raw",
     "Partners receive a notice without the text: there is no right to pass it on (xyz)."),
    (check_closing_tag, snapshot(unknown_tag_words=("xyz",)), "blocks", "agency-unknown", "tag_raw",
     "“xyz” in the closing tag is unknown. Without a contract with the agency the story stays a draft."),
    (check_photos, snapshot(), "notes", "picture-missing", "placements", "The story has no photo."),
    (check_photos, place_photo(credit=""), "blocks", "credit-missing", "placements", "A photo has no credit line."),
    (check_photos, place_photo(credit="AFP", photographers=[], credit_raw="Foto: AFP"), "warns", "credit-nameless", "placements",
     "The credit line “AFP” names no photographer."),
    (check_photos, place_photo(file=""), "notes", "file-missing", "placements",
     "The file of a photo has not arrived yet. Readers see neither caption nor credit until then."),
    (check_photos, deny_right(DecisionReason.UNKNOWN), "blocks", "photo-rights", "placements",
     "There is no right to show the photo by Jonna Ekvall/AFP on our own site."),
    (check_photos, deny_right(DecisionReason.ENDED), "blocks", "photo-rights", "placements",
     "The right to show the photo by Jonna Ekvall/AFP on our own site has ended."),
    (check_photos, deny_right(DecisionReason.NOT_BEGUN), "blocks", "photo-rights", "placements",
     "The right to show the photo by Jonna Ekvall/AFP on our own site has not begun."),
    (check_photos, place_photo(for_partners=DENIED), "notes", "photo-not-for-partners", "placements",
     "Partners do not receive the photo by Jonna Ekvall/AFP: there is no right to pass it on."),
    (check_photos, omit_alt_text("lead"), "blocks", "alt-missing", "placements", "A photo has no alternative text."),
    (check_photos, omit_alt_text("inline"), "warns", "alt-missing", "placements", "A photo has no alternative text."),
    (check_agency_changes, open_change("kill"), "blocks", "agency-kill", "agency_item_id",
     "The agency has killed this copy. It must not be published."),
    (check_agency_changes, open_change("query"), "warns", "agency-query", "agency_item_id",
     "The agency may have killed this copy. Clarify this first."),
    (check_agency_changes, snapshot(changed_embargo=NOON + DAY), "warns", "embargo-moved", "embargo_until",
     "The agency's latest copy sets a different embargo: 3 March 2026, 13:00."),
    (check_received_copy, add_copy({"paragraphs": list(ONE_LINE)}), "warns", "agency-unchanged", "body",
     "The agency's text has not been edited."),
    (check_received_copy, add_copy(None, DAY + HOUR), "warns", "old-date", "body",
     "The copy was received on 1 March 2026, 12:00. Is it still correct?"),
    (check_duplicates, add_similar_story(), "warns", "duplicate", "",
     "A similar story is already on the desk: “Hafen teurer” (80% similar)."),
    (check_duplicates, add_similar_story("12", "Talberg"), "warns", "duplicate", "",
     "A similar story is already on the desk: “Hafen teurer” (80% similar; new here: 12, Talberg)."),
]  # fmt: skip


@each_of(RESULTS)
def test_a_result_has_its_severity_code_field_and_sentence(
    check: Callable[[PublishSnapshot], list[CheckResult]], facts: PublishSnapshot, severity: str, code: str, field: str,
    message: str,
) -> None:  # fmt: skip
    assert [(one.severity, one.code, one.field, one.message) for one in check(facts)] == [
        (severity, code, field, message)
    ]


def test_copy_that_was_never_read_is_not_compared() -> None:
    assert check_received_copy(add_copy(None)) == []
    assert check_received_copy(add_copy({})) == []


@each_of(
    [
        (
            "Ida Brandt, +49 441 5550100, brandt@hafen.example",
            "warns",
            "body.contact",
            "The text contains a contact line.",
        ),
        ("Sperrfrist: 18.00 Uhr", "blocks", "body.embargo", ""),
    ]
)
def test_a_finding_in_the_text_is_told_at_the_text(
    paragraph: str, severity: str, code: str, message: str
) -> None:
    found = [one for one in check_lint(snapshot(paragraphs=(*ONE_LINE, paragraph))) if one.code == code]

    assert [(one.severity, one.field) for one in found] == [(severity, "body")]
    assert found[0].message.startswith(message) and found[0].message.endswith(".")
