"""Plan of the demo: events, drafts planned for them, and who writes these."""

from datetime import datetime

from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.desk.calendars import save_event
from articles.actions.desk.plan import plan_story
from articles.demo.loader import Entry, read_entries
from articles.demo.relative_dates import parse_relative_time
from articles.demo.timeline import Desk
from articles.models import CalendarEvent, StoryPlan
from articles.workflow import UNPUBLISHED

EDITOR = "dl"


def load_plan(desk: Desk, at: datetime) -> None:
    """Enter the events of the demo once; a desk that has some keeps its own."""
    if not CalendarEvent.objects.exists():
        for entry in read_entries("plan"):
            _load_event(desk, entry, at)


def _load_event(desk: Desk, entry: Entry, at: datetime) -> None:
    zone, editor = desk.calendar.zone, desk.staff[EDITOR]
    event = CalendarEvent(
        title=entry["title"], place=entry["place"], description=entry["description"], made_by=editor,
        section_id=desk.sections[entry["section"]], starts_at=parse_relative_time(entry["starts"], at, zone),
        ends_at=parse_relative_time(entry["ends"], at, zone),
    )  # fmt: skip
    save_event(event, by=editor, at=at)
    article_id = desk.articles.get(entry.get("story", ""))
    if article_id is not None:
        _plan_story(desk, entry, event, article_id, at)


def _plan_story(desk: Desk, entry: Entry, event: CalendarEvent, article_id: int, at: datetime) -> None:
    zone, editor = desk.calendar.zone, desk.staff[EDITOR]
    plan = StoryPlan(
        article_id=article_id, publish_at=parse_relative_time(entry["publish"], at, zone), length=entry["length"],
        picture_wanted=entry["picture"], event=event, event_title=event.title, event_starts_at=event.starts_at,
        place=event.place,
    )  # fmt: skip
    if plan.article.state not in UNPUBLISHED:
        return
    plan_story(plan, by=editor, at=at)
    writer = next(user for user in desk.staff.values() if user.username == entry["to"])
    due = parse_relative_time(entry["due"], at, zone)
    assign_stories(
        [article_id], AssignmentDraft(writer.pk, wanted=entry["wanted"], due_at=due), by=editor, at=at
    )
