"""Dates of feeds: local names of months, odd orders and abbreviated zones. Pure.

A date is read where only one day is possible. `01/02/2026` is two days, so it is none.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from articles.parsing.dates.calendar_names import MONTHS as GERMAN_AND_ENGLISH
from articles.wire.times import parse_time, refuse_placeholder
from newsroom.text.wordlists import read_numbers

MONTHS = read_numbers("articles/wire/data/months.txt") | {
    name.rstrip("."): month for name, month in GERMAN_AND_ENGLISH.items()
}
"""Month names of the languages of agencies and feeds → number."""
HOURS = read_numbers("articles/wire/data/zone_hours.txt")
"""Abbreviation of a zone → hours ahead of UTC."""
_FIRST_YEAR = 1900
"""WordPress writes `30 Nov -0001` where a date is missing."""
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_ISO_OTHER = re.compile(r"\d{4}-(?:W\d\d|\d{3}$|\d\d-\d\d[T ]\d\d:?\d\d)")
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})")
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:h]|\.(?=\d\d(?:\.\d\d)? ?Uhr))(\d\d|\d(?=:))(?:[:.](\d\d|\d(?!\d))(?:[.,]\d{1,9})?)?"
    r"(?: ?([AaPp])\.?[Mm]\b\.?)?"
)
_SHORT_CLOCK = re.compile(r"\b(\d\d)(\d\d)()()(?= ?(?:GMT|UTC?|Z|[+-]\d\d:?\d\d)\b)")
_OFFSET = re.compile(r"(?:GMT|UTC)? ?([+-])(\d\d)(?::?(\d\d))?(?!\d)")
_ZONE = re.compile(r"(?<=[\d\s])([A-Z]{1,5})\b(?!\.)")
_NO_ZONE = frozenset({"AM", "PM", "H", "T"})
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|°)?"
_WORD = r"([^\W\d_]{3,12})\.?"
_LINK = r"[\s,-]*(?:d[eo]l? |of )?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}){_ORDINAL}{_LINK}{_WORD}{_LINK}(\d{{4}}|\d\d)\b(?!:)", re.IGNORECASE)
_CLOCK_WITHIN = re.compile(rf"\b{_WORD}[\s-]+(\d{{1,2}})\s+(?:[A-Z]{{2,5}}\s+)?(\d{{4}})$", re.IGNORECASE)
"""`Mar 02 CET 2026`, what is left of the form of Unix without its clock"""
_MONTH_FIRST = re.compile(rf"\b{_WORD}[\s-]+(\d{{1,2}}){_ORDINAL},?[\s-]+(\d{{4}})\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"\b(\d{{4}})[\s-]+{_WORD}[\s-]+(\d{{1,2}})\b", re.IGNORECASE)
_YEAR_NUMBERS = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b")


def parse_feed_date(text: str, zone: tzinfo) -> datetime | None:
    """Return the aware time; None for what is no date or several. Naive is in `zone`."""
    written = " ".join(text.split())[:100]
    if written[:4].isdigit() and (found := parse_time(written, zone)):
        return found
    if found := _parse_numbers(written, zone):
        return found
    without_clock, clock, offset = _split_clock(written)
    days = set(_list_days(without_clock))
    if len(days) != 1 or clock is None:
        return None
    (year, month, day), (hours, minutes, seconds) = days.pop(), clock
    if year < _FIRST_YEAR:
        return None
    try:
        found = datetime(year, month, day, hours, minutes, min(seconds, 59), tzinfo=offset or zone)
    except ValueError:
        return None
    return refuse_placeholder(found)


def _parse_numbers(written: str, zone: tzinfo) -> datetime | None:
    """Return the time of seconds since 1970, and of rarer forms of ISO 8601."""
    if match := _EPOCH.fullmatch(written):
        return datetime.fromtimestamp(int(match[1]), tz=UTC)
    if not _ISO_OTHER.match(written):
        return None
    try:
        if match := _DAY_OF_YEAR.fullmatch(written):
            first = datetime(int(match[1]), 1, 1, tzinfo=zone)
            found = first + timedelta(days=int(match[2]) - 1)
            return found if found.year == first.year else None
        found = datetime.fromisoformat(written).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None
    return refuse_placeholder(found if found.tzinfo else found.replace(tzinfo=zone))


def find_unknown_zone(text: str) -> str:
    """Return the abbreviation of a zone that is not known; empty without one."""
    if _OFFSET.search(text):
        return ""
    return next((name for name in _list_zones(text) if name not in HOURS), "")


def _split_clock(written: str) -> tuple[str, tuple[int, int, int] | None, tzinfo | None]:
    """Return the text without the time of day, the time of day, and the offset.

    Without a time it is midnight; None for a time that does not exist.
    """
    match = _CLOCK.search(written) or _SHORT_CLOCK.search(written)
    if match is None:
        return written, (0, 0, 0), _find_offset("", written)
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if half := match[4].lower() if match[4] else "":
        hours = hours % 12 + (12 if half == "p" else 0) if hours <= 12 else 24
    after = written[match.end() :]
    rest = f"{written[: match.start()]} {_OFFSET.sub(' ', after, count=1)}"
    return (
        rest,
        (hours, minutes, seconds) if hours < 24 and minutes < 60 else None,
        _find_offset(after, written),
    )


def _find_offset(after_clock: str, written: str) -> tzinfo | None:
    if match := _OFFSET.search(after_clock):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return (
            timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes < 1440 else None
        )
    known = [HOURS[name] for name in _list_zones(written) if name in HOURS]
    return timezone(timedelta(hours=known[0])) if known else None


def _list_zones(written: str) -> Iterator[str]:
    for match in _ZONE.finditer(written):
        if match[1] not in _NO_ZONE and match[1].lower() not in MONTHS:
            yield match[1]


def _list_days(written: str) -> Iterator[tuple[int, int, int]]:
    """Yield the possible days as year, month, day; those of the first form that fits."""
    for pattern, order in (
        (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_CLOCK_WITHIN, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3)),
    ):  # fmt: skip
        for found in pattern.finditer(written):
            if month := MONTHS.get(found[order[1]].lower()):
                yield _full_year(found[order[0]]), month, int(found[order[2]])
                return
    yield from _list_numeric_days(written)


def _list_numeric_days(written: str) -> Iterator[tuple[int, int, int]]:
    if match := _YEAR_NUMBERS.search(written):
        first, second = int(match[2]), int(match[3])
        yield (int(match[1]), second, first) if first > 12 >= second else (int(match[1]), first, second)
        return
    if match := _NUMBERS.search(written):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if second <= 12:
            yield year, second, first
        if first <= 12 and match[2] != ".":
            yield year, first, second


def _full_year(written: str) -> int:
    """Return the year; two digits have the meaning of RFC 5322 for years up to 68."""
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 69 else 1900)
