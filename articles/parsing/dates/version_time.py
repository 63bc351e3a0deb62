"""The time in the line that ends a wire message."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from articles.parsing.dates.calendar_names import MONTHS

_TIME_LINE = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?: ?(?P<zone>[A-Z]{1,4}))? (?P<month>[A-Za-zäÄ]{3,4})\.? "
    r"(?P<year>\d{4}|\d\d)"
)
"""`021512 GMT Mrz 26`, the line that ends a wire message: day, time, month, year."""
_OFFSETS = {"GMT": 0, "UTC": 0, "Z": 0, "MEZ": 1, "CET": 1, "MESZ": 2, "CEST": 2}


def parse_version_time(line: str, zone: tzinfo) -> datetime | None:
    """Return the UTC time in the last line of a message; `zone` is the default zone.

    An unknown zone gives None: a wrong time would order versions wrongly.
    """
    match = _TIME_LINE.fullmatch(line.strip())
    month = MONTHS.get(match["month"].casefold()) if match else None
    if match is None or month is None:
        return None
    if match["zone"] and match["zone"] not in _OFFSETS:
        return None
    here = timezone(timedelta(hours=_OFFSETS[match["zone"]])) if match["zone"] else zone
    year = int(match["year"])
    try:
        local = datetime(
            year + 2000 if year < 100 else year, month, int(match["day"]),
            int(match["hour"]), int(match["minute"]), tzinfo=here,
        )  # fmt: skip
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
