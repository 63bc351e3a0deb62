"""What a search finds: the page's stories and, of the newest thousand, how many are of each section, agency, person …

The index holds the week beside the words, so a search looks at the newest stories first and goes back only as far as
it takes to fill a thousand. A rare word is looked up in all weeks at once: its list in the index is short.
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
"""Entries of a facet that is long by nature."""
WINDOW = 2_000
"""How many of the newest stories are looked at first."""
MAX_WINDOWS = 25
"""Looks of that length one after the other; beyond, all stories are looked at."""
MIN_SAMPLE = 20
REFRESH_AFTER = 500
"""Publications after which the desk's pace is taken anew."""
SINCE_WEEK = 2_000_000_007
WEEK, EPOCH = timedelta(weeks=1), datetime(1970, 1, 1, tzinfo=UTC)
EXCLUDED = "\x02excluded\x03"

HITS_SQL = """
WITH found AS MATERIALIZED ({}),
hits AS MATERIALIZED (SELECT * FROM found ORDER BY moment DESC, article_id DESC LIMIT __CAP__),
page AS (SELECT * FROM hits ORDER BY moment DESC, article_id DESC LIMIT __PAGE__)
SELECT 'total' AS kind, '' AS value, count(*) AS number, NULL::timestamptz AS moment FROM hits
UNION ALL (SELECT 'hit', id::text, article_id, moment FROM page ORDER BY moment DESC, article_id DESC)
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
    """By facet: (value, stories), most first; on a search's first page alone."""


@dataclass(slots=True)
class PublishingRate:
    """When the newest story came out, and in what time the last `A_LOOK` did. It saves time, it hides nothing."""

    taken: tuple[UUID, int] | None = None
    newest: datetime = EPOCH
    oldest: datetime = EPOCH
    span: timedelta | None = None
    """None while there are not as many."""

    def read(self, page_context: PageContext) -> timedelta | None:
        stamp = page_context.state.version
        if stamp is None:
            return None
        if self.taken is None or self.taken[0] != stamp.epoch or stamp.n - self.taken[1] >= REFRESH_AFTER:
            stories = Edition.objects.public(at=page_context.at).newest_first()
            moments = list(stories.values_list("first_published_at", flat=True)[: WINDOW + 1])
            self.newest = moments[0] if moments else EPOCH
            first = stories.reverse().values_list("first_published_at", flat=True)[:1]
            self.oldest = next(iter(first), EPOCH)
            self.span = self.newest - moments[WINDOW] if len(moments) > WINDOW else None
            self.taken = (stamp.epoch, stamp.n)
        return self.span


publishing_rate = PublishingRate()


def _query_editions(
    sort: str, excluded: bool, older: bool, lately: bool, *filters: Any,  # noqa: FBT001  # a statement's shape
) -> "QuerySet[Edition, Any]":  # fmt: skip
    german, english, names = stemmed_queries(TEXT_PARAM)
    query = german | english | names
    for form in stemmed_queries(EXCLUDED, invert=True) if excluded else ():
        query &= form
    found = (
        apply_filters(Edition.objects.public(at=DATETIME_PARAM), *filters).filter(document=query).order_by()
    )
    if lately:
        week = Func(F("first_published_at"), function="newsroom_week", output_field=IntegerField())
        found = found.annotate(week=week).filter(week__gte=Cast(Value(SINCE_WEEK), IntegerField()))
    placed: QuerySet[Any] = found.annotate(
        moment=_sort_time(query) if sort == "relevance" else F("first_published_at")
    )
    if older:
        placed = placed.filter(
            Q(moment__lt=EARLIER_PARAM) | Q(moment=EARLIER_PARAM, article_id__lt=OTHER_PK_PARAM)
        )
    return placed.values(
        "id", "article_id", "first_published_at", "section_id", "language", "genre", "agency_codes",
        "person_ids", "moment",
    )  # fmt: skip


def _sort_time(query: Any) -> Any:
    """Relevance shifts a story's time: with a match twice as good it stands where one ninety days newer would.

    So the order is one of moments and pages are cut as everywhere.
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
    CompiledQueryVariants(Edition, _query_editions, _wrapping_sql(facets=whole)) for whole in (True, False)
)


def search(
    page_context: PageContext, words: SearchTerms, filters: SearchFilters, before: ListPosition | None
) -> SearchPage:
    """One query, or two; more only where words are common and what they are narrowed to is rare."""
    wanted, excluded = split_excluded(words.text)
    values: dict[Any, Any] = {
        DATETIME_PARAM: page_context.at,
        TEXT_PARAM: wanted,
        EXCLUDED: excluded,
        **filters.values(),
    }
    if before:
        values |= {EARLIER_PARAM: before.at, OTHER_PK_PARAM: before.article_id}
    family = OLDER_PAGES if before else FIRST_PAGES
    shape = (filters.sort, bool(excluded), before is not None)
    span, looks = publishing_rate.read(page_context), 1
    newest = _window_end(filters, before)
    while span and looks and newest - span * looks > publishing_rate.oldest:
        week = count_weeks(newest - span * looks)
        statement = family(*shape, True, *filters.shape)
        found = _parse_rows(statement.tuples({**values, SINCE_WEEK: week}))
        if found.capped:
            return found
        looks = _next_window_count(found.total, looks)
    return _parse_rows(family(*shape, False, *filters.shape).tuples(values))


def _next_window_count(found: int, looks: int) -> int:
    """How many looks to take at once for a full thousand, by what was found so far; 0 for all stories."""
    if found < MIN_SAMPLE:
        return 0
    needed = looks * MAX_HITS * 13 // (found * 10) + 1
    return needed if looks < needed <= MAX_WINDOWS else 0


def _window_end(filters: SearchFilters, before: ListPosition | None) -> datetime:
    """From where to look back."""
    moments = [
        publishing_rate.newest,
        filters.until_time,
        before.at if before and filters.sort == "newest" else None,
    ]
    return min(moment for moment in moments if moment is not None)


def count_weeks(moment: datetime) -> int:
    """As the database's `newsroom_week`."""
    return (moment - EPOCH) // WEEK


def _parse_rows(rows: Sequence[tuple[str, str, int, datetime | None]]) -> SearchPage:
    counts: dict[str, list[tuple[str, int]]] = {}
    hits = []
    total = 0
    for kind, value, number, moment in rows:
        if kind == "total":
            total = number
        elif moment is not None:
            hits.append((int(value), ListPosition(moment, number)))
        else:
            counts.setdefault(kind, []).append((value, number))
    shown = hits[:PAGE_SIZE]
    older = shown[-1][1].key if len(hits) > PAGE_SIZE else ""
    ordered = {kind: sorted(found, key=lambda entry: (-entry[1], entry[0])) for kind, found in counts.items()}
    return SearchPage([pk for pk, _ in shown], older, min(total, MAX_HITS), total > MAX_HITS, ordered)
