"""Values of mapped fields: times in local notation, codes and links. Pure."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from articles.parsing.dates.calendar_names import MONTHS
from articles.wire.times import parse_time, refuse_placeholder

_GERMAN_TIME = re.compile(
    r"(?:[A-Za-z]{2,10}\.?,?\s+)?(\d{1,2})\.\s?(?:(\d{1,2})\.|([A-Za-zäÄ]{3,9})\.?)\s?(\d{4})"
    r"(?:[,;]?\s+(?:um\s+|-\s+)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\s*(?:Uhr|h))?)?",
    re.IGNORECASE,
)
"""`3.2.2026, 14:05 Uhr`, `Di., 3. Februar 2026 um 14.05 Uhr`"""
EPOCH = "epoch"
"""Format of seconds or milliseconds since 1970."""
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}", re.ASCII)
_SECONDS_DIGITS = 10
_NUMBER = re.compile(r"\d{2,}")
_SKIPPED = re.compile(r"[\x00-\x20]+")
"""Characters that browsers skip before and in the scheme of an address."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):", re.IGNORECASE)


def parse_mapped_time(text: str, formats: tuple[str, ...], zone: tzinfo) -> datetime | None:
    """Return the aware time by the formats of the map, else in a common notation."""
    if EPOCH in formats and _EPOCH.fullmatch(text):
        seconds = int(text) // 1_000 if len(text) > _SECONDS_DIGITS else int(text)
        return datetime.fromtimestamp(seconds, UTC)
    for written in formats:
        try:
            found = datetime.strptime(text, written)  # noqa: DTZ007 - the zone follows
        except (ValueError, OverflowError):
            continue
        return refuse_placeholder(found if found.tzinfo else found.replace(tzinfo=zone))
    if formats:
        return None
    return parse_time(text, zone) or _parse_german_time(text, zone)


def is_code(text: str) -> bool:
    """Return True for a code of digits alone."""
    return _NUMBER.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Return True for http, https and for a path without a scheme."""
    match = _SCHEME.match(_SKIPPED.sub("", text))
    return bool(text) and (match is None or match[1].lower() in {"http", "https"})


def _parse_german_time(text: str, zone: tzinfo) -> datetime | None:
    match = _GERMAN_TIME.fullmatch(text)
    month = None
    if match is not None:
        month = int(match[2]) if match[2] else MONTHS.get(match[3].casefold())
    if match is None or month is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[4:7])
    extra = timedelta(days=1) if (hours, minutes, seconds) == (24, 0, 0) else timedelta()
    try:
        clock = (0 if extra else hours, minutes, seconds)
        return datetime(int(match[4]), month, int(match[1]), *clock, tzinfo=zone) + extra
    except (ValueError, OverflowError):
        return None
