"""Context of a public page: time, site state, sections and query parameters."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Exists, Func, JSONField, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject, Least
from django.utils import timezone
from django.utils.translation import get_language

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.stories.schedule import release_due
from articles.models import Article, Edition, FeedHead, FormerSlug, LinkOnlyProvider, Newsletter, StaticPage
from articles.querysets import SHOWN_UPDATE_TIME
from articles.selectors.public_names import last_visible_until, sections_in
from articles.site.brand import BrandSummary, brand_subquery, read_brand
from articles.site.dependencies import NEWEST, SECTION_FRONTS
from articles.site.page_language import list_front_languages
from articles.site.site_version import (
    NOTHING_SEEN,
    ReadingStart,
    SiteVersion,
    query_version,
    site_changes,
)
from articles.url_paths import story_path
from articles.visibility import VISIBLE_UNTIL
from newsroom.caching.changed_keys import Dependencies
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQueryVariants
from newsroom.language_tags import primary_tag


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
    translated: tuple[tuple[str, str, str], ...] = ()
    """(language, name, description) in the languages of labels."""
    arrangement: FrontArrangement | None = field(default=None, compare=False)
    """None if the page of the section is filled by itself. Other pages do not change with it."""

    @property
    def path(self) -> str:
        return f"/{self.slug}/"

    def in_language(self, language: str) -> Self:
        """Return the section with name and description in the language."""
        for tag, name, description in self.translated:
            if tag == language:
                return replace(self, name=name or self.name, description=description or self.description)
        return self


@dataclass(frozen=True, slots=True)
class NewsletterSummary:
    """A newsletter that readers can subscribe to."""

    id: int
    slug: str
    name: str
    description: str
    section: int | None


MAX_BREAKING = 20
"""So many stories are compared for the banner, should more be breaking news at once."""


@dataclass(frozen=True, slots=True)
class BreakingNews:
    """The story in the banner of every page."""

    article_id: int
    path: str
    headline: str
    language: str
    until: datetime
    """When its label or the story itself ends."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """Sections with a public story, static pages, brand and banner, on all pages."""

    version: SiteVersion | None
    """None before the first publication."""
    due: bool
    """Whether a scheduled story waits to be published."""
    sections: tuple[SectionSummary, ...]
    static_pages: tuple[str, ...] = ()
    """Names of the static pages that the desk has written."""
    link_only: frozenset[str] = frozenset()
    """Codes of the providers whose embedded content is shown as a link."""
    languages: tuple[str, ...] = ()
    """Languages with a front, the site's own first; none with fewer than two."""
    expires_at: datetime | None = None
    """When the clock alone ends the last story of a section or language, whose name must disappear, or the banner."""
    brand: BrandSummary = field(default_factory=BrandSummary)
    breaking: BreakingNews | None = None
    newsletters: tuple[NewsletterSummary, ...] = ()

    @classmethod
    def read(cls, at: datetime) -> Self:
        """Read the state at the given time, in one query."""
        return cls._build(at, _read_row(at, NOTHING_SEEN))

    @classmethod
    def read_with_changes(cls, at: datetime) -> tuple[Self, int]:
        """Return the state and its number; record the changes since the last reading."""
        start = site_changes.begin()
        row = _read_row(at, start)
        state = cls._build(at, row)
        if row is None or state.version is None:
            return state, start.number
        return state, site_changes.finish(start, state.version, row[4])

    @classmethod
    def read_since(cls, at: datetime, seen: SiteVersion | None) -> tuple[Self, list[str]]:
        """Return the state and the keys changed since a version, in one snapshot."""
        row = _read_row(at, ReadingStart(seen, 0))
        return cls._build(at, row), (row[4] if row else None) or []

    @classmethod
    def _build(cls, at: datetime, row: tuple[Any, ...] | None) -> Self:
        if row is None:
            return cls(None, Article.objects.due(at).exists(), (), brand=read_brand())
        epoch, n, changed, due, _keys, timeline, *shown = row
        section_texts, static_pages, link_only, brand, breaking_texts, language_texts, newsletters = shown
        section_rows = [json.loads(text) for text in section_texts]
        sections = _build_sections(section_rows)
        breaking = _build_breaking(map(json.loads, breaking_texts), sections)
        languages = [row for row in map(json.loads, language_texts) if row["public"]]
        ends = [datetime.fromisoformat(row["until"]) for row in (*section_rows, *languages) if row["until"]]
        return cls(
            SiteVersion(epoch, n, changed, timeline),
            due is not None,
            sections,
            tuple(static_pages),
            frozenset(link_only),
            list_front_languages(row["language"] for row in languages),
            min([*ends, *([breaking.until] if breaking else [])], default=None),
            BrandSummary.parse(brand),
            breaking,
            tuple(NewsletterSummary(**json.loads(text)) for text in newsletters),
        )

    def is_current(self, at: datetime) -> bool:
        return self.expires_at is None or at < self.expires_at

    @property
    def shown(self) -> tuple[Any, ...]:
        """Parts of the state that are on every page."""
        return self.sections, self.static_pages, self.languages, self.brand, self.breaking, self.newsletters

    def digest_pages(self) -> str:
        """Return a digest of what every page shows and until when."""
        sections = tuple(replace(section, arrangement=None) for section in self.sections)
        shown = repr((sections, *self.shown[1:], self.expires_at))
        return hashlib.blake2b(shown.encode(), digest_size=16).hexdigest()

    def keeps_pages_of(self, earlier: "SiteState") -> bool:
        """Return whether pages with the earlier state show the same and expire in time."""
        if self.shown != earlier.shown:
            return False
        return self.expires_at is None or not earlier.is_current(self.expires_at)


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
        description_en="description_en",
        parent="parent_id",
        until=last_visible_until(public),
        former=ArraySubquery(former.values("slug")),
        lead="front__lead",
        blocks="front__blocks",
    )
    return sections_in(public).order_by("position", "name").values(json=columns)


