"""Dates of the demo, relative to the time of loading. Pure."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip

_FROM_NOW = re.compile(r"(ago|in) (\d+)(min|h)")
_ON_A_DAY = re.compile(r"([+-]\d+)(?: (work|mon|tue|wed|thu|fri|sat|sun))? (\d\d):(\d\d)")
_DURATION = re.compile(r"(\d+)(min|h)")
_PLACEHOLDER = re.compile(r"\{(?:day:([+-]?\d+)|of:([a-z0-9-]+)|(embargo))\|([^}]+)\}")
_FORMAT = re.compile(r"EEEE|MMMM|MM|M|dd|d|yyyy")


class RelativeTimeError(ValueError):
    """Error of an unknown time or placeholder in the demo's files."""


def parse_relative_time(words: str, at: datetime, zone: tzinfo) -> datetime:
    """Parse `-46 work 17:05`, `-24 sun 21:12`, `ago 95min` or `in 3h`, as of `at`.

    `work` and the names of weekdays go back to the nearest such day on or before the given one. The result is in
    `zone`.
    """
    if offset := _FROM_NOW.fullmatch(words):
        duration = _timedelta(offset[2], offset[3])
        return (at + duration if offset[1] == "in" else at - duration).astimezone(zone)
    found = _ON_A_DAY.fullmatch(words)
    if found is None:
        raise RelativeTimeError(f"{words!r} is not a time of the demo's calendar.")
    day = at.astimezone(zone).date() + timedelta(days=int(found[1]))
    while not _is_wanted_weekday(found[2], day.weekday()):
        day -= timedelta(days=1)
    return datetime.combine(day, time(int(found[3]), int(found[4])), zone)


def _is_wanted_weekday(wanted: str | None, weekday: int) -> bool:
    if wanted is None:
        return True
    return weekday < 5 if wanted == "work" else DAYS[weekday] == wanted


def parse_duration(words: str) -> timedelta:
    """Parse `40min` or `3h`."""
    found = _DURATION.fullmatch(words)
    if found is None:
        raise RelativeTimeError(f"{words!r} is not a duration.")
    return _timedelta(found[1], found[2])


def _timedelta(number: str, unit: str) -> timedelta:
    return timedelta(minutes=int(number)) if unit == "min" else timedelta(hours=int(number))


def fill_dates(
    text: str,
    day: datetime,
    language: str,
    *,
    time_of: Callable[[str], datetime],
    embargo: datetime | None = None,
) -> str:
    """Return the text with its dates filled in.

    `{day:-3|d. MMMM}` counts from `day`, `{of:werft-1|EEEE}` takes the day from `time_of`.
    """

    def fill(found: re.Match[str]) -> str:
        return format_date(_resolve_date(found, day, time_of, embargo), found[4], language)

    return _PLACEHOLDER.sub(fill, text)


def _resolve_date(
    found: re.Match[str], day: datetime, time_of: Callable[[str], datetime], embargo: datetime | None
) -> datetime:
    if found[1]:
        return day + timedelta(days=int(found[1]))
    if found[2]:
        return time_of(found[2])
    if embargo is None:
        raise RelativeTimeError(f"{found[0]} is in a story without an embargo.")
    return embargo


def format_date(day: datetime, pattern: str, language: str) -> str:
    """Format a day by a pattern such as `EEEE, d. MMMM yyyy`."""
    signs = {
        "EEEE": WEEKDAYS[language][day.weekday()],
        "MMMM": MONTHS[language][day.month - 1],
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "dd": f"{day.day:02}",
        "d": str(day.day),
        "yyyy": str(day.year),
    }
    return _FORMAT.sub(lambda sign: signs[sign[0]], pattern)
