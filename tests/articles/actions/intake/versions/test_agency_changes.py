"""What becomes of new agency copy on something the desk already has: every way it may come, every decision on it."""

import dataclasses
from datetime import datetime, timedelta
from typing import Any

import pytest

from articles.actions.errors import ActionRefused, ChecksFailed, EditConflict, NotPermitted
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.receive.ingest import receive_copy
from articles.actions.intake.versions.agency_changes import link_change, open_agency_changes
from articles.actions.intake.versions.resolve_agency_change import (
    accept_kill,
    apply_change,
    mark_adapted,
    mark_unaffected,
)
from articles.actions.publish_checks import run_checks
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story
from articles.models import AgencyChange, Article, AuditEntry, WireItem
from tests.factories import NOON, make_section, make_story, make_user

pytestmark = pytest.mark.django_db

NUMBER = "© dpa-infocom, dpa:260302-99-123456/{version}"
TEXT = """{mark}Kran in Nordhaven steht wieder

Nordhaven (dpa) - Der große Kran im Hafen von Nordhaven steht wieder. Das teilte die Hafenverwaltung am Montag mit.

Er ist 40 Meter hoch und wiegt 300 Tonnen. {extra}

Der Rat berät am Mittwoch über die Kosten der Reparatur, die nach Angaben der Stadt gestiegen sind.

(dpa/dl)
{number}
"""


def copy_of(version: int = 1, *, mark: str = "", extra: str = "", number: str = NUMBER) -> str:
    return TEXT.format(mark=f"{mark}\n\n" if mark else "", extra=extra, number=number.format(version=version))


def come_in(text: str, at: datetime = NOON) -> WireItem:
    item = receive_copy(text.encode(), by=None, at=at)
    parse_item(item.pk)
    return WireItem.objects.get(pk=item.pk)


def later(minutes: int = 5) -> datetime:
    return NOON + timedelta(minutes=minutes)


def changes_from(text: str, at: datetime | None = None) -> list[AgencyChange]:
    when = at or later()
    return open_agency_changes(come_in(text, when).pk, at=when)


@pytest.fixture
def story() -> Article:
    """A draft made of the first version."""
    item = come_in(copy_of())
    open_agency_changes(item.pk, at=NOON)
    change = proposed_change(parse_item(item.pk))
    fields = {**change.fields, "section_id": make_section().pk}
    return create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=NOON)


def published(story: Article) -> Article:
    return publish(story.pk, by=None, at=NOON)


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def codes(story: Article) -> set[str]:
    return {o.code for o in run_checks(take_snapshot(fresh(story), later()))}


def test_a_new_version_is_found_by_the_agencys_number(story: Article):
    (change,) = changes_from(copy_of(2, extra="Das ist neu."))

    assert (change.article, change.kind, change.found) == (story, "update", "item")
    assert change.before == story.wire_items.get()


def test_a_correction_is_told_from_an_update_by_its_line(story: Article):
    (change,) = changes_from(copy_of(2, mark="Berichtigung: 14 statt 40 Meter"))

    assert change.kind == "correction"


def test_copy_on_a_new_matter_changes_nothing():
    assert changes_from(copy_of()) == []


def test_copy_without_a_number_is_found_by_its_words(story: Article):
    Article.objects.filter(pk=story.pk).update(agency_item_id="")

    (change,) = changes_from(copy_of(mark="Korrektur: neue Zahl", extra="Neu.", number=""))

    assert (change.article, change.found) == (story, "words")


def test_copy_sent_again_unchanged_is_ignored_and_counted(story: Article):
    first = story.wire_items.get()

    found = changes_from(copy_of(2))

    assert (found, first.repeated_by.count()) == ([], 1)
    assert first.repeated_by.get().status == "repeated"


def test_the_same_item_considered_twice_is_told_once(story: Article):
    item = come_in(copy_of(2, extra="Neu."), later())

    first, again = open_agency_changes(item.pk, at=later()), open_agency_changes(item.pk, at=later())

    assert (first, AgencyChange.objects.count()) == (again, 1)


