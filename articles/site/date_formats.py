"""How pages write times, in the desk's zone and the site's language. What recurs on a page is written once."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import get_language

FORMS = {
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

WITH_YEAR = {"short": "day", "slim": "dated"}


def _language() -> str:
    return "en" if get_language() == "en" else "de"


def here(moment: datetime) -> datetime:
    """Nothing on the site changes a thread's zone, and looking for one costs more than the change."""
    return moment.astimezone(timezone.get_default_timezone())


def local(moment: date) -> date:
    return here(moment) if isinstance(moment, datetime) else moment


def in_form(moment: date, form: str) -> str:
    """`day` 2. März 2026, `short` 2. März, `weekday` Montag, 2. März 2026, `month` März 2026."""
    there = local(moment)
    day = there.date() if isinstance(there, datetime) else there
    return _in_form(day, form, _language())


@lru_cache(maxsize=4096)
def _in_form(day: date, form: str, language: str) -> str:
    return written(day, FORMS[language][form])


def clock(moment: datetime) -> str:
    """`12:42 Uhr`"""
    return FORMS[_language()]["clock"].format(here(moment))


def brief(moment: datetime, today: date, day: str = "short") -> str:
    """The clock for today, the day for this year, else day and year; `slim` has months in few letters."""
    then = here(moment)
    if then.date() == today:
        return clock(moment)
    return _in_form(then.date(), day if then.year == today.year else WITH_YEAR[day], _language())


def for_machines(moment: datetime) -> str:
    return here(moment).isoformat(timespec="seconds")
