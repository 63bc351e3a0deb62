"""Dates in copy as ISO values: `2022-01-12`, `2022-01`, `2022`, `--01-12`.

A value without a year begins with `--`. All dates of a text are found, each with its span; the caller chooses. Linear
in the length of the text.
"""

import re
from collections.abc import Callable
from datetime import date
from operator import itemgetter

from articles.parsing.dates.calendar_names import (
    AMBIGUOUS_MONTHS,
    MONTHS,
    ROMANCE_MONTHS,
    WORDS_BEFORE_MONTH,
)
from newsroom.text.spans import Confidence, Reading, Span

_MONTHS = ROMANCE_MONTHS | MONTHS
_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_ROMANCE_MONTH = "|".join(sorted(ROMANCE_MONTHS, key=lambda name: (-len(name), name)))
_ROMANCE_DAY = re.compile(
    rf"(?<![\w.,:])(?P<day>\d{{1,2}})(?:er|º|°)?\s(?:de\s|d['’])?(?P<month>{_ROMANCE_MONTH})\b\.?"
    rf"(?:\s(?:del?\s)?(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_ROMANCE_YEAR = re.compile(
    rf"\b(?P<month>{_ROMANCE_MONTH})\b\.?\s(?:del?\s)?(?P<year>\d{{4}})\b", re.IGNORECASE
)
_DAY_AND_MONTH = re.compile(
    rf"(?<![\w.,:])(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?"
    rf"(?:\s?(?:[-–/]|und|bis|and|to)\s?\d{{1,2}}\.?)?"
    rf"\s?(?:of\s)?(?P<month>{_MONTH})\b\.?(?:,?\s?(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_MONTH_AND_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?!\d|[.:]\d|\s?%)(?:st|nd|rd|th)?\b(?:,?\s(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\w.,:/-])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}|\d{2})(?![\w.]*\d))?(?!\s?(?:Uhr|\d))"
)
_ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])")
_SLASHED = re.compile(r"(?<![\w/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\w/])")
_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s(?:of\s)?(?P<year>\d{{4}})\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    rf"\b(?P<lead>im|in|Ende|Anfang|Mitte|early|late)\s(?P<month>{_MONTH})\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\w.,:/%€$£+-])(?P<year>1[89]\d\d|20\d\d)(?![\w%€/-]|[.,:]\d)")
_WORD_BEFORE = re.compile(r"(\w+)[ \n]$")


def find_dates(text: str) -> tuple[Reading[str], ...]:
    """Return all dates in order, none within another; a month alone is `--MM`."""
    found: list[Reading[str]] = []
    occupied = bytearray(len(text))
    for pattern, read, rule in _FORMS:
        for match in pattern.finditer(text):
            iso = None if any(occupied[match.start() : match.end()]) else read(match)
            if iso:
                found.append(_make_reading(match, iso, rule))
                occupied[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda reading: reading.span))


def _make_reading(match: re.Match[str], iso: str, rule: str) -> Reading[str]:
    is_doubtful = rule == "date.slashes" and int(match["day"]) <= 12
    end = match.end() - (match.group().endswith(".") and rule != "date.numeric")
    return Reading(iso, Span(match.start(), end), rule, Confidence.LIKELY if is_doubtful else Confidence.SURE)


def _read_day(match: re.Match[str]) -> str | None:
    month = _month_number(match["month"])
    return _format_iso(match["year"], month, int(match["day"]))


def _read_named_month(match: re.Match[str]) -> str | None:
    if match["month"].lower() in AMBIGUOUS_MONTHS and match["month"].islower():
        return None
    return _read_day(match)


def _read_month_day(match: re.Match[str]) -> str | None:
    is_whole_date = match["year"] is not None  # `in Kharkiv, Ukraine March 12, 2022`
    return _read_named_month(match) if is_whole_date or not _is_surname(match) else None


def _read_month_and_year(match: re.Match[str]) -> str | None:
    return None if _is_surname(match) or match["month"].islower() else _read_month_of_year(match)


def _read_month_of_year(match: re.Match[str]) -> str | None:
    return f"{match['year']}-{_month_number(match['month']):02}" if _is_plausible(match["year"]) else None


def _read_month(match: re.Match[str]) -> str | None:
    return None if match["month"].islower() else f"--{_month_number(match['month']):02}"


def _is_surname(match: re.Match[str]) -> bool:
    """Return whether a month's name follows a capitalised word: `Theresa May 2018`."""
    if match["month"].lower() not in AMBIGUOUS_MONTHS:
        return False
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 40), match.start("month"))
    return before is not None and before[1][0].isupper() and before[1].lower() not in WORDS_BEFORE_MONTH


def _month_number(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTHS[word.lower()]


def _format_iso(year: str | None, month: int, day: int) -> str | None:
    """Return the ISO date, None for no real day; 29 February needs no year."""
    full = _four_digits(year)
    try:
        date(int(full or 2000), month, day)
    except ValueError:
        return None
    return f"{full}-{month:02}-{day:02}" if full else f"--{month:02}-{day:02}"


def _four_digits(year: str | None) -> str | None:
    if year is None:
        return None
    if len(year) == 2:
        return f"{'19' if int(year) > 69 else '20'}{year}"
    return year if _is_plausible(year) else None


def _is_plausible(year: str) -> bool:
    return "1700" < year < "2100"


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None], str], ...] = (
    (_ISO, _read_day, "date.iso"),
    (_DAY_AND_MONTH, _read_named_month, "date.day_month"),
    (_MONTH_AND_DAY, _read_month_day, "date.month_day"),
    (_ROMANCE_DAY, _read_day, "date.romance"),
    (_NUMERIC, _read_day, "date.numeric"),
    (_SLASHED, _read_day, "date.slashes"),
    (_MONTH_AND_YEAR, _read_month_and_year, "date.month_year"),
    (_ROMANCE_YEAR, _read_month_of_year, "date.romance_month"),
    (_MONTH_ALONE, _read_month, "date.month"),
    (_YEAR, itemgetter("year"), "date.year"),
)
