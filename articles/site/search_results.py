"""Search results: a page of stories, and facets over the newest thousand hits.

The index holds the week next to the words, so a search reads the newest stories first and goes back only as far as it
takes to find a thousand. A rare word is looked up in all weeks at once, as its list in the index is short.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.search import SearchRank
from django.db.models import (
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from articles.models import Edition
from articles.search.configurations import searched_configurations
from articles.search.query import SearchTerms, split_excluded, stemmed_queries
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.search_filters import SearchFilters, apply_filters
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    EARLIER_PARAM,
    OTHER_PK_PARAM,
    TEXT_PARAM,
    CompiledQueryVariants,
)

MAX_HITS, PAGE_SIZE = 1_000, 20
FACET_SIZE = 8
"""Entries of the agency and person facets."""
WINDOW = 2_000
"""So many of the newest stories are searched first."""
MAX_WINDOWS = 25
"""A search that needs more windows searches all stories."""
MIN_SAMPLE = 20
REFRESH_AFTER = 500
"""Publications after which the publishing rate is measured again."""
SINCE_WEEK = 2_000_000_007
WEEK, EPOCH = timedelta(weeks=1), datetime(1970, 1, 1, tzinfo=UTC)
EXCLUDED = "\x02excluded\x03"

HITS_SQL = """
WITH found AS MATERIALIZED ({}),
hits AS MATERIALIZED (SELECT * FROM found ORDER BY sort_time DESC, article_id DESC LIMIT __CAP__),
page AS (SELECT * FROM hits ORDER BY sort_time DESC, article_id DESC LIMIT __PAGE__)
SELECT 'total' AS kind, '' AS value, count(*) AS number, NULL::timestamptz AS sort_time FROM hits
UNION ALL (SELECT 'hit', id::text, article_id, sort_time FROM page ORDER BY sort_time DESC, article_id DESC)
"""
FACETS_SQL = """
UNION ALL SELECT 'section', section_id::text, count(*), NULL FROM hits GROUP BY section_id
UNION ALL SELECT 'language', language, count(*), NULL FROM hits GROUP BY language
UNION ALL SELECT 'kind', genre, count(*), NULL FROM hits GROUP BY genre
UNION ALL SELECT 'year', to_char(first_published_at AT TIME ZONE '__ZONE__', 'YYYY'), count(*), NULL
    FROM hits GROUP BY 2
UNION ALL (SELECT 'agency', code, count(*), NULL FROM hits, unnest(agency_codes) AS code
    GROUP BY code ORDER BY 3 DESC, 2 LIMIT __LISTED__)
UNION ALL (SELECT 'person', person::text, count(*), NULL FROM hits, unnest(person_ids) AS person
    GROUP BY person ORDER BY 3 DESC, person LIMIT __LISTED__)
