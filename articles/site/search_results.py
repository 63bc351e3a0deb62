"""Search results: a page of stories, and facets over the newest thousand hits.

The index holds the week next to the words. One statement samples how often the terms occur in the newest stories, then
reads as many weeks as should hold a thousand hits. If these hold fewer, or if the terms are so rare that most of the
archive would be read, all weeks are looked up at once: the list of a rare word in the index is short.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.search import SearchRank
from django.db.models import (
    BooleanField,
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
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from articles.models import Edition
from articles.search.configurations import searched_configurations
from articles.search.query import SearchTerms, build_terms_sql, split_excluded
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.search_filters import SearchFilters, Sort, apply_filters
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    EARLIER_PARAM,
    OTHER_PK_PARAM,
    TEXT_PARAM,
    CompiledQueryVariants,
    ComposedQuery,
)
from people.models import Person

MAX_HITS, PAGE_SIZE = 1_000, 20
FACET_SIZE = 8
"""Entries of the agency and person facets."""
SAMPLE_SIZE = 1_000
"""So many of the newest stories tell how often the terms occur."""
REFRESH_AFTER = 500
"""Publications after which the publishing rate is measured again."""
SINCE_WEEK = 2_000_000_007
LAST_WEEK, SAMPLE_WEEKS, MIDDLE_WEEK = "\x02last week\x03", "\x02sample weeks\x03", "\x02middle week\x03"
WEEK, EPOCH = timedelta(weeks=1), datetime(1970, 1, 1, tzinfo=UTC)
EXCLUDED = "\x02excluded\x03"

# The bound leaves room for three standard deviations of the sample's hits. It is null, and `recent` empty, if nothing
# was sampled or if half of the archive would be read. OFFSET 0 keeps the planner from reading all stories in order.
TERMS_SQL = "WITH terms AS MATERIALIZED (SELECT __TERMS__ AS wanted),"
RECENT_SQL = """
sample AS (SELECT count(*) AS hits FROM ({}) AS sampled),
bound AS (
    SELECT floor(week)::integer AS week FROM sample,
        (VALUES ({}::float8, {}::float8, {}::float8)) AS archive (last_week, sample_weeks, middle_week),
        LATERAL (SELECT last_week - sample_weeks * __NEEDED__ / hits * (1 + 3 / sqrt(hits)) AS week) AS estimate
    WHERE hits > 0 AND week > middle_week
),
recent AS MATERIALIZED ({}),
hits AS MATERIALIZED (
    SELECT * FROM (
        SELECT * FROM recent WHERE (SELECT count(*) FROM recent) >= __NEEDED__
        UNION ALL (SELECT * FROM ({}) AS every OFFSET 0)
    ) AS found ORDER BY sort_time DESC, article_id DESC LIMIT __NEEDED__
),
"""
ALL_SQL = """
hits AS MATERIALIZED (
    SELECT * FROM ({} OFFSET 0) AS found ORDER BY sort_time DESC, article_id DESC LIMIT __NEEDED__
),
"""
PAGE_SQL = """
page AS (SELECT * FROM hits ORDER BY sort_time DESC, article_id DESC LIMIT __PAGE__)
SELECT 'total' AS kind, '' AS value, count(*) AS number, NULL::timestamptz AS sort_time FROM hits
UNION ALL (SELECT 'hit', id::text, article_id, sort_time FROM page ORDER BY sort_time DESC, article_id DESC)
"""
FACETS_SQL = """
UNION ALL SELECT 'section', section_id::text, count(*), NULL FROM hits GROUP BY section_id
UNION ALL SELECT 'language', language, count(*), NULL FROM hits GROUP BY language
UNION ALL SELECT 'kind', genre, count(*), NULL FROM hits GROUP BY genre
UNION ALL SELECT 'year', to_char(year AT TIME ZONE '__ZONE__', 'YYYY'), count(*), NULL FROM (
    SELECT date_trunc('year', first_published_at, '__ZONE__') AS year FROM hits
) AS dated GROUP BY year
UNION ALL (SELECT 'agency', code, count(*), NULL FROM (SELECT unnest(agency_codes) AS code FROM hits) AS sourced
    GROUP BY code ORDER BY 3 DESC, code LIMIT __LISTED__)
UNION ALL SELECT 'person', id::text, stories, NULL FROM people
UNION ALL SELECT 'name', name, id, NULL FROM ({}) AS named (id, name)
"""
PEOPLE_SQL = """
people AS MATERIALIZED (
    SELECT id, count(*) AS stories FROM (SELECT unnest(person_ids) AS id FROM hits) AS named
    GROUP BY id ORDER BY 2 DESC, id::text LIMIT __LISTED__
),
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
    people: Mapping[str, str] = field(default_factory=dict)
    """Names of the counted people with a page, by id; of the survivor if merged."""


@dataclass(slots=True)
class PublishingRate:
    """Time in which the newest `SAMPLE_SIZE` stories were published."""

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
            times = list(stories.values_list("first_published_at", flat=True)[: SAMPLE_SIZE + 1])
            self.newest = times[0] if times else EPOCH
            first = stories.reverse().values_list("first_published_at", flat=True)[:1]
            self.oldest = next(iter(first), EPOCH)
            self.span = self.newest - times[SAMPLE_SIZE] if len(times) > SAMPLE_SIZE else None
            self.measured_at = (version.epoch, version.n)
        return self.span


