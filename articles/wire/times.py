"""Times as agencies write them. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

_COMPACT = re.compile(
    r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
"""`20170713T170101+0100`, `2017-07-13 17:01:01.000+01:00`, `2017:07:13 17:01:01`"""


def parse_time(text: str | None, zone: tzinfo) -> datetime | None:
    """Return the aware time; None for what is no time.

    ISO 8601 in its long and short forms and RFC 5322 are read. A time without offset is in `zone`, a date alone is
    its midnight.
    """
    written = " ".join((text or "").split())
    return refuse_placeholder(_parse(written, zone)) if written else None


def refuse_placeholder(time: datetime | None) -> datetime | None:
    """Return the time, but None for year 1 and for what UTC has no date for.

    `0001-01-01T00:00:00` is what .NET writes where a time is missing.
    """
    if time is None or time.year <= 1:
        return None
    try:
        time.astimezone(UTC)
    except OverflowError:
        return None
    return time


def _parse(written: str, zone: tzinfo) -> datetime | None:
    if match := _COMPACT.fullmatch(written):
        return _from_parts(match, zone)
    try:
        found = parsedate_to_datetime(written)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _from_parts(match: re.Match[str], zone: tzinfo) -> datetime | None:
    year, month, day, *clock = (int(part or 0) for part in match.groups()[:6])
    try:
        midnight = datetime(year, month, day, tzinfo=_parse_offset(match[7]) or zone)
        if clock == [24, 0, 0]:
            return midnight + timedelta(days=1)
        return midnight.replace(hour=clock[0], minute=clock[1], second=min(clock[2], 59))
    except (ValueError, OverflowError):
        return None


def _parse_offset(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in {"Z", "UTC", "GMT"}:
        return UTC
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(sign * timedelta(minutes=minutes)) if minutes < 24 * 60 else None