def _query_breaking() -> Any:
    """Return breaking news, of which `_build_breaking` takes one.

    The order is the index's: for the last published one, the planner would go back through the archive.
    """
    columns = JSONObject(
        id="article_id", section="section_id", slug="slug", headline="headline", language="language",
        published=SHOWN_UPDATE_TIME, until=Least("breaking_until", VISIBLE_UNTIL),
    )  # fmt: skip
    return Edition.objects.breaking_news(at=DATETIME_PARAM).values(json=columns)[:MAX_BREAKING]


def _query_newsletters() -> Any:
    columns = JSONObject(id="id", slug="slug", name="name", description="description", section="section_id")
    return Newsletter.objects.filter(active=True).values(json=columns)


def _describe_language(tag: str) -> Any:
    """Return whether a story in the language is public, and when the last one ends."""
    own = Edition.objects.public(at=DATETIME_PARAM).filter(language=tag).order_by()
    last = own.order_by(VISIBLE_UNTIL.desc()).values(moment=VISIBLE_UNTIL)[:1]
    until = Case(When(Exists(own.without_end()), then=None), default=Subquery(last))
    return JSONObject(language=Value(tag), public=Exists(own), until=until)


def _query_head(*tags: str) -> Any:
    several = len({primary_tag(tag) for tag in tags}) > 1
    languages = Func(
        *(map(_describe_language, tags) if several else ()),
        template="ARRAY[%(expressions)s]::jsonb[]",
        output_field=ArrayField(JSONField()),
    )
    static_pages = StaticPage.objects.exclude(body="").order_by("name").values("name")
    heads = query_version().annotate(
        sections=ArraySubquery(_query_sections()),
        static_pages=ArraySubquery(static_pages),
        link_only=ArraySubquery(LinkOnlyProvider.objects.order_by().values("code")),
        brand=brand_subquery(),
        breaking=ArraySubquery(_query_breaking()),
        languages=languages,
        newsletters=ArraySubquery(_query_newsletters()),
    )
    return heads.values_list(
        "epoch",
        "n",
        "mark",
        "due",
        "keys",
        "timeline",
        "sections",
        "static_pages",
        "link_only",
        "brand",
        "breaking",
        "languages",
        "newsletters",
    )


HEAD: CompiledQueryVariants[FeedHead] = CompiledQueryVariants(FeedHead, _query_head, generic=True)


def _read_row(at: datetime, start: ReadingStart) -> tuple[Any, ...] | None:
    return HEAD(*settings.DESK_LANGUAGES).first_row({DATETIME_PARAM: at, **start.values()})


def _build_sections(rows: Iterable[Mapping[str, Any]]) -> tuple[SectionSummary, ...]:
    language = get_language() or ""
    return tuple(_build_section(row).in_language(language) for row in rows)


def _build_section(row: Mapping[str, Any]) -> SectionSummary:
    return SectionSummary(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        description=row["description"],
        parent_id=row["parent"],
        former=tuple(row["former"]),
        translated=(
            ("de", row["name"], row["description"]),
            ("en", row["name_en"] or row["name"], row["description_en"] or row["description"]),
        ),
        arrangement=FrontArrangement.parse(row) if row["blocks"] is not None else None,
    )


