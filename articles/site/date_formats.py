"""Formats of dates and times, in the desk's time zone and the site's language."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_by_pattern
from django.utils.translation import get_language

FORMATS = {
    "de": {
        "day": "j. F Y",
        "short": "j. F",
        "slim": "j.n.",
        "dated": "j.n.Y",
        "clock": "{:%H:%M} Uhr",
        "weekday": "l, j. F Y",
        "month": "F Y",
    },
    "en": {
        "day": "j F Y",
        "short": "j F",
        "slim": "j N",
        "dated": "j N Y",
        "clock": "{:%H:%M}",
        "weekday": "l, j F Y",
        "month": "F Y",
    },
}

FORMATS_WITH_YEAR = {"short": "day", "slim": "dated"}


def _language() -> str:
    return "en" if get_language() == "en" else "de"


def to_desk_time(time: datetime) -> datetime:
    # The site never changes a thread's zone, and looking for one costs more than the conversion.
    return time.astimezone(timezone.get_default_timezone())


def to_desk_date(time: date) -> date:
    return to_desk_time(time) if isinstance(time, datetime) else time


def format_date(time: date, name: str) -> str:
    """Format the date by a key of FORMATS, as in `2. März` for `short`."""
    local_time = to_desk_date(time)
    day = local_time.date() if isinstance(local_time, datetime) else local_time
    return _format_date(day, name, _language())


@lru_cache(maxsize=4096)
def _format_date(day: date, name: str, language: str) -> str:
    return format_by_pattern(day, FORMATS[language][name])


def format_time(time: datetime) -> str:
    """Return the time of day, as in `12:42 Uhr`."""
    return FORMATS[_language()]["clock"].format(to_desk_time(time))


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
