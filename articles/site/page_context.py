"""Context of a public page: time, site state, sections and query parameters."""

import json
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
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQuery


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """A section as pages show it."""

    id: int
    slug: str
    name: str
    description: str
    parent_id: int | None
    former: tuple[str, ...] = ()
    """Former slugs."""

    @property
    def path(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True)
class SiteState:
    """The row that decides whether a cached page is current, with what all pages show."""

    version: SiteVersion | None
    """None before the first publication."""
    due: bool
    """Whether a scheduled story waits to be published."""
    sections: tuple[SectionSummary, ...]
    static_pages: tuple[str, ...] = ()
    """Names of the static pages that the desk has written."""
    expires_at: datetime | None = None
    """When the clock alone ends the last story of a section, and its name must disappear."""

    @classmethod
    def read(cls, at: datetime) -> Self:
        """Read the state at the given time, in one query."""
        row = HEAD.first_row({DATETIME_PARAM: at})
        if row is None:
            return cls(None, Article.objects.due(at).exists(), ())
        epoch, n, changed, due, section_texts, static_pages = row
        sections = [json.loads(text) for text in section_texts]
        ends = [datetime.fromisoformat(section["until"]) for section in sections if section["until"]]
        return cls(
            SiteVersion(epoch, n, changed),
            due is not None,
            _build_sections(sections),
            tuple(static_pages),
            min(ends, default=None),
        )

    def is_current(self, at: datetime) -> bool:
        return self.expires_at is None or at < self.expires_at


def _query_sections() -> Any:
    """Return the sections with a public story; all others stay private."""
    public = Edition.objects.public(at=DATETIME_PARAM)
    former = FormerSlug.objects.filter(kind=FormerSlug.Kind.SECTION, object_id=OuterRef("pk")).order_by(
        "slug"
    )
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
    static_pages = StaticPage.objects.exclude(body="").order_by("name").values("name")
    heads = FeedHead.objects.annotate(
        mark=changed_subquery(),
        due=overdue_story_subquery(),
        sections=ArraySubquery(_query_sections()),
        static_pages=ArraySubquery(static_pages),
    )
    return heads.values_list("epoch", "n", "mark", "due", "sections", "static_pages")


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
    """A request for a public page."""

    at: datetime
    state: SiteState
    params: Mapping[str, str]
    """The query parameters that the page reads; all others are ignored."""
    expires_at: datetime | None = field(default=None)
    """Earliest time, found so far, at which something on the page may no longer be shown."""
    dependencies: set[str] = field(default_factory=set)
    """Keys, found so far, of what the page shows; see `articles.site.dependencies`."""

    @property
    def sections(self) -> tuple[SectionSummary, ...]:
        return self.state.sections

    @property
    def main_sections(self) -> tuple[SectionSummary, ...]:
        return tuple(section for section in self.sections if section.parent_id is None)

    def section(self, slug: str) -> SectionSummary | None:
        """Return the section that has the slug, or had it before."""
        by_slug = (section for section in self.sections if section.slug == slug)
        return next(by_slug, None) or next((s for s in self.sections if slug in s.former), None)

    def section_by_id(self, pk: int) -> SectionSummary | None:
        return next((section for section in self.sections if section.id == pk), None)

    def with_children(self, section: SectionSummary) -> list[int]:
        """Return the ids of the section and the sections directly under it."""
        return [section.id, *(s.id for s in self.sections if s.parent_id == section.id)]

    def expire_by(self, *times: datetime | None) -> None:
        """Expire the page at the earliest of these times, if it does not expire sooner."""
        self.expires_at = min((time for time in (*times, self.expires_at) if time is not None), default=None)

    def depend_on(self, *keys: str) -> None:
        """End the page with the first change of what one of these keys names."""
        self.dependencies.update(keys)


def next_midnight(at: datetime) -> datetime:
    """Return the end of the day that pages call today."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


MAX_STATES = 4
STATES: BoundedCache[SiteVersion, SiteState] = BoundedCache(MAX_STATES)


def current_state(at: datetime, read_version: Callable[[], SiteVersion | None] | None = None) -> SiteState:
    """Return the state, after publishing due stories that no worker has published.

    `read_version` answers by one small query whether a cached state is current.
    """
    version = read_version() if read_version else None
    cached = STATES.get(version) if version else None
    if cached is not None and cached.is_current(at):
        return cached
    state = SiteState.read(at)
    if state.due and release_due(at=at):
        state = SiteState.read(at)
    if version is not None and state.version is not None and not state.due:
        STATES.put(state.version, state)
    return state
