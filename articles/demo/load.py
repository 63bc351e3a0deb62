"""Fill a desk with the demo: reference data, pictures, then every act of two months."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from articles.demo import photos, reference_data, timeline
from articles.demo.loader import Calendar
from articles.models import Section

DESK_AGE = timedelta(days=62)
"""How long before the hour of loading the desk is said to exist."""

PICTURE_DESK = "lo"

type Report = Callable[[str], None]


class DeskInUse(Exception):
    """The desk has stories of its own and none of the demo's: they would be mixed for good."""


@dataclass(frozen=True)
class LoadResult:
    """What a run did: acts done, stories of the demo on the desk, the demo partner's key."""

    acts: int
    stories: int
    key: str


def load_demo(at: datetime, *, tell: Report, logins: bool = False, force: bool = False) -> LoadResult:
    """Bring the demo onto the desk as of `at` (aware). A complete demo is left as it is, a part completed.

    Each act commits by itself. Raises DeskInUse on a desk with other stories unless `force`.
    """
    others, ours = timeline.count_stories()
    if others and not ours and not force:
        raise DeskInUse(f"The desk has {others} stories of its own; the demo is for an empty desk.")
    calendar = Calendar(at, ZoneInfo(settings.DESK_TIME_ZONE))
    opened = at - DESK_AGE
    tell("sections, agencies, people")
    with _asynchronous_commit():
        reference_data.load_reference_data(at, opened, logins=logins)
        desk = _build_desk(calendar, opened, tell)
        done = _run_steps(desk, tell)
    return LoadResult(done, len(desk.articles), reference_data.ensure_partner_key(opened))


@contextmanager
def _asynchronous_commit() -> Iterator[None]:
    """Commit without waiting for the disk: what a power cut takes of the demo, the next run does again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        try:
            yield
        finally:
            cursor.execute("RESET synchronous_commit")


def _build_desk(calendar: Calendar, opened: datetime, tell: Report) -> timeline.Desk:
    staff = reference_data.staff_by_initials()
    return timeline.Desk(
        calendar=calendar,
        photos=photos.load_photos(staff[PICTURE_DESK], opened, lambda title: tell(f"picture: {title}")),
        staff=staff,
        sections=dict(Section.objects.values_list("slug", "pk")),
        topics=reference_data.ensure_topics(
            (t for s in calendar.stories.values() for t in s.listed("topics")), opened
        ),
        articles=timeline.article_ids(),
    )


def _run_steps(desk: timeline.Desk, tell: Report) -> int:
    done = 0
    for step in timeline.build_timeline(desk.calendar):
        if step.act(desk, step.story, step.at):
            done += 1
            tell(f"{step.act.__name__}: {step.story.key}")
    return done
