"""Archive pages: all years, the months of a year, the days of a month, a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Value
from django.db.models.functions import TruncDay, TruncMonth
from django.http import Http404, HttpResponse
from django.utils import timezone

from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.site.cards import build_cards
from articles.site.dependencies import NEWEST, day_keys
from articles.site.page_context import PageContext, SectionSummary
from articles.site.pagination import SECTIONS, build_page_query, fetch_page
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.url_paths import site_path
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQueryVariants, time_param

DAY_PAGE_SIZE = 200
MAX_GAP = timedelta(days=40)
"""Time between the neighbours of a day, beyond which its page ends with any publication."""
DAY_BEGIN, DAY_END = time_param("begin of the day"), time_param("end of the day")
"""Placeholders of the compiled query of a day."""


def _day_pages(of_section: bool, older: bool) -> Any:  # noqa: FBT001  # variants are positional
    stories = _filter_period(Edition.objects.public(at=DATETIME_PARAM), DAY_BEGIN, DAY_END)
    return build_page_query(
        [stories.in_section(SECTIONS[:1]) if of_section else stories], DAY_PAGE_SIZE, older=older
    )


DAY_STORIES = CompiledQueryVariants(Edition, _day_pages)


@dataclass(frozen=True, slots=True)
class Period:
    day: date
    path: str
    count: int


@public_view()
def years(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST)
    months = _count_stories(page_context, TruncMonth)
    rows = [
        {
            "year": year,
            "months": [_build_period(month, count, "%Y/%m") for month, count in months if month.year == year],
        }
        for year in sorted({month.year for month, _ in months}, reverse=True)
    ]
    return render_page(page_context, "site/archive.html", {"years": rows}, path=site_path("/archive/"))


@public_view()
def year(page_context: PageContext, year: int) -> HttpResponse:
    begin, end = _local_midnight(year, 1, 1), _local_midnight(year + 1, 1, 1)
    page_context.depend_on(*day_keys(begin, end))
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
        path=site_path(f"/archive/{year}/"),
    )


@public_view()
def month(page_context: PageContext, year: int, month: int) -> HttpResponse:
    begin = _local_midnight(year, month, 1)
    end = _local_midnight(year + month // 12, month % 12 + 1, 1)
    page_context.depend_on(*day_keys(begin, end))
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
    return render_page(
        page_context, "site/archive_month.html", context, path=site_path(f"/archive/{year}/{month:02d}/")
    )


@public_view("section", "before")
def day(page_context: PageContext, year: int, month: int, day: int) -> HttpResponse:
    """List the whole day on one page; a day with more stories also by section."""
    begin = _local_midnight(year, month, day)
    end = _next_midnight(begin)
    stories = Edition.objects.public(at=page_context.at)
    section = _requested_section(page_context)
    values = {
        DATETIME_PARAM: page_context.at,
        DAY_BEGIN: begin,
        DAY_END: end,
        SECTIONS[0]: section.id if section else 0,
    }
    list_page = fetch_page(
        DAY_STORIES, values, page_context.params.get("before"), DAY_PAGE_SIZE, section is not None
    )
    if not list_page.rows and (section or page_context.params.get("before")):
        raise Http404(day)
    offer_sections = section is not None or list_page.older or not list_page.first
    earlier, later = _find_neighbours(stories, begin, end, page_context)
    page_context.depend_on(*_neighbour_keys(begin, end, earlier, later))
    if not list_page.rows:
        return _render_empty_day(page_context, begin, earlier, later)
    context = {
        "day": begin,
        "cards": build_cards(list_page.rows, page_context),
        "list_page": list_page,
        "current_section": section,
        "base": f"?section={section.slug}" if section else "",
        "sections": _count_by_section(page_context, _filter_period(stories, begin, end))
        if offer_sections
        else (),
        "earlier": _day_path(earlier),
        "later": _day_path(later),
        "month_path": site_path(f"/archive/{year}/{month:02d}/"),
    }
    return render_page(page_context, "site/archive_day.html", context, path=_path(begin.date(), "%Y/%m/%d"))


def _render_empty_day(
    page_context: PageContext, begin: datetime, earlier: datetime | None, later: datetime | None
) -> HttpResponse:
    """Render 404 for a day without stories, with links to the nearest ones."""
    context = {
        "day": begin,
        "earlier": _local_day(earlier),
        "later": _local_day(later),
        "earlier_path": _day_path(earlier),
        "later_path": _day_path(later),
    }
    return render_page(page_context, "site/archive_empty_day.html", context, path=None, status=404)


def _neighbour_keys(
    begin: datetime, end: datetime, earlier: datetime | None, later: datetime | None
) -> Iterable[str]:
    """Return the keys of the day and of all days up to the nearest ones with stories."""
    if earlier is None or later is None or later - earlier > MAX_GAP:
        return (NEWEST,)
    return day_keys(min(begin, earlier), max(end, later + timedelta(microseconds=1)))


def _find_neighbours(
    stories: EditionQuerySet, begin: datetime, end: datetime, page_context: PageContext
) -> tuple[datetime | None, datetime | None]:
    """Return the times of the last story before and the first after.

    Two index look-ups. The page expires with either story.
    """
    before, after = stories.filter(first_published_at__lt=begin), stories.filter(first_published_at__gte=end)
    last = before.order_by("-first_published_at").annotate(side=Value("earlier"))
    first = after.order_by("first_published_at").annotate(side=Value("later"))
    columns = ("side", "first_published_at", "visible_until")
    both = last.values_list(*columns)[:1].union(first.values_list(*columns)[:1], all=True)
    rows = list(both.order_by())
    page_context.expire_by(*(until for _side, _time, until in rows))
    found = {side: time for side, time, _until in rows}
    return found.get("earlier"), found.get("later")


def _requested_section(page_context: PageContext) -> SectionSummary | None:
    slug = page_context.params.get("section")
    section = page_context.section(slug) if slug else None
    if slug and section is None:
        raise Http404(slug)
    return section


def _count_by_section(page_context: PageContext, stories: Any) -> list[tuple[SectionSummary, int]]:
    """Return (section, number of stories) in the order of the navigation."""
    counts = dict(stories.order_by().values_list("section").annotate(count=Count("*")))
    return [(section, counts[section.id]) for section in page_context.sections if section.id in counts]


def _filter_period(stories: Any, begin: datetime, end: datetime) -> Any:
    return stories.filter(first_published_at__gte=begin, first_published_at__lt=end)


def _local_midnight(year: int, month: int, day: int) -> datetime:
    """Return midnight in the desk's zone; raise Http404 for a day that does not exist."""
    try:
        return datetime(year, month, day, tzinfo=timezone.get_default_timezone())
    except ValueError as mistake:
        raise Http404("no such day") from mistake