def _build_breaking(
    rows: Iterable[Mapping[str, Any]], sections: Iterable[SectionSummary]
) -> BreakingNews | None:
    """Return the last published one, so that there are never two banners."""
    row = max(rows, key=lambda row: (datetime.fromisoformat(row["published"]), row["id"]), default=None)
    if row is None:
        return None
    slug = next((section.slug for section in sections if section.id == row["section"]), "-")
    path = story_path(slug, row["slug"], row["id"])
    return BreakingNews(
        row["id"], path, row["headline"], row["language"], datetime.fromisoformat(row["until"])
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
    part_dependencies: set[str] = field(default_factory=set)

    @property
    def site_name(self) -> str:
        return self.state.brand.name

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

    def parent_of(self, section: SectionSummary) -> SectionSummary | None:
        return self.section_by_id(section.parent_id) if section.parent_id else None

    def with_children(self, section: SectionSummary) -> list[int]:
        """Return the ids of the section and the sections directly under it."""
        return [section.id, *(s.id for s in self.sections if s.parent_id == section.id)]

    def newsletters_of(self, section: SectionSummary | None = None) -> list[NewsletterSummary]:
        """Return those of a section, else of the whole site; none without a mail server."""
        offered = self.state.newsletters if settings.SENDS_MAIL else ()
        family = {section.id, section.parent_id or 0} if section else {None}
        own = [one for one in offered if one.section in family]
        return own if own or section is None else self.newsletters_of()

    def in_language(self, language: str) -> Self:
        """Return the context of the same request with names in the language."""
        sections = tuple(section.in_language(language) for section in self.sections)
        return replace(self, state=replace(self.state, sections=sections))

    def expire_by(self, *times: datetime | None) -> None:
        """Expire the page at the earliest of these times, if it does not expire sooner."""
        self.expires_at = min((time for time in (*times, self.expires_at) if time is not None), default=None)

    def show_until(self, end: datetime | None) -> bool:
        """Return whether what ends then is shown; if so, the page expires with it."""
        if end is None or end <= self.at:
            return False
        self.expire_by(end)
        return True

    def depend_on(self, *keys: str) -> None:
        """End the page with the first change of one of these keys, not with every change."""
        self.dependencies.update(keys)

    def depend_in_part_on(self, *keys: str) -> None:
        """Add the keys of a part, which does not know what else the page shows."""
        self.part_dependencies.update(keys)

    def all_dependencies(self) -> frozenset[str]:
        """Return the keys that end the page; none if every change ends it."""
        return frozenset(self.dependencies | self.part_dependencies if self.dependencies else ())


def next_midnight(at: datetime) -> datetime:
    """Return the end of the day that pages call today."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@dataclass(slots=True)
class CurrentState:
    """State that the process read last.

    Only rows of the publication log and arrangements of sections change it, or a change of everything.
    """

    state: SiteState | None = None
    dependencies: Dependencies = field(default_factory=lambda: Dependencies(-1, frozenset()))
    _lock: Lock = field(default_factory=Lock)

    def get(self, at: datetime) -> tuple[SiteState, int] | None:
        """Return the state and the number of the last change in it; None if not current."""
        with self._lock:
            if self.state is None or not self.state.is_current(at) or not self._is_current():
                return None
            return self.state, self.dependencies.number

    def put(self, state: SiteState, number: int) -> int:
        """Store the state and return its number; end all pages that show another one."""
        with self._lock:
            if number < self.dependencies.number:
                return number
            if self.state is not None and not state.keeps_pages_of(self.state):
                ended = site_changes.keys.end_all()
                number = ended if ended == number + 1 else number  # else the state lacks a change in between
            self.state = replace(state, due=False)
            self.dependencies = Dependencies(number, frozenset({NEWEST, SECTION_FRONTS}))
            return number

    def is_page_current(self, _version: SiteVersion, dependencies: Dependencies) -> bool:
        """Return whether a page is current, as far as the process has read the changes."""
        with self._lock:
            return self._is_current() and site_changes.keys.is_current(dependencies)

    def _is_current(self) -> bool:
        return site_changes.keys.is_current(self.dependencies)

    def forget(self) -> None:
        with self._lock:
            self.state, self.dependencies = None, Dependencies(-1, frozenset())


site_state = CurrentState()
is_page_current = site_state.is_page_current


def current_state(at: datetime, version: SiteVersion | None = None) -> tuple[SiteState, int]:
    """Return the state and its number; publish stories that are due before.

    `version` was read for this request, with the changes that tell whether the state is current.
    """
    if version is not None and (found := site_state.get(at)):
        return found
    state, number = SiteState.read_with_changes(at)
    if state.due and release_due(at=at):
        state, number = SiteState.read_with_changes(at)
    return state, site_state.put(state, number) if state.version is not None else number
