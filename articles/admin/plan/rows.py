"""Entries of the plan as its page and the first screen show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.desk.assignments import describe_recipient
from articles.admin.badges import planned_badge, state_badge, time_badges
from articles.admin.cards import DashboardRow
from articles.admin.stories.assignments import due_badge
from articles.admin.stories.views import story_url
from articles.selectors.plan import EntryKind, PlanEntry, Window, list_entries

KINDS = {
    EntryKind.EVENT: (gettext_lazy("event"), "event"), EntryKind.PLANNED: (gettext_lazy("planned"), "edit_calendar"),
    EntryKind.SCHEDULED: (gettext_lazy("scheduled"), "schedule"), EntryKind.DUE: (gettext_lazy("due"), "assignment"),
    EntryKind.EMBARGO: (gettext_lazy("embargo ends"), "lock_clock"),
    EntryKind.FOLLOWED: (gettext_lazy("follows an agency"), "sync"),
}  # fmt: skip
"""Word and icon of each kind of entry."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An entry on one day; `clock` is empty if it fills the day."""

    entry: PlanEntry
    day: date
    clock: str
    link: str
    owner: str = ""
    badges: Sequence[SafeString] = ()

    @property
    def kind(self) -> tuple[Any, str]:
        return KINDS[self.entry.kind]

    @property
    def fact(self) -> str:
        return f"{self.kind[0]} · {self.owner}" if self.owner else str(self.kind[0])

    @property
    def steps(self) -> list[date]:
        """The days before and after, to which its buttons move it."""
        return [self.day - timedelta(days=1), self.day + timedelta(days=1)]


type PlanDay = tuple[date, list[PlanRow], list[PlanRow]]
"""A day; what follows an agency apart, because nobody has to do anything."""


def day_window(day: date, days: int) -> Window:
    """Return the midnights, in the zone of the desk, at which the days begin and end."""
    first, last = (datetime.combine(one, time()) for one in (day, day + timedelta(days=days)))
    return timezone.make_aware(first), timezone.make_aware(last)


def split_into_days(entries: Sequence[PlanEntry], first: date, days: int) -> Iterator[PlanDay]:
    """Yield each day with its entries; an event of several days is in each."""
    for day in (first + timedelta(days=number) for number in range(days)):
        rows = [build_row(entry, day) for entry in entries if _is_on(entry, day)]
        rows.sort(key=lambda row: bool(row.clock))  # stable: what fills the day comes first
        followed = [row for row in rows if row.entry.kind is EntryKind.FOLLOWED]
        yield day, [row for row in rows if row not in followed], followed


def _is_on(entry: PlanEntry, day: date) -> bool:
    last = max(entry.at, entry.ends_at - timedelta(seconds=1))
    return timezone.localdate(entry.at) <= day <= timezone.localdate(last)


def build_row(entry: PlanEntry, day: date) -> PlanRow:
    if entry.event is not None:
        link = reverse("admin:articles_article_plan_event", args=[entry.pk])
        return PlanRow(entry, day, _describe_span(entry, day), link)
    owner = describe_recipient(entry.assignment) if entry.assignment is not None else _("nobody")
    clock = date_format(timezone.localtime(entry.at), "H:i")
    return PlanRow(entry, day, clock, story_url(entry.story), owner, list(_list_badges(entry)))


def _describe_span(entry: PlanEntry, day: date) -> str:
    """Return begin and end of an event on a day."""
    if entry.event is not None and entry.event.all_day:
        return ""
    ends = (timezone.localtime(entry.at), timezone.localtime(entry.ends_at))
    begin, end = (date_format(one, "H:i") if one.date() == day else "…" for one in ends)
    return begin if entry.ends_at == entry.at else "" if begin == end == "…" else f"{begin}–{end}"


def _list_badges(entry: PlanEntry) -> Iterator[SafeString]:
    yield (
        planned_badge(entry.story)
        if getattr(entry.story, "is_without_text", False)
        else state_badge(entry.story)
    )
    if entry.kind is EntryKind.PLANNED:
        yield time_badges(entry.story)
    if entry.assignment is not None:
        yield due_badge(entry.assignment)


def list_rows_of_today(limit: int) -> list[DashboardRow]:
    """Return what today brings, without the stories that follow an agency."""
    today = timezone.localdate()
    entries = [one for one in list_entries(day_window(today, 1)) if one.kind is not EntryKind.FOLLOWED]
    rows = [build_row(entry, today) for entry in entries[:limit]]
    return [
        DashboardRow(row.entry.title, f"{row.clock or _('all day')} · {row.fact}", row.link) for row in rows
    ]