publishing_rate = PublishingRate()


def _build_statement(
    configurations: tuple[str, ...], sort: Sort, excluded: bool, older: bool, lately: bool,  # noqa: FBT001
    *filters: Any,  # variants are positional
) -> ComposedQuery:  # fmt: skip
    terms = [TEXT_PARAM] * len(configurations) + [EXCLUDED] * len(configurations) * excluded
    text = _statement_sql(build_terms_sql(configurations, excluded=excluded), facets=not older, lately=lately)
    hits = _query_hits(sort, older, *filters)
    listed = RawSQL("(SELECT id FROM people)", ())
    names = [] if older else [Person.objects.filter(pk__in=listed).public_names()]
    if not lately:
        return ComposedQuery(text, [*terms, hits, *names])
    week = Func(F("first_published_at"), function="newsroom_week", output_field=IntegerField())
    by_week = hits.alias(week=week)
    sample = by_week.filter(week__gte=Cast(Value(SINCE_WEEK), IntegerField())).values("id")
    recent = by_week.filter(week__gte=RawSQL("(SELECT week FROM bound)", ()))
    is_missing = RawSQL("(SELECT count(*) < %s FROM recent)", (MAX_HITS + 1,), output_field=BooleanField())
    archive = [LAST_WEEK, SAMPLE_WEEKS, MIDDLE_WEEK]
    return ComposedQuery(text, [*terms, sample, *archive, recent, hits.filter(is_missing), *names])


def _query_hits(sort: Sort, older: bool, *filters: Any) -> "QuerySet[Edition, Any]":  # noqa: FBT001
    wanted = RawSQL("(SELECT wanted FROM terms)", ())
    matches = Func(
        F("document"), wanted, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField()
    )
    matching = apply_filters(Edition.objects.public(at=DATETIME_PARAM), *filters).filter(matches).order_by()
    placed: QuerySet[Any] = matching.annotate(
        sort_time=_sort_time(wanted) if sort == "relevance" else F("first_published_at")
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


def _statement_sql(terms: str, *, facets: bool, lately: bool) -> str:
    text = TERMS_SQL + (RECENT_SQL if lately else ALL_SQL)
    text += PEOPLE_SQL + PAGE_SQL + FACETS_SQL if facets else PAGE_SQL
    values = {
        "__TERMS__": terms,
        "__NEEDED__": MAX_HITS + 1,
        "__PAGE__": PAGE_SIZE + 1,
        "__LISTED__": FACET_SIZE,
        "__ZONE__": settings.TIME_ZONE,
    }
    return reduce(lambda sql, name: sql.replace(name, str(values[name])), values, text)


STATEMENTS: CompiledQueryVariants[Edition] = CompiledQueryVariants(Edition, _build_statement)


def search(
    page_context: PageContext, words: SearchTerms, filters: SearchFilters, before: ListPosition | None
) -> SearchPage:
    """Search in one query."""
    included, excluded = split_excluded(words.text)
    values: dict[Any, Any] = {
        DATETIME_PARAM: page_context.at,
        TEXT_PARAM: included,
        EXCLUDED: excluded,
        **filters.values(),
    }
    if before:
        values |= {EARLIER_PARAM: before.at, OTHER_PK_PARAM: before.article_id}
    span, newest = publishing_rate.read(page_context), _window_end(filters, before)
    lately = span is not None and newest - span > publishing_rate.oldest
    if span is not None and lately:
        values |= _describe_archive(newest, newest - span)
    statement = STATEMENTS(
        tuple(searched_configurations()), filters.sort, bool(excluded), before is not None, lately, *filters.variant
    )  # fmt: skip
    return _parse_rows(statement.tuples(values))


def _describe_archive(newest: datetime, sampled_from: datetime) -> dict[Any, Any]:
    """Return the values of the weeks; the sample begins with a whole week."""
    first, last = count_weeks(sampled_from), (newest - EPOCH) / WEEK
    middle = (publishing_rate.oldest - EPOCH) / WEEK / 2 + last / 2
    return {SINCE_WEEK: first, LAST_WEEK: last, SAMPLE_WEEKS: last - first, MIDDLE_WEEK: middle}


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
    by_kind: dict[str, list[tuple[str, int]]] = {}
    hits = []
    for kind, value, number, sort_time in rows:
        if sort_time is not None:
            hits.append((int(value), ListPosition(sort_time, number)))
        else:
            by_kind.setdefault(kind, []).append((value, number))
    [(_, total)] = by_kind.pop("total")
    names = {str(pk): name for name, pk in by_kind.pop("name", ())}
    page_hits = hits[:PAGE_SIZE]
    older = page_hits[-1][1].key if len(hits) > PAGE_SIZE else ""
    ordered = {
        kind: sorted(values, key=lambda entry: (-entry[1], entry[0])) for kind, values in by_kind.items()
    }
    return SearchPage(
        [pk for pk, _ in page_hits], older, min(total, MAX_HITS), total > MAX_HITS, ordered, names
    )