def test_every_story_made_of_the_copy_is_told(story: Article):
    twin = make_story("Kran aus anderer Sicht", agency_item_id="urn:newsml:dpa.com:20090101:260302-99-123456")

    found = changes_from(copy_of(3, extra="Neu."))

    assert {change.article for change in found} == {story, twin}


UNKNOWN = """Berichtigung: Der Leuchtturm ist grün

Leuchtturm von Sandholm wird grün

Sandholm (dpa) - Der alte Leuchtturm bekommt eine neue Farbe. Die Marine wählte sie am Sonntag aus.

© dpa-infocom, dpa:260302-99-999999/2
"""


def test_a_correction_of_something_unknown_waits_to_be_linked_by_hand(story: Article):
    (change,) = changes_from(UNKNOWN)
    assert change.article is None

    link_change(change.pk, story.pk, by=None, at=later())

    assert (fresh(change).article, fresh(change).found) == (story, "hand")
    assert fresh(change).before == story.wire_items.get()


def test_a_number_that_no_story_has_is_refused_when_linking(story: Article):
    (change,) = changes_from(UNKNOWN)

    with pytest.raises(ActionRefused) as refused:
        link_change(change.pk, story.pk + 999, by=None, at=later())

    assert (refused.value.field, fresh(change).article) == ("article", None)


def test_a_change_that_has_its_story_is_not_linked_to_another(story: Article):
    (change,) = changes_from(copy_of(2, extra="Neu."))

    with pytest.raises(ActionRefused):
        link_change(change.pk, story.pk, by=None, at=later())


def test_an_open_kill_blocks_publication_at_once(story: Article):
    changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    with pytest.raises(ChecksFailed) as stopped:
        publish(story.pk, by=None, at=later())

    assert "agency-kill" in {o.code for o in stopped.value.results}


def test_taking_a_kill_withholds_the_live_story(story: Article):
    published(story)
    (change,) = changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    accept_kill(change.pk, by=None, at=later())

    assert (fresh(story).state, fresh(story).withdrawal_reason) == ("withheld", "agency-kill")
    assert (fresh(change).outcome, "agency-kill" in codes(story)) == ("taken", True)


def test_a_kill_of_a_draft_leaves_the_draft_and_its_block(story: Article):
    (change,) = changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    accept_kill(change.pk, by=None, at=later())

    assert (fresh(story).state, "agency-kill" in codes(story)) == ("draft", True)


def test_own_rewriting_shares_only_facts_so_the_editor_decides_with_a_reason(story: Article):
    (change,) = changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    mark_unaffected(change.pk, reason="Eigene Recherche, nur Ortsname gleich", by=None, at=later())

    entry = AuditEntry.objects.get(verb="agency change unaffected")
    assert (entry.object_id, entry.detail["reason"]) == (story.pk, "Eigene Recherche, nur Ortsname gleich")
    assert "agency-kill" not in codes(story)


def test_not_affected_without_a_reason_is_refused(story: Article):
    (change,) = changes_from(copy_of(2, extra="Neu."))

    with pytest.raises(ActionRefused) as refused:
        mark_unaffected(change.pk, reason="  ", by=None, at=later())

    assert (refused.value.field, fresh(change).settled_at) == ("reason", None)


def test_a_lifted_kill_opens_the_way_and_republishes_nothing(story: Article):
    published(story)
    (kill,) = changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))
    accept_kill(kill.pk, by=None, at=later())

    (lift,) = changes_from(copy_of(3, extra="Doch richtig."), later(10))

    assert (lift.kind, fresh(story).state) == ("lift", "withheld")


def test_a_kill_lifted_before_anybody_decided_is_settled_by_the_agency(story: Article):
    (kill,) = changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    changes_from(copy_of(3, extra="Doch richtig."), later(10))

    assert (fresh(kill).outcome, "agency-kill" in codes(story)) == ("lifted", False)


