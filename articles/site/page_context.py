"""What every public page is asked with: the moment, the state of the log, the sections, the parameters it knows."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import get_language

from articles.actions.stories.schedule import release_due
from articles.models import Article, Edition, FeedHead, FormerSlug, StaticPage
from articles.public_names import last_visible_until, sections_in
from articles.site.site_version import SiteVersion, changed_subquery, overdue_story_subquery
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQuery


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """A section as the pages need it."""

    id: int
    slug: str
    name: str
    description: str
    parent_id: int | None
    former: tuple[str, ...] = ()
    """Slugs it had before."""

    @property
    def path(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True)
class SiteState:
    """One row that tells whether a page made earlier still holds; `version` None before the first publication."""

    version: SiteVersion | None
    due: bool
    sections: tuple[SectionSummary, ...]
    static_pages: tuple[str, ...] = ()
    """Names of the standing pages that the desk has written."""
    expires_at: datetime | None = None
    """When the clock alone takes a section's last story down, and the section's name with it."""

    @classmethod
    def read(cls, at: datetime) -> Self:
        """One query."""
        row = HEAD.first_row({DATETIME_PARAM: at})
        if row is None:
            return cls(None, Article.objects.due(at).exists(), ())
        epoch, n, known, due, sections, written = row
        told = [json.loads(text) for text in sections]
        ends = [datetime.fromisoformat(entry["until"]) for entry in told if entry["until"]]
        version = SiteVersion(epoch, n, known)
        return cls(version, due is not None, _build_sections(told), tuple(written), min(ends, default=None))

    def is_current(self, at: datetime) -> bool:
        return self.expires_at is None or at < self.expires_at


def _query_sections() -> Any:
    """Sections in which readers find a story: the desk also knows those of stories still to come."""
    public = Edition.objects.public(at=DATETIME_PARAM)
    former = FormerSlug.objects.filter(kind=FormerSlug.Kind.SECTION, number=OuterRef("pk")).order_by("slug")
    columns = JSONObject(
        id="id",
        slug="slug",
        name="name",
        name_en="name_en",
        description="description",
        parent="parent_id",
        until=last_visible_until(public),
        former=ArraySubquery(former.values("slug")),
    )
    return sections_in(public).order_by("position", "name").values(json=columns)


def _query_head() -> Any:
    written = StaticPage.objects.exclude(body="").order_by("name").values("name")
    heads = FeedHead.objects.annotate(
        mark=changed_subquery(),
        due=overdue_story_subquery(),
        sections=ArraySubquery(_query_sections()),
        written=ArraySubquery(written),
    )
    return heads.values_list("epoch", "n", "mark", "due", "sections", "written")


HEAD: CompiledQuery[FeedHead] = CompiledQuery(FeedHead, _query_head)


def _build_sections(rows: Iterable[Mapping[str, Any]]) -> tuple[SectionSummary, ...]:
    english = get_language() == "en"
    return tuple(
        SectionSummary(
            id=row["id"],
            slug=row["slug"],
            name=(english and row["name_en"]) or row["name"],
            description=row["description"],
            parent_id=row["parent"],
            former=tuple(row["former"]),
        )
        for row in rows
    )


@dataclass(slots=True)
class PageContext:
    at: datetime
    state: SiteState
    params: Mapping[str, str]
    """The query parameters the page knows, others are not looked at."""
    expires_at: datetime | None = field(default=None)
    """When something shown on the page stops being allowed, as far as seen."""

    @property
    def sections(self) -> tuple[SectionSummary, ...]:
        return self.state.sections

    @property
    def main_sections(self) -> tuple[SectionSummary, ...]:
        return tuple(section for section in self.sections if section.parent_id is None)

    def section(self, slug: str) -> SectionSummary | None:
        """Return the section that has the slug, or had it before."""
        named = (section for section in self.sections if section.slug == slug)
        return next(named, None) or next((s for s in self.sections if slug in s.former), None)

    def section_by_id(self, pk: int) -> SectionSummary | None:
        return next((section for section in self.sections if section.id == pk), None)

    def with_children(self, section: SectionSummary) -> list[int]:
        return [section.id, *(s.id for s in self.sections if s.parent_id == section.id)]

    def expire_by(self, *times: datetime | None) -> None:
        """The page must not outlive any of these."""
        coming = [time for time in (*times, self.expires_at) if time is not None]
        self.expires_at = min(coming, default=None)


def next_midnight(at: datetime) -> datetime:
    """When the day ends that pages speak of as today."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


STATES: OrderedDict[SiteVersion, SiteState] = OrderedDict()
"""What was read under the last stamps: while a stamp stands, so does the state."""
MAX_STATES = 4


def current_state(at: datetime, stamp: Callable[[], SiteVersion | None] | None = None) -> SiteState:
    """The state at `at`; what was due by then and no worker has published is published first.

    `stamp` tells by one small statement whether a state read before still holds.
    """
    asked = stamp() if stamp else None
    known = STATES.get(asked) if asked else None
    if known is not None and known.is_current(at):
        return known
    state = SiteState.read(at)
    if state.due and release_due(at=at):
        state = SiteState.read(at)
    if asked is not None and state.version is not None and not state.due:
        STATES[state.version] = state
        while len(STATES) > MAX_STATES:
            STATES.popitem(last=False)
    return state
