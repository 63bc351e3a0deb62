"""Search results: a page of stories, and facets over the newest thousand hits.

The index holds the week next to the words. One statement samples how often the terms occur in the newest stories, then
reads as many weeks as should hold a thousand hits. If these hold fewer, or if the terms are so rare that most of the
archive would be read, all weeks are looked up at once: the list of a rare word in the index is short.

The same statement returns the cards and the people and topics of that name: each further one costs a wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any
from uuid import UUID

import orjson
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
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat, Left

from articles.models import Edition
from articles.search.parser import parse_search
from articles.search.query import EXCERPT_FROM, SearchTerms
from articles.site.cards import ARTICLE, select_card_rows
from articles.site.page_context import PageContext
from articles.site.pagination import LAST_ID, LAST_TIME, ListPosition
from articles.site.search_filters import SearchFilters, Sort, apply_filters
from articles.site.search_names import (
    NameMatch,
    find_sections,
    list_named,
    list_person_keys,
    query_names,
    read_names,
)
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    TEXT_PARAM,
    TEXTS_PARAM,
    CompiledQueryVariants,
    ComposedQuery,
    key_param,
    text_param,
    texts_param,
)
from people.models import Person

MAX_HITS, PAGE_SIZE = 1_000, 20
FACET_SIZE = 8
"""Entries of the agency and person facets."""
SAMPLE_SIZE = 1_000
"""So many of the newest stories tell how often the terms occur."""
REFRESH_AFTER = 500
"""Publications after which the publishing rate is measured again."""
SINCE_WEEK = key_param("first week of the sample")
LAST_WEEK, SAMPLE_WEEKS, MIDDLE_WEEK = map(text_param, ("last week", "sample weeks", "middle week"))
WEEK, EPOCH = timedelta(weeks=1), datetime(1970, 1, 1, tzinfo=UTC)
NAMED = texts_param("names")

# The bound leaves room for three standard deviations of the sample's hits. It is null, and `recent` empty, if nothing
# was sampled or if half of the archive would be read. OFFSET 0 keeps the planner from reading all stories in order.
TERMS_SQL = "WITH terms AS MATERIALIZED (SELECT {}::tsquery AS wanted),"
# The planner must not know the name: it would read all stories for one of each person instead of using their index.
TYPED_SQL = "typed AS MATERIALIZED (SELECT {}::varchar[] AS keys, {}::text[] AS names),"
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
page AS MATERIALIZED (
    SELECT id, sort_time, article_id FROM hits ORDER BY sort_time DESC, article_id DESC LIMIT __PAGE__
),
summary AS MATERIALIZED (
    SELECT json_build_object('total', (SELECT count(*) FROM hits)__COUNTED__)::text AS document
)
SELECT card.*, page.sort_time, summary.document
FROM summary LEFT JOIN (page JOIN ({}) AS card ON card.id = page.id) ON true
ORDER BY page.sort_time DESC, page.article_id DESC
"""
FACETS_SQL = """,
'section', (SELECT json_object_agg(section_id, stories) FROM (
    SELECT section_id, count(*) AS stories FROM hits GROUP BY section_id) AS counted),
'language', (SELECT json_object_agg(language, stories) FROM (
    SELECT language, count(*) AS stories FROM hits GROUP BY language) AS counted),
'kind', (SELECT json_object_agg(genre, stories) FROM (
    SELECT genre, count(*) AS stories FROM hits GROUP BY genre) AS counted),
'year', (SELECT json_object_agg(to_char(year AT TIME ZONE '__ZONE__', 'YYYY'), stories) FROM (
    SELECT date_trunc('year', first_published_at, '__ZONE__') AS year, count(*) AS stories FROM hits GROUP BY year
) AS counted),
'agency', (SELECT json_object_agg(code, stories) FROM (
    SELECT code, count(*) AS stories FROM (SELECT unnest(agency_codes) AS code FROM hits) AS sourced
    GROUP BY code ORDER BY 2 DESC, code LIMIT __LISTED__) AS counted),
'person', (SELECT json_object_agg(id, stories) FROM people),
'people', (SELECT json_object_agg(id, name) FROM ({}) AS named (id, name))
"""
PEOPLE_SQL = """
people AS MATERIALIZED (
    SELECT id, count(*) AS stories FROM (SELECT unnest(person_ids) AS id FROM hits) AS named
    GROUP BY id ORDER BY 2 DESC, id::text LIMIT __LISTED__
),
"""
NAMES_SQL = """,
'names', (SELECT json_agg(named)
    FROM ({}) AS named (kind, name, name_en, description, description_en, slug, id))
"""
FACETS = ("section", "language", "kind", "year", "agency", "person")


