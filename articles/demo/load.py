"""Loading of the demo: reference data, photos, then every step of two months."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from articles.demo import photos, reference_data, timeline
from articles.demo.front_page import arrange_demo_front
from articles.demo.loader import Calendar
from articles.demo.plan import load_plan
from articles.demo.wire.sources import ensure_demo_wire
from articles.models import Section

DESK_AGE = timedelta(days=62)
"""Age of the demo desk at the time of loading."""

PICTURE_DESK = "lo"

type Report = Callable[[str], None]


class DeskInUse(Exception):
    """Error of a desk with stories of its own, which would be mixed with the demo's."""


@dataclass(frozen=True)
class LoadResult:
    """Result of a run: steps done, demo stories on the desk, the demo partner's key."""

    steps: int
    stories: int
    key: str


def load_demo(at: datetime, *, report: Report, logins: bool = False, force: bool = False) -> LoadResult:
    """Load the demo as of `at` (aware), or complete it.

    Each step commits by itself. Raise DeskInUse on a desk with other stories unless `force`.
    """
    others, ours = timeline.count_stories()
    if others and not ours and not force:
        raise DeskInUse(f"The desk has {others} stories of its own; the demo is for an empty desk.")
    calendar = Calendar(at, ZoneInfo(settings.DESK_TIME_ZONE))
    created_at = at - DESK_AGE
    report("sections, agencies, people")
    with _asynchronous_commit():
        reference_data.load_reference_data(at, created_at, logins=logins)
        desk = _build_desk(calendar, created_at, report)
        done = _run_steps(desk, report)
        photos.load_portraits(desk.staff[PICTURE_DESK], created_at)
        arrange_demo_front(desk.articles, at)
        load_plan(desk, at)
        # After the stories, which were written before these agencies were known.
        ensure_demo_wire(at)
    return LoadResult(done, len(desk.articles), reference_data.ensure_partner_key(created_at))


@contextmanager
def _asynchronous_commit() -> Iterator[None]:
    """Commit without waiting for the disk; after a crash the next run does the rest."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        try:
            yield
        finally:
            cursor.execute("RESET synchronous_commit")


def _build_desk(calendar: Calendar, created_at: datetime, report: Report) -> timeline.Desk:
    staff = reference_data.staff_by_initials()
    return timeline.Desk(
        calendar=calendar,
        photos=photos.load_photos(staff[PICTURE_DESK], created_at, lambda title: report(f"picture: {title}")),
        staff=staff,
        sections=dict(Section.objects.values_list("slug", "pk")),
        topics=reference_data.ensure_topics(
            (t for s in calendar.stories.values() for t in s.list_header("topics")), created_at
        ),
        articles=timeline.article_ids(),
    )


def _run_steps(desk: timeline.Desk, report: Report) -> int:
    done = 0
    for step in timeline.build_timeline(desk.calendar):
        if step.run(desk, step.story, step.at):
            done += 1
            report(f"{step.run.__name__}: {step.story.key}")
    return done
