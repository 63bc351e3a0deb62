"""Stories are given to a person or a desk, taken, done and handed on; nothing is half done."""

from datetime import timedelta

import pytest

from articles.actions.desk.assignments import (
    AssignmentDraft,
    assign_stories,
    finish_assignment,
    take_assignment,
)
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import Account, Assignment, AuditEntry
from tests.factories import NOON, make_section, make_story, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOON + timedelta(hours=6)


def make_editor(name: str = ""):
    return make_user(name, "articles.change_article", "articles.view_article")


def test_a_story_goes_from_hand_to_hand_and_the_audit_list_knows_it():
    chief, reporter, other = make_editor("chief"), make_editor("nora"), make_editor("ida")
    story = make_story()

    assign_stories(
        [story.pk], AssignmentDraft(reporter.pk, wanted=" zwei  Absätze ", due_at=LATER), by=chief, at=NOON
    )
    held = Assignment.objects.open().get()
    assert (held.user, held.wanted, held.due_at, held.taken_at) == (reporter, "zwei Absätze", LATER, None)
    take_assignment(story.pk, by=reporter, at=NOON)
    assign_stories([story.pk], AssignmentDraft(other.pk), by=reporter, at=NOON + timedelta(minutes=5))
    finish_assignment(story.pk, by=other, at=LATER)

    assert not Assignment.objects.open().exists()
    assert Assignment.objects.count() == 2
    newest = AuditEntry.objects.filter(object_id=story.pk).exclude(verb="create").order_by("pk")
    assert [entry.verb for entry in newest] == ["assign", "take assignment", "assign", "finish assignment"]
    assert newest[2].detail["before"] == "nora"
    assert newest[2].detail["to"] == "ida"


def test_a_desk_is_given_a_story_and_one_of_it_takes_it():
    chief, reporter = make_editor(), make_editor()
    section = make_section("Sport", "sport")
    Account.objects.create(user=reporter).sections.add(section)
    story = make_story()

    assign_stories([story.pk], AssignmentDraft(section_id=section.pk, due_at=LATER), by=chief, at=NOON)
    assert Assignment.objects.open().of_own_desks(reporter).count() == 1
    assert not Assignment.objects.open().of_own_desks(chief).exists()
    take_assignment(story.pk, by=reporter, at=NOON)

    held = Assignment.objects.open().get()
    assert (held.user, held.section, held.due_at, held.taken_at) == (reporter, None, LATER, NOON)


def test_publication_does_what_was_asked_before_it():
    editor = make_editor()
    story = make_story()
    assign_stories([story.pk], AssignmentDraft(editor.pk), by=editor, at=NOON)

    publish(story.pk, by=None, at=NOON + timedelta(minutes=1))

    assert not Assignment.objects.open().exists()
    assign_stories(
        [story.pk], AssignmentDraft(editor.pk, wanted="Reaktion"), by=editor, at=NOON + timedelta(hours=1)
    )
    assert Assignment.objects.open().get().wanted == "Reaktion"


def test_what_cannot_be_assigned_is_refused_at_its_field_and_nothing_is_half_done():
    editor, gone = make_editor(), make_editor()
    gone.is_active = False
    gone.save()
    story = make_story()
    drafts = {
        "recipient": AssignmentDraft(gone.pk),
        "due": AssignmentDraft(editor.pk, due_at=NOON - timedelta(minutes=1)),
        "wanted": AssignmentDraft(editor.pk, wanted="x" * 201),
    }

    for field, draft in drafts.items():
        with pytest.raises(ActionRefused) as refused:
            assign_stories([story.pk], draft, by=editor, at=NOON)
        assert [name for name, _message in refused.value.messages] == [field]
    for draft in (
        AssignmentDraft(),
        AssignmentDraft(editor.pk, make_section().pk),
        AssignmentDraft(section_id=0),
    ):
        with pytest.raises(ActionRefused):
            assign_stories([story.pk], draft, by=editor, at=NOON)
    with pytest.raises(ActionRefused):
        assign_stories([story.pk, 2**31 - 1], AssignmentDraft(editor.pk), by=editor, at=NOON)
    with pytest.raises(ActionRefused):
        assign_stories([], AssignmentDraft(editor.pk), by=editor, at=NOON)

    assert not Assignment.objects.exists()


def test_who_may_not_write_passes_on_only_their_own():
    chief, pictures, other = make_editor(), make_user("", "articles.view_article"), make_editor()
    own, foreign = make_story(), make_story("Fähre fährt wieder")
    assign_stories([own.pk], AssignmentDraft(pictures.pk), by=chief, at=NOON)
    assign_stories([foreign.pk], AssignmentDraft(other.pk), by=chief, at=NOON)

    for attempt in (
        lambda: assign_stories([own.pk, foreign.pk], AssignmentDraft(pictures.pk), by=pictures, at=NOON),
        lambda: take_assignment(foreign.pk, by=pictures, at=NOON),
        lambda: finish_assignment(foreign.pk, by=pictures, at=NOON),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assign_stories([own.pk], AssignmentDraft(other.pk), by=pictures, at=LATER)

    assert Assignment.objects.open().of_user(other).count() == 2


def test_a_story_of_somebody_who_left_is_nobodys():
    chief, gone = make_editor(), make_editor()
    assign_stories([make_story().pk], AssignmentDraft(gone.pk), by=chief, at=NOON)
    assert not Assignment.objects.open().of_nobody().exists()

    gone.is_active = False
    gone.save()

    assert Assignment.objects.open().of_nobody().count() == 1
