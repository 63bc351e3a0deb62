"""Formats of dates and times, in the desk's time zone and the site's language."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_AP, WEEKDAYS
from django.utils.translation import get_language

FORMATS = {
    "de": {
        "day": "{0.day}. {month} {0.year}",
        "short": "{0.day}. {month}",
        "slim": "{0.day}.{0.month}.",
        "dated": "{0.day}.{0.month}.{0.year}",
        "clock": "{:%H:%M} Uhr",
        "weekday": "{weekday}, {0.day}. {month} {0.year}",
        "month": "{month} {0.year}",
    },
    "en": {
        "day": "{0.day} {month} {0.year}",
        "short": "{0.day} {month}",
        "slim": "{0.day} {month_short}",
        "dated": "{0.day} {month_short} {0.year}",
        "clock": "{:%H:%M}",
        "weekday": "{weekday}, {0.day} {month} {0.year}",
        "month": "{month} {0.year}",
    },
}
"""Django's `date_format` reads a pattern at each call, which lists cannot afford."""

FORMATS_WITH_YEAR = {"short": "day", "slim": "dated"}


def _language() -> str:
    return "en" if get_language() == "en" else "de"


def to_desk_time(time: datetime) -> datetime:
    # The site never changes a thread's zone, and looking for one costs more than the conversion.
    return time.astimezone(timezone.get_default_timezone())


@lru_cache(maxsize=16)
def desk_day(at: datetime) -> date:
    """Return the day that pages made at this time call today."""
    return to_desk_time(at).date()


def to_desk_date(time: date) -> date:
    return to_desk_time(time) if isinstance(time, datetime) else time


def format_date(time: date, name: str) -> str:
    """Format the date by a key of FORMATS, as in `2. März` for `short`."""
    local_time = to_desk_date(time)
    day = local_time.date() if isinstance(local_time, datetime) else local_time
    return _format_date(day, name, _language())


@lru_cache(maxsize=4096)
def _format_date(day: date, name: str, language: str) -> str:
    months, short_months, weekdays = _names(language)
    return FORMATS[language][name].format(
        day, month=months[day.month], month_short=short_months[day.month], weekday=weekdays[day.weekday()]
    )


@lru_cache(maxsize=2)
def _names(_language: str) -> tuple[dict[int, str], ...]:
    return tuple({n: str(word) for n, word in names.items()} for names in (MONTHS, MONTHS_AP, WEEKDAYS))


def format_time(time: datetime) -> str:
    """Return the time of day, as in `12:42 Uhr`."""
    return FORMATS[_language()]["clock"].format(to_desk_time(time))


def format_full(time: datetime) -> str:
    """Return `2. März 2026, 12:42 Uhr`."""
    return f"{format_date(time, 'day')}, {format_time(time)}"


def format_brief(time: datetime, today: date, day: str = "short") -> str:
    """Return the time of day for today, else the date; the year only if it is another.

    `day` is a key of FORMATS_WITH_YEAR; `slim` abbreviates the month.
    """
    local_time = to_desk_time(time)
    if local_time.date() == today:
        return format_time(time)
    name = day if local_time.year == today.year else FORMATS_WITH_YEAR[day]
    return _format_date(local_time.date(), name, _language())


def format_iso(time: datetime) -> str:
    return to_desk_time(time).isoformat(timespec="seconds")