def test_taking_a_lift_over_ends_the_block_of_the_taken_kill(story: Article):
    (kill,) = changes_from(copy_of(2, mark="KILL: Bitte nicht verwenden"))
    accept_kill(kill.pk, by=None, at=later())
    (lift,) = changes_from(copy_of(3, extra="Doch richtig."), later(10))

    apply_change(lift.pk, by=None, at=later(11), based_on=None)

    assert ("Doch richtig." in fresh(story).body, "agency-kill" in codes(story)) == (True, False)


def test_taking_over_changes_only_what_the_agency_changed(story: Article):
    save_story(
        story.pk, StoryChange(fields={"headline": "Unsere eigene Zeile"}), by=None, at=NOON, based_on=None
    )
    (change,) = changes_from(copy_of(2, mark="Berichtigung").replace("40 Meter", "14 Meter"))

    taken = apply_change(change.pk, by=None, at=later(), based_on=None)

    assert (fresh(story).headline, "14 Meter" in fresh(story).body, taken.missed) == (
        "Unsere eigene Zeile",
        True,
        (),
    )
    assert fresh(change).outcome == "taken"


def test_taking_over_publishes_nothing(story: Article):
    published(story)
    (change,) = changes_from(copy_of(2).replace("40 Meter", "14 Meter"))

    apply_change(change.pk, by=None, at=later(), based_on=None)

    assert fresh(story).version == 1


def test_what_the_desk_has_reworded_stays_open_for_the_hand(story: Article):
    body = story.body.replace("Er ist 40 Meter hoch", "Vierzig Meter misst er")
    save_story(story.pk, StoryChange(fields={"body": body}), by=None, at=NOON, based_on=None)
    (change,) = changes_from(copy_of(2).replace("40 Meter", "14 Meter"))

    taken = apply_change(change.pk, by=None, at=later(), based_on=None)

    assert (len(taken.missed), fresh(change).settled_at) == (1, None)


def test_taking_over_carries_the_revision_it_began_from(story: Article):
    (change,) = changes_from(copy_of(2).replace("40 Meter", "14 Meter"))
    save_story(story.pk, StoryChange(fields={"dek": "Neu"}), by=None, at=later(), based_on=None)

    with pytest.raises(EditConflict):
        apply_change(change.pk, by=None, at=later(), based_on=story.revision)

    assert fresh(change).settled_at is None


def test_adapted_is_believed_only_after_the_story_was_saved(story: Article):
    (change,) = changes_from(copy_of(2, extra="Neu."))
    with pytest.raises(ActionRefused):
        mark_adapted(change.pk, by=None, at=later())

    save_story(story.pk, StoryChange(fields={"dek": "Angepasst"}), by=None, at=later(), based_on=None)
    mark_adapted(change.pk, by=None, at=later())

    assert fresh(change).outcome == "adapted"


def test_what_is_settled_cannot_be_decided_again(story: Article):
    (change,) = changes_from(copy_of(2, extra="Neu."))
    mark_unaffected(change.pk, reason="Nur ein Komma", by=None, at=later())

    with pytest.raises(ActionRefused):
        apply_change(change.pk, by=None, at=later(), based_on=None)


def test_who_may_not_write_stories_may_not_decide(story: Article):
    (change,) = changes_from(copy_of(2, extra="Neu."))

    with pytest.raises(NotPermitted):
        mark_unaffected(change.pk, reason="Egal", by=make_user("gast"), at=later())


def test_like_copy_of_the_same_agency_is_told_when_it_was_delivered_and_not_when_pasted(story: Article):
    Article.objects.filter(pk=story.pk).update(agency_item_id="")
    text = copy_of(extra="Das ist neu.", number="")
    delivered = receive_copy(f"{text} ".encode(), by=None, at=later(), channel="file")
    parse_item(delivered.pk)

    pasted = changes_from(text)
    found = open_agency_changes(delivered.pk, at=later())

    assert (pasted, [change.found for change in found]) == ([], ["words"])
