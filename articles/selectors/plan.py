"""The plan of the desk: events, stories to come and assignments due, by time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q

from articles.models import (
    Article,
    Assignment,
    CalendarEvent,
    EventCalendar,
    FollowedStory,
    Section,
    StoryPlan,
)
from articles.workflow import UNPUBLISHED, State

MAX_FOLLOWED = 100
"""Stories of a window that follow an agency, the newest; they may be hundreds a day."""
MAX_ROWS = 2_000
UNREAD = ("body", "notes", "fingerprint", "related_ids", "search_title", "social_text")
"""Columns of stories that the plan does not show."""
WITHOUT_TEXT = Q(plan__isnull=False, body="", state=State.DRAFT)
"""Condition of a story that is planned and not begun."""

type Window = tuple[datetime, datetime]
"""Begin and end; the end belongs to it no more."""


class EntryKind(StrEnum):
    EVENT = "event"
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    EMBARGO = "embargo"
    FOLLOWED = "followed"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """Something at a time: an event, a story or the end of an assignment."""

    kind: EntryKind
    at: datetime
    ends_at: datetime
    title: str
    section: Section | None
    story: Any = None
    event: CalendarEvent | None = None
    assignment: Assignment | None = None

    @property
    def pk(self) -> int:
        return int(self.story.pk if self.event is None else self.event.pk)

    @property
    def plan(self) -> StoryPlan | None:
        return getattr(self.story, "plan", None)

    @property
    def is_movable(self) -> bool:
        """True if the plan can change its day: it is neither scheduled nor published."""
        return self.kind is EntryKind.PLANNED and self.story.state in UNPUBLISHED


def list_entries(window: Window, section_id: int | None = None, mine: User | None = None) -> list[PlanEntry]:
    """Return the entries by time, all or those of a section or a person.

    The number of queries does not depend on them.
    """
    stories = [entry for entry in _list_stories(window) if window[0] <= entry.at < window[1]]
    shown = {(entry.pk, entry.at.date()) for entry in stories}
    due = (entry for entry in _list_due(window) if (entry.pk, entry.at.date()) not in shown)
    own = set(Section.objects.filter(accounts__user=mine).values_list("pk", flat=True)) if mine else set()
    found = [
        entry
        for entry in chain(_list_events(window), stories, due)
        if section_id in {None, *_list_sections(entry.section)} and _is_own(entry, mine, own)
    ]
    return sorted(found, key=lambda entry: (entry.at, entry.title))


def _list_sections(section: Section | None) -> tuple[int | None, ...]:
    return (section.pk, section.parent_id) if section is not None else ()


def _is_own(entry: PlanEntry, user: User | None, own: set[int]) -> bool:
    """Return whether it is the person’s own or of one of their desks."""
    if user is None:
        return True
    if entry.event is not None:
        return entry.event.made_by_id == user.pk or entry.event.section_id in own
    held, plan = entry.assignment, entry.plan
    is_given = held is not None and (held.user_id == user.pk or held.section_id in own)
    return is_given or (plan is not None and plan.created_by_id == user.pk)


def _list_events(window: Window) -> Iterator[PlanEntry]:
    plans = StoryPlan.objects.select_related("article").defer(*(f"article__{name}" for name in UNREAD))
    events = (
        CalendarEvent.objects.filter(Q(calendar=None) | Q(calendar__active=True))
        .filter(Q(ends_at__gt=window[0]) | Q(starts_at__gte=window[0]), starts_at__lt=window[1])
        .select_related("section", "calendar", "item__source")
        .defer("calendar__raw", "item__raw", "item__parsed", "item__content", "item__reading")
        .prefetch_related(Prefetch("plans", queryset=plans))
    )
    for event in events[:MAX_ROWS]:
        times = (event.starts_at, event.ends_at)
        yield PlanEntry(EntryKind.EVENT, *times, event.title, event.section, event=event)


def _list_stories(window: Window) -> Iterator[PlanEntry]:
    followed = FollowedStory.objects.filter(
        ended_at=None, article__state=State.PUBLISHED, article__published_at__range=window
    )
    ids = StoryPlan.objects.filter(publish_at__range=window).values("article").union(
        Article.objects.not_published().filter(scheduled_at__range=window).order_by().values("pk"),
        Article.objects.embargo_ends_within(window).order_by().values("pk"),
        followed.order_by("-article__published_at").values("article")[:MAX_FOLLOWED],
    )  # fmt: skip
    held = Assignment.objects.open().select_related("user", "section")
    stories: Any = (
        Article.objects.filter(pk__in=ids)
        .select_related("section", "plan__event", "following")
        .defer(*UNREAD)
        .annotate(is_without_text=ExpressionWrapper(WITHOUT_TEXT, output_field=BooleanField()))
        .prefetch_related(Prefetch("assignments", queryset=held, to_attr="open_assignments"))
    )
    for story in stories[:MAX_ROWS]:
        kind, at = _find_time(story)
        assignment = next(iter(story.open_assignments), None)
        yield PlanEntry(kind, at, at, story.headline, story.section, story, assignment=assignment)


def _find_time(story: Any) -> tuple[EntryKind, datetime]:
    """Return the time of a story in the plan, and its kind."""
    plan = getattr(story, "plan", None)
    if story.state in UNPUBLISHED and story.scheduled_at is not None:
        return EntryKind.SCHEDULED, story.scheduled_at
    if plan is not None:
        return EntryKind.PLANNED, plan.publish_at
    if story.state in UNPUBLISHED:
        return EntryKind.EMBARGO, story.embargo_until
    return EntryKind.FOLLOWED, story.published_at


def _list_due(window: Window) -> Iterator[PlanEntry]:
    due = Assignment.objects.open().filter(due_at__gte=window[0], due_at__lt=window[1])
    rows: Any = due.select_related("article__section", "article__plan__event", "user", "section")
    for held in rows.defer(*(f"article__{name}" for name in UNREAD)).order_by("due_at")[:MAX_ROWS]:
        at, story = held.due_at, held.article
        yield PlanEntry(EntryKind.DUE, at, at, story.headline, story.section, story, assignment=held)


def list_failing_calendars() -> list[EventCalendar]:
    """Return the active calendars whose last file did not come or could not be read."""
    return list(EventCalendar.objects.filter(active=True).exclude(error="").defer("raw"))


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_reader(secret: str) -> User | None:
    """Return the account that may still read the plan at a secret address."""
    users = User.objects.filter(is_active=True, is_staff=True, account__plan_key_sha256=hash_secret(secret))
    user = users.select_related("account").first()
    return user if user is not None and user.has_perm("articles.view_article") else None
