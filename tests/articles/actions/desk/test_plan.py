"""Planned stories are drafts with a time: made in one go, moved by days, taken out again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.actions.desk.assignments import AssignmentDraft
from articles.actions.desk.plan import move_planned_story, plan_new_story, plan_story, remove_from_plan
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import Article, Assignment, AuditEntry, CalendarEvent, StoryPlan
from articles.selectors.plan import EntryKind, list_entries
from tests.factories import NOON, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)

TOMORROW = NOON + timedelta(days=1)
WINDOW = (NOON - timedelta(days=1), NOON + timedelta(days=7))


def make_editor(name: str = ""):
    return make_user(name, "articles.add_article", "articles.change_article", "articles.view_article")


def plan_a_story(title: str = "Rat berät über den Kai", at: datetime = TOMORROW, **facts) -> Article:
    return plan_new_story(title, StoryPlan(publish_at=at), by=make_editor(), at=NOON, **facts)


def make_event(**facts) -> CalendarEvent:
    defaults = {"title": "Ratssitzung", "starts_at": TOMORROW, "ends_at": TOMORROW, "place": "Rathaus"}
    return CalendarEvent.objects.create(**{**defaults, **facts})


def test_a_planned_story_is_a_draft_with_a_time_and_an_assignment():
    reporter, section = make_editor("nora"), make_section()
    plan = StoryPlan(publish_at=TOMORROW, length=60, picture_wanted=True)
    assignment = AssignmentDraft(reporter.pk, wanted="Stimmen", due_at=TOMORROW - timedelta(hours=2))

    story = plan_new_story(
        " Rat  berät ", plan, by=reporter, at=NOON, section_id=section.pk, assignment=assignment
    )

    assert (story.state, story.headline, story.body, story.section) == ("draft", "Rat berät", "", section)
    assert (story.plan.length, story.plan.unit, story.plan.created_by) == (60, "lines", reporter)
    assert Assignment.objects.open().get().user == reporter
    assert AuditEntry.objects.filter(object_id=story.pk, verb="plan story").exists()


def test_a_story_of_an_event_has_what_is_known_of_it():
    event = make_event(description="Tagesordnung: Kai", url="https://rat.example/1")

    story = plan_a_story(event=event)

    assert story.notes == "Ratssitzung\n03.03.2026 13:00\nRathaus\nhttps://rat.example/1\nTagesordnung: Kai"
    assert (story.plan.event, story.plan.place) == (event, "Rathaus")


def test_a_story_outlives_its_event_and_says_so():
    event = make_event()
    story = plan_a_story(event=event)

    event.delete()

    plan = StoryPlan.objects.get(article=story)
    assert plan.event_is_gone
    assert (plan.event_title, plan.event_starts_at, plan.place) == ("Ratssitzung", TOMORROW, "Rathaus")


def test_nothing_is_made_of_a_plan_that_is_refused():
    with pytest.raises(ActionRefused):
        plan_a_story(at=NOON - timedelta(minutes=1))

    assert not Article.objects.exists()


def test_who_may_only_add_stories_may_propose_one_and_move_none():
    reporter = make_user("", "articles.add_article", "articles.view_article")

    story = plan_new_story("Neu", StoryPlan(publish_at=TOMORROW), by=reporter, at=NOON)

    with pytest.raises(NotPermitted):
        move_planned_story(story.pk, date(2026, 3, 5), by=reporter, at=NOON)
    with pytest.raises(NotPermitted):
        plan_new_story("Neu", StoryPlan(publish_at=TOMORROW), by=make_user(), at=NOON)


def test_a_move_keeps_the_time_of_day_also_over_a_clock_change():
    story = plan_a_story(at=datetime(2026, 3, 28, 17, tzinfo=UTC))

    move_planned_story(story.pk, date(2026, 3, 30), by=make_editor(), at=NOON)

    assert StoryPlan.objects.get().publish_at == datetime(2026, 3, 30, 16, tzinfo=UTC)


def test_what_has_passed_is_scheduled_or_published_is_not_moved():
    by, story = make_editor(), plan_a_story()
    with pytest.raises(ActionRefused):
        move_planned_story(story.pk, date(2026, 3, 1), by=by, at=NOON)
    Article.objects.filter(pk=story.pk).update(scheduled_at=TOMORROW)
    with pytest.raises(ActionRefused):
        move_planned_story(story.pk, date(2026, 3, 4), by=by, at=NOON)
    with pytest.raises(ActionRefused):
        plan_story(StoryPlan(article=make_published(), publish_at=TOMORROW), by=by, at=NOON)

    assert StoryPlan.objects.get().publish_at == TOMORROW


def test_a_time_that_has_passed_may_stay_when_the_rest_changes():
    story = plan_a_story()
    plan = StoryPlan.objects.get()
    plan.length = 80

    plan_story(plan, by=make_editor(), at=NOON + timedelta(days=2))

    assert StoryPlan.objects.get(article=story).length == 80


def test_a_draft_stays_when_it_is_taken_out_of_the_plan():
    story = plan_a_story()

    remove_from_plan(StoryPlan.objects.get(), by=make_editor(), at=NOON)

    assert not StoryPlan.objects.exists()
    assert Article.objects.get() == story


def test_each_story_is_in_the_plan_once_at_its_time():
    planned = plan_a_story("Geplant")
    scheduled = plan_a_story("Terminiert")
    Article.objects.filter(pk=scheduled.pk).update(state="ready", scheduled_at=TOMORROW + timedelta(hours=1))
    embargoed = make_story("Gesperrt")
    Article.objects.filter(pk=embargoed.pk).update(embargo_until=TOMORROW + timedelta(hours=2))
    make_event(starts_at=TOMORROW - timedelta(hours=1))
    Assignment.objects.create(article=make_story("Zugeteilt"), user=make_editor(), by=make_editor(), at=NOON,
                              due_at=TOMORROW + timedelta(hours=3))  # fmt: skip
    Assignment.objects.create(article=planned, user=make_editor(), by=make_editor(), at=NOON, due_at=TOMORROW)

    entries = [(entry.kind, entry.title) for entry in list_entries(WINDOW)]

    assert entries == [
        (EntryKind.EVENT, "Ratssitzung"), (EntryKind.PLANNED, "Geplant"), (EntryKind.SCHEDULED, "Terminiert"),
        (EntryKind.EMBARGO, "Gesperrt"), (EntryKind.DUE, "Zugeteilt"),
    ]  # fmt: skip


def test_the_plan_is_narrowed_to_a_section_or_to_ones_own():
    reporter, sport = make_editor("nora"), make_section("Sport", "sport")
    plan_a_story("Turnier", section_id=sport.pk)
    plan_new_story("Meins", StoryPlan(publish_at=TOMORROW), by=reporter, at=NOON)
    make_event(title="Spiel", section=sport)

    titles = lambda **facts: {entry.title for entry in list_entries(WINDOW, **facts)}  # noqa: E731

    assert titles() == {"Turnier", "Meins", "Spiel"}
    assert titles(section_id=sport.pk) == {"Turnier", "Spiel"}
    assert titles(mine=reporter) == {"Meins"}


@pytest.mark.parametrize("count", [3, 60])
def test_the_number_of_queries_does_not_depend_on_what_is_planned(count: int, django_assert_max_num_queries):
    section = make_section()
    by = make_editor()
    for number in range(count):
        plan_new_story(f"Artikel {number}", StoryPlan(publish_at=TOMORROW), by=by, at=NOON, section_id=section.pk,
                       event=make_event(title=f"Termin {number}"), assignment=AssignmentDraft(by.pk))  # fmt: skip

    with django_assert_max_num_queries(6):
        entries = list_entries(WINDOW, mine=by)
        shown = [
            (entry.plan, entry.section, entry.event and list(entry.event.plans.all())) for entry in entries
        ]

    assert len(shown) == count