@dataclass(frozen=True, slots=True)
class SearchPage:
    rows: Sequence[Sequence[Any]]
    """Rows of cards in order, each with the text of its excerpt and its captions."""
    older: str
    total: int
    capped: bool
    """More than `CAP` match; counts are of the newest `CAP` and one."""
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    """By facet: (value, stories), most first; on the first page only."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Names of the counted people with a page, by id; of the survivor if merged."""
    names: Sequence[NameMatch] = ()
    """What the search names, such as a person or a topic."""


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
    sort: Sort, older: bool, named: bool, lately: bool, *filters: Any,  # noqa: FBT001  # variants are positional
) -> ComposedQuery:  # fmt: skip
    text = _statement_sql(facets=not older, named=named, lately=lately)
    counted: list[Any] = []
    if not older:
        listed = RawSQL("(SELECT id FROM people)", ())
        counted.append(Person.objects.filter(pk__in=listed).public_names())
    if named:
        counted.append(
            query_names(
                RawSQL("(SELECT keys FROM typed)", ()), RawSQL("(SELECT unnest(names) FROM typed)", ())
            )
        )
    typed = [list(TEXTS_PARAM), list(NAMED)] if named else []
    hits = _query_hits(sort, older, *filters)
    found = _query_recent(hits) if lately else [hits]
    return ComposedQuery(text, [TEXT_PARAM, *typed, *found, *counted, _query_cards()])


def _query_recent(hits: "QuerySet[Edition, Any]") -> list[Any]:
    """Return the parts of `RECENT_SQL`."""
    week = Func(F("first_published_at"), function="newsroom_week", output_field=IntegerField())
    by_week = hits.alias(week=week)
    sample = by_week.filter(week__gte=Cast(Value(SINCE_WEEK), IntegerField())).values("id")
    recent = by_week.filter(week__gte=RawSQL("(SELECT week FROM bound)", ()))
    is_missing = RawSQL("(SELECT count(*) < %s FROM recent)", (MAX_HITS + 1,), output_field=BooleanField())
    return [sample, LAST_WEEK, SAMPLE_WEEKS, MIDDLE_WEEK, recent, hits.filter(is_missing)]


def _query_cards() -> "QuerySet[Edition, Any]":
    text = Concat(
        "dek", Value("\n"), Left("plain", EXCERPT_FROM, output_field=TextField()), output_field=TextField()
    )
    shown = Left("captions", EXCERPT_FROM, output_field=TextField())
    return select_card_rows(
        Edition.objects.public(at=DATETIME_PARAM).annotate(text=text, shown=shown), "text", "shown", "id"
    ).order_by()


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
        placed = placed.filter(Q(sort_time__lt=LAST_TIME) | Q(sort_time=LAST_TIME, article_id__lt=LAST_ID))
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


def _statement_sql(*, facets: bool, named: bool, lately: bool) -> str:
    parts = (TERMS_SQL, TYPED_SQL * named, RECENT_SQL if lately else ALL_SQL, PEOPLE_SQL * facets, PAGE_SQL)
    values = {
        "__COUNTED__": FACETS_SQL * facets + NAMES_SQL * named,
        "__NEEDED__": MAX_HITS + 1,
        "__PAGE__": PAGE_SIZE,
        "__LISTED__": FACET_SIZE,
        "__ZONE__": settings.TIME_ZONE,
    }
    return reduce(lambda sql, name: sql.replace(name, str(values[name])), values, "".join(parts))


# Planned once a connection: planning takes longer than finding the hits. A filter is planned by its value, if rare.
STATEMENTS: CompiledQueryVariants[Edition] = CompiledQueryVariants(Edition, _build_statement, generic=True)
FILTERED: CompiledQueryVariants[Edition] = CompiledQueryVariants(Edition, _build_statement)


def search(
    page_context: PageContext,
    words: SearchTerms,
    query: str,
    filters: SearchFilters,
    before: ListPosition | None,
) -> SearchPage:
    """Search in one statement; `query` is the text of a `tsquery`."""
    named = before is None and not filters and not parse_search(words.text).excluded
    names = list_named(words) if named else []
    values: dict[Any, Any] = {
        DATETIME_PARAM: page_context.at,
        TEXT_PARAM: query,
        NAMED: names,
        TEXTS_PARAM: list_person_keys(names),
        **filters.values(),
    }
    if before:
        values |= before.values
    span, newest = publishing_rate.read(page_context), _window_end(filters, before)
    lately = span is not None and newest - span > publishing_rate.oldest
    if span is not None and lately:
        values |= _describe_archive(newest, newest - span)
    statement = (FILTERED if filters or before else STATEMENTS)(
        filters.sort, before is not None, named, lately, *filters.variant
    )
    page = _parse_rows(statement.tuples(values))
    return replace(page, names=[*find_sections(page_context, names), *page.names])


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


def _parse_rows(rows: Sequence[tuple[Any, ...]]) -> SearchPage:
    """Return the page from rows of card columns, sort time and summary."""
    *_, sort_time, document = rows[-1]
    summary = orjson.loads(document)
    total = summary["total"]
    older = ListPosition(sort_time, rows[-1][ARTICLE]).key if total > PAGE_SIZE else ""
    counts = {
        facet: sorted(summary[facet].items(), key=lambda entry: (-entry[1], entry[0]))
        for facet in FACETS
        if summary.get(facet)
    }
    return SearchPage(
        rows if total else (), older, min(total, MAX_HITS), total > MAX_HITS, counts,
        summary.get("people") or {}, read_names(summary.get("names") or ()),
    )  # fmt: skip
