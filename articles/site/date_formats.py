"""How pages write times, in the desk's zone and the site's language. What recurs on a page is written once."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as written
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


def to_desk_time(moment: datetime) -> datetime:
    """Nothing on the site changes a thread's zone, and looking for one costs more than the change."""
    return moment.astimezone(timezone.get_default_timezone())


def to_desk_date(moment: date) -> date:
    return to_desk_time(moment) if isinstance(moment, datetime) else moment


def format_date(moment: date, form: str) -> str:
    """`day` 2. März 2026, `short` 2. März, `weekday` Montag, 2. März 2026, `month` März 2026."""
    there = to_desk_date(moment)
    day = there.date() if isinstance(there, datetime) else there
    return _format_date(day, form, _language())


@lru_cache(maxsize=4096)
def _format_date(day: date, form: str, language: str) -> str:
    return written(day, FORMATS[language][form])


def format_time(moment: datetime) -> str:
    """`12:42 Uhr`"""
    return FORMATS[_language()]["clock"].format(to_desk_time(moment))


def format_brief(moment: datetime, today: date, day: str = "short") -> str:
    """The clock for today, the day for this year, else day and year; `slim` has months in few letters."""
    then = to_desk_time(moment)
    if then.date() == today:
        return format_time(moment)
    return _format_date(then.date(), day if then.year == today.year else FORMATS_WITH_YEAR[day], _language())


def format_iso(moment: datetime) -> str:
    return to_desk_time(moment).isoformat(timespec="seconds")
