"""Strict readers of integers, dates and times from URLs and forms.

`str.isdigit` and `int` accept too much: `²` is a digit but no integer, `٣` is an integer, `int` refuses five thousand
digits, and the database refuses more than 64 bits. Values from outside are read here.
"""

import re
from datetime import UTC, date, datetime

from django.utils.dateparse import parse_datetime

MAX_DIGITS = 18
"""Digits of the largest number that fits a 64-bit column whatever its digits are."""
NUMBER = re.compile(rf"[0-9]{{1,{MAX_DIGITS}}}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DATETIME = re.compile(
    DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9998, 12, 31)
"""Range of dates in which time zones and periods can still be computed."""


def parse_integer(text: object, *, least: int = 0, most: int = 10**MAX_DIGITS - 1) -> int | None:
    """Return the integer that the text writes in ASCII digits; None for anything else."""
    if not isinstance(text, str) or NUMBER.fullmatch(text) is None:
        return None
    number = int(text)
    return number if least <= number <= most else None


def parse_date(text: object) -> date | None:
    """Return the date that the text writes as `2026-03-02`; None for anything else."""
    if not isinstance(text, str) or DAY.fullmatch(text) is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def parse_datetime_strictly(text: object) -> datetime | None:
    """Return the time written as `2026-03-02T12:00`, with or without offset.

    None for anything else.
    """
    if not isinstance(text, str) or DATETIME.fullmatch(text) is None:
        return None
    try:
        value = parse_datetime(text)
        if value is not None and value.tzinfo is not None:
            value.astimezone(UTC)
    except (ValueError, OverflowError):  # no such day, or none in UTC
        return None
    return value if value is not None and FIRST_DAY <= value.date() <= LAST_DAY else None


class NumberConverter:
    """URL converter `<number:name>` for integers that the database can hold."""

    regex = rf"[0-9]{{1,{MAX_DIGITS}}}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)
