"""Times in trailers: `131137 GMT Nov 13`, `AP-WF-11-13-13 1509GMT`. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from articles.wire.feeds.feed_dates import HOURS, MONTHS

_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d\d)(?P<clock>\d{4})[ \t]*(?P<zone>[A-Z]{1,4}(?=[ \t]))?[ \t]*"
    r"(?P<month>[^\W\d_]{3,10})\.?[ \t]+(?P<year>\d{4}|\d\d)(?!\d)"
)
_DASHED = re.compile(
    r"(?P<agency>[A-Z]{2,6})-(?P<wire>[A-Z]{1,5})-(?P<one>\d\d)-(?P<two>\d\d)-(?P<year>\d\d)"
    r"[ \t]+(?P<clock>\d{4})[ \t]*(?P<zone>[A-Z]{1,4})?"
)
"""`AP-WF-11-13-13 1509GMT`: month, day, year."""
_ZONE_FIRST = re.compile(
    r"(?P<zone>[A-Z]{3})-(?P<clock>\d\d:\d\d)-(?P<one>\d\d)-(?P<two>\d\d)-(?P<year>\d\d)(?!\d)"
)
"""`JST-15:09-13-11-13`: day, month, year."""


def parse_month(name: str) -> int | None:
    """Return the number of a month written in a language of the agencies."""
    folded = name.casefold().rstrip(".")
    return MONTHS.get(folded)


def parse_trailer_7901(trailer: str, zone: tzinfo) -> datetime | None:
    """Return the time after the text of IPTC 7901, in `zone` unless it names its own."""
    for match in _DAY_FIRST.finditer(trailer[:400]):
        month = parse_month(match["month"])
        if month is not None:
            return _build(match["year"], month, int(match["day"]), match["clock"], match["zone"], zone)
    return None


def parse_trailer_anpa(trailer: str, zone: tzinfo, *, day_first: bool) -> tuple[datetime | None, str]:
    """Return the time after the text of ANPA 1312, and the agency named with it.

    Most agencies write the month before the day; Kyodo does not.
    """
    dashed, zone_first = _DASHED.search(trailer[:400]), _ZONE_FIRST.search(trailer[:400])
    match = dashed or zone_first
    if match is None:
        return None, ""
    month, day = int(match["one"]), int(match["two"])
    if day_first or dashed is None or (month > 12 >= day):
        month, day = day, month
    found = _build(match["year"], month, day, match["clock"].replace(":", ""), match["zone"], zone)
    return found, dashed["agency"] if dashed else ""


def _build(year: str, month: int, day: int, clock: str, name: str | None, zone: tzinfo) -> datetime | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 80 else 2000
    offset = HOURS.get(name or "")
    there = zone if offset is None else UTC if offset == 0 else timezone(timedelta(hours=offset))
    try:
        return datetime(number, month, day, int(clock[:2]), int(clock[2:]), tzinfo=there)
    except ValueError:
        return None