"""


@dataclass(frozen=True, slots=True)
class SearchPage:
    edition_ids: Sequence[int]
    """Editions of the page, in order."""
    older: str
    total: int
    capped: bool
    """More than `CAP` match; counts are of the newest `CAP` and one."""
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    """By facet: (value, stories), most first; on the first page only."""


@dataclass(slots=True)
class PublishingRate:
    """Time in which the newest `WINDOW` stories were published; only an optimisation."""

    measured_at: tuple[UUID, int] | None = None
    newest: datetime = EPOCH
    oldest: datetime = EPOCH
    span: timedelta | None = None
    """None with fewer stories than that."""

    def read(self, page_context: PageContext) -> timedelta | None:
        version = page_context.state.version
        if version is None:
            return None
        if (
            self.measured_at is None
            or self.measured_at[0] != version.epoch
            or version.n - self.measured_at[1] >= REFRESH_AFTER
        ):
            stories = Edition.objects.public(at=page_context.at).newest_first()
            times = list(stories.values_list("first_published_at", flat=True)[: WINDOW + 1])
            self.newest = times[0] if times else EPOCH
            first = stories.reverse().values_list("first_published_at", flat=True)[:1]
            self.oldest = next(iter(first), EPOCH)
            self.span = self.newest - times[WINDOW] if len(times) > WINDOW else None
            self.measured_at = (version.epoch, version.n)
        return self.span


publishing_rate = PublishingRate()


def _query_editions(
    configurations: tuple[str, ...], sort: str, excluded: bool, older: bool, lately: bool,  # noqa: FBT001
    *filters: Any,  # variants are positional
) -> "QuerySet[Edition, Any]":  # fmt: skip
    query = reduce(or_, stemmed_queries(TEXT_PARAM, configurations=configurations))
    for form in stemmed_queries(EXCLUDED, configurations=configurations, invert=True) if excluded else ():
        query &= form
    matching = (
        apply_filters(Edition.objects.public(at=DATETIME_PARAM), *filters).filter(document=query).order_by()
    )
    if lately:
        week = Func(F("first_published_at"), function="newsroom_week", output_field=IntegerField())
        matching = matching.annotate(week=week).filter(week__gte=Cast(Value(SINCE_WEEK), IntegerField()))
    placed: QuerySet[Any] = matching.annotate(
        sort_time=_sort_time(query) if sort == "relevance" else F("first_published_at")
    )
    if older:
        placed = placed.filter(
            Q(sort_time__lt=EARLIER_PARAM) | Q(sort_time=EARLIER_PARAM, article_id__lt=OTHER_PK_PARAM)
        )
    return placed.values(
        "id", "article_id", "first_published_at", "section_id", "language", "genre", "agency_codes",
        "person_ids", "sort_time",
    )  # fmt: skip


def _sort_time(query: Any) -> Any:
    """Return the time by which relevance sorts: twice the rank moves a story 90 days.

    The order is one of times, so pages are cut as in all other lists.
    """
    doubled = "(interval '90 days' * (ln(greatest(%(expressions)s, 0.0001)) / ln(2)))"
    shift = Func(SearchRank(F("document"), query), template=doubled, output_field=DurationField())
    return ExpressionWrapper(F("first_published_at") + shift, output_field=DateTimeField())


def _wrapping_sql(*, facets: bool) -> str:
    text = HITS_SQL + FACETS_SQL if facets else HITS_SQL
    values = {
        "__CAP__": MAX_HITS + 1,
        "__PAGE__": PAGE_SIZE + 1,
        "__LISTED__": FACET_SIZE,
        "__ZONE__": settings.TIME_ZONE,
    }
    return reduce(lambda sql, name: sql.replace(name, str(values[name])), values, text)


FIRST_PAGES, OLDER_PAGES = (
    CompiledQueryVariants(Edition, _query_editions, _wrapping_sql(facets=facets)) for facets in (True, False)
)


def search(
    page_context: PageContext, words: SearchTerms, filters: SearchFilters, before: ListPosition | None
) -> SearchPage:
    """Search in one or two queries; more for common words with rare filters."""
    included, excluded = split_excluded(words.text)
    values: dict[Any, Any] = {
        DATETIME_PARAM: page_context.at,
        TEXT_PARAM: included,
        EXCLUDED: excluded,
        **filters.values(),
    }
    if before:
        values |= {EARLIER_PARAM: before.at, OTHER_PK_PARAM: before.article_id}
    variants = OLDER_PAGES if before else FIRST_PAGES
    variant = (tuple(searched_configurations()), filters.sort, bool(excluded), before is not None)
    span, windows = publishing_rate.read(page_context), 1
    newest = _window_end(filters, before)
    while span and windows and newest - span * windows > publishing_rate.oldest:
        week = count_weeks(newest - span * windows)
        query = variants(*variant, True, *filters.variant)
        result = _parse_rows(query.tuples({**values, SINCE_WEEK: week}))
        if result.capped:
            return result
        windows = _next_window_count(result.total, windows)
    return _parse_rows(variants(*variant, False, *filters.variant).tuples(values))


def _next_window_count(hits: int, windows: int) -> int:
    """Return the windows expected to hold a thousand hits; 0 to search all stories."""
    if hits < MIN_SAMPLE:
        return 0
    needed = windows * MAX_HITS * 13 // (hits * 10) + 1
    return needed if windows < needed <= MAX_WINDOWS else 0


def _window_end(filters: SearchFilters, before: ListPosition | None) -> datetime:
    times = [
        publishing_rate.newest,
        filters.until_time,
        before.at if before and filters.sort == "newest" else None,
    ]
    return min(time for time in times if time is not None)


def count_weeks(time: datetime) -> int:
    """Return the week number as the SQL function `newsroom_week` does."""
    return (time - EPOCH) // WEEK


def _parse_rows(rows: Sequence[tuple[str, str, int, datetime | None]]) -> SearchPage:
    counts: dict[str, list[tuple[str, int]]] = {}
    hits = []
    total = 0
    for kind, value, number, sort_time in rows:
        if kind == "total":
            total = number
        elif sort_time is not None:
            hits.append((int(value), ListPosition(sort_time, number)))
        else:
            counts.setdefault(kind, []).append((value, number))
    page_hits = hits[:PAGE_SIZE]
    older = page_hits[-1][1].key if len(hits) > PAGE_SIZE else ""
    ordered = {
        kind: sorted(values, key=lambda entry: (-entry[1], entry[0])) for kind, values in counts.items()
    }
    return SearchPage([pk for pk, _ in page_hits], older, min(total, MAX_HITS), total > MAX_HITS, ordered)
