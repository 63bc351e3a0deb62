"""The archive: years, a year's months, a month's days, and each day's stories complete."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDay, TruncMonth
from django.http import Http404, HttpResponse
from django.utils import timezone

from articles.models import Edition
from articles.site.cards import build_cards
from articles.site.page_context import PageContext, SectionSummary
from articles.site.pagination import build_page_query, fetch_page
from articles.site.public_view import public_view
from articles.site.render import render_page
from newsroom.db.compiled_queries import DATETIME_PARAM, PK_PARAM, CompiledQueryVariants

DAY_PAGE_SIZE = 200
DAY_BEGIN, DAY_END = DATETIME_PARAM - timedelta(days=2), DATETIME_PARAM - timedelta(days=1)
"""Marks in the day's statement."""


def _day_pages(of_section: bool, older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    stories = _filter_period(Edition.objects.public(at=DATETIME_PARAM), DAY_BEGIN, DAY_END)
    return build_page_query(
        [stories.in_section([PK_PARAM]) if of_section else stories], DAY_PAGE_SIZE, older=older
    )


DAY_STORIES = CompiledQueryVariants(Edition, _day_pages)


@dataclass(frozen=True, slots=True)
class Period:
    day: date
    path: str
    count: int


@public_view()
def years(page_context: PageContext) -> HttpResponse:
    months = _count_stories(page_context, TruncMonth)
    listed = [
        {
            "year": year,
            "months": [_build_period(month, count, "%Y/%m") for month, count in months if month.year == year],
        }
        for year in sorted({month.year for month, _ in months}, reverse=True)
    ]
    return render_page(page_context, "site/archive.html", {"years": listed}, path="/archive/")


@public_view()
def year(page_context: PageContext, year: int) -> HttpResponse:
    begin, end = _local_midnight(year, 1, 1), _local_midnight(year + 1, 1, 1)
    months = [
        _build_period(month, count, "%Y/%m")
        for month, count in _count_stories(page_context, TruncMonth, begin, end)
    ]
    if not months:
        raise Http404(year)
    return render_page(
        page_context,
        "site/archive_year.html",
        {"year": str(year), "months": months},
        path=f"/archive/{year}/",
    )


@public_view()
def month(page_context: PageContext, year: int, month: int) -> HttpResponse:
    begin = _local_midnight(year, month, 1)
    end = _local_midnight(year + month // 12, month % 12 + 1, 1)
    days = [
        _build_period(day, count, "%Y/%m/%d")
        for day, count in _count_stories(page_context, TruncDay, begin, end)
    ]
    if not days:
        raise Http404(month)
    context = {
        "first": begin,
        "weeks": _calendar_weeks(days),
        "total": sum(day.count for day in days),
        "year": year,
    }
    return render_page(page_context, "site/archive_month.html", context, path=f"/archive/{year}/{month:02d}/")


@public_view("section", "before")
def day(page_context: PageContext, year: int, month: int, day: int) -> HttpResponse:
    """Complete on one page; a day with more than that is offered by section as well."""
    begin = _local_midnight(year, month, day)
    end = _next_midnight(begin)
    stories = Edition.objects.public(at=page_context.at)
    section = _requested_section(page_context)
    asked = {
        DATETIME_PARAM: page_context.at,
        DAY_BEGIN: begin,
        DAY_END: end,
        PK_PARAM: section.id if section else 0,
    }
    found = fetch_page(
        DAY_STORIES, asked, page_context.params.get("before"), DAY_PAGE_SIZE, section is not None
    )
    if not found.rows:
        raise Http404(day)
    crowded = section is not None or found.older or not found.first
    around = stories.aggregate(
        earlier=Max("first_published_at", filter=Q(first_published_at__lt=begin)),
        later=Min("first_published_at", filter=Q(first_published_at__gte=end)),
    )
    context = {
        "day": begin,
        "cards": build_cards(found.rows, page_context),
        "list_page": found,
        "current_section": section,
        "base": f"?section={section.slug}" if section else "",
        "sections": _count_by_section(page_context, _filter_period(stories, begin, end)) if crowded else (),
        "earlier": _day_path(around["earlier"]),
        "later": _day_path(around["later"]),
        "month_path": f"/archive/{year}/{month:02d}/",
    }
    return render_page(page_context, "site/archive_day.html", context, path=_path(begin.date(), "%Y/%m/%d"))


def _requested_section(page_context: PageContext) -> SectionSummary | None:
    slug = page_context.params.get("section")
    section = page_context.section(slug) if slug else None
    if slug and section is None:
        raise Http404(slug)
    return section


def _count_by_section(page_context: PageContext, stories: Any) -> list[tuple[SectionSummary, int]]:
    """(section, its stories), in the order of the site's navigation."""
    counts = dict(stories.order_by().values_list("section").annotate(count=Count("pk")))
    return [(section, counts[section.id]) for section in page_context.sections if section.id in counts]


def _filter_period(stories: Any, begin: datetime, end: datetime) -> Any:
    return stories.filter(first_published_at__gte=begin, first_published_at__lt=end)


def _local_midnight(year: int, month: int, day: int) -> datetime:
    """Midnight in the desk's zone; Http404 where the calendar has no such day."""
    try:
        return datetime(year, month, day, tzinfo=timezone.get_default_timezone())
    except ValueError as mistake:
        raise Http404("no such day") from mistake


def _next_midnight(begin: datetime) -> datetime:
    """Midnight again, also where the clocks change in between."""
    try:
        return begin + timedelta(days=1)  # arithmetic on wall time: the zone's offset is found anew
    except OverflowError as mistake:
        raise Http404("the calendar ends here") from mistake


def _count_stories(
    page_context: PageContext, trunc: Any, begin: datetime | None = None, end: datetime | None = None
) -> Sequence[tuple[date, int]]:
    """(period, stories) with at least one story, in order; one query."""
    stories = Edition.objects.public(at=page_context.at)
    if begin is not None and end is not None:
        stories = _filter_period(stories, begin, end)
    periods = stories.order_by().annotate(period=trunc("first_published_at")).values_list("period")
    return [
        (moment.date(), count) for moment, count in periods.annotate(count=Count("pk")).order_by("period")
    ]


def _build_period(first: date, count: int, form: str) -> Period:
    return Period(first, _path(first, form), count)


def _path(day: date, form: str) -> str:
    return f"/archive/{day.strftime(form)}/"


def _day_path(moment: datetime | None) -> str:
    return _path(timezone.localtime(moment).date(), "%Y/%m/%d") if moment else ""


def _calendar_weeks(days: Iterable[Period]) -> list[list[Period | date | None]]:
    """The month as rows of a calendar, Monday first: a day with stories, one without, or none of this month."""
    known = {period.day: period for period in days}
    first = next(iter(known)).replace(day=1)
    cells: list[Period | date | None] = [None] * first.weekday()
    current = first
    while current.month == first.month:
        cells.append(known.get(current, current))
        current += timedelta(days=1)
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