def _next_midnight(begin: datetime) -> datetime:
    """Return the next midnight, also when the clocks change in between."""
    try:
        return begin + timedelta(days=1)  # wall-clock arithmetic: the offset is looked up again
    except OverflowError as mistake:
        raise Http404("the calendar ends here") from mistake


def _count_stories(
    page_context: PageContext, trunc: Any, begin: datetime | None = None, end: datetime | None = None
) -> Sequence[tuple[date, int]]:
    """Return (period, number of stories) without empty periods, in order; one query."""
    stories = Edition.objects.public(at=page_context.at)
    if begin is not None and end is not None:
        stories = _filter_period(stories, begin, end)
    periods = stories.order_by().annotate(period=trunc("first_published_at")).values_list("period")
    return [(time.date(), count) for time, count in periods.annotate(count=Count("*")).order_by("period")]


def _build_period(first: date, count: int, form: str) -> Period:
    return Period(first, _path(first, form), count)


def _path(day: date, form: str) -> str:
    return site_path(f"/archive/{day.strftime(form)}/")


def _day_path(time: datetime | None) -> str:
    day = _local_day(time)
    return _path(day, "%Y/%m/%d") if day else ""


def _local_day(time: datetime | None) -> date | None:
    return timezone.localtime(time).date() if time else None


def _calendar_weeks(days: Iterable[Period]) -> list[list[Period | date | None]]:
    """Return the weeks of the month, Monday first.

    A cell is a day with stories, a date without any, or None outside the month.
    """
    by_day = {period.day: period for period in days}
    first = next(iter(by_day)).replace(day=1)
    cells: list[Period | date | None] = [None] * first.weekday()
    current = first
    while current.month == first.month:
        cells.append(by_day.get(current, current))
        current += timedelta(days=1)
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
