"""Numbers and days as addresses and forms bring them: exactly written and of a size the database holds, or nothing.

`str.isdigit` and `int` take more than a number: `²` is a digit and no integer, `٣` is an integer, five thousand
figures are refused by `int` itself, and a number beyond 64 bits by the database. Whatever comes from outside is read
here.
"""

import re
from datetime import UTC, date, datetime

from django.utils.dateparse import parse_datetime

MAX_DIGITS = 18
"""Figures of the largest number that fits a 64-bit column whatever its figures are."""
NUMBER = re.compile(rf"[0-9]{{1,{MAX_DIGITS}}}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9998, 12, 31)
"""Days in whose neighbourhood time zones and periods can still be reckoned."""


def number_in(text: object, *, least: int = 0, most: int = 10**MAX_DIGITS - 1) -> int | None:
    """Return the number that the text writes in ASCII figures and nothing else; None for everything else."""
    if not isinstance(text, str) or NUMBER.fullmatch(text) is None:
        return None
    number = int(text)
    return number if least <= number <= most else None


def day_in(text: object) -> date | None:
    """Return the day that the text writes as `2026-03-02`; None for everything else."""
    if not isinstance(text, str) or DAY.fullmatch(text) is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def moment_in(text: object) -> datetime | None:
    """Return the moment that the text writes as `2026-03-02T12:00` with or without an offset; None for all else."""
    if not isinstance(text, str) or MOMENT.fullmatch(text) is None:
        return None
    try:
        moment = parse_datetime(text)
        if moment is not None and moment.tzinfo is not None:
            moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no such day, or none in UTC
        return None
    return moment if moment is not None and FIRST_DAY <= moment.date() <= LAST_DAY else None


class NumberConverter:
    """`<number:name>` in an address: a number that the database holds. Any other leads to no page."""

    regex = rf"[0-9]{{1,{MAX_DIGITS}}}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)
