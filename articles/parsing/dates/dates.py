"""Dates as copy writes them, to ISO: full (`2022-01-12`), `2022-01`, `2022`, or without a year `--01-12`.

Pure. Every date of a text with its span; which of them counts is for the caller to say. Linear in the text.
"""

import re
from collections.abc import Callable
from datetime import date

from articles.parsing.dates.months import BEFORE_A_MONTH, MONTHS, NAMES_TOO
from newsroom.text.spans import Confidence, Reading, Span

_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
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
    """All dates in order, none within another. A month alone reads `--MM`, which no caption keeps as it is."""
    found: list[Reading[str]] = []
    taken = bytearray(len(text))
    for pattern, read, rule in _KINDS:
        for match in pattern.finditer(text):
            iso = None if any(taken[match.start() : match.end()]) else read(match)
            if iso:
                found.append(_make_reading(match, iso, rule))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda reading: reading.span))


def _make_reading(match: re.Match[str], iso: str, rule: str) -> Reading[str]:
    doubt = rule == "date.slashes" and int(match["day"]) <= 12
    end = match.end() - (match.group().endswith(".") and rule != "date.numeric")
    return Reading(iso, Span(match.start(), end), rule, Confidence.LIKELY if doubt else Confidence.SURE)


def _day(match: re.Match[str]) -> str | None:
    month = _month_number(match["month"])
    return _iso(match["year"], month, int(match["day"]))


def _day_with_named_month(match: re.Match[str]) -> str | None:
    if match["month"].lower() in NAMES_TOO and match["month"].islower():
        return None
    return _day(match)


def _month_day(match: re.Match[str]) -> str | None:
    return None if _is_a_name(match) else _day_with_named_month(match)


def _month_of_year(match: re.Match[str]) -> str | None:
    if _is_a_name(match) or match["month"].islower() or not _is_plausible(match["year"]):
        return None
    return f"{match['year']}-{_month_number(match['month']):02}"


def _month_only(match: re.Match[str]) -> str | None:
    return None if match["month"].islower() else f"--{_month_number(match['month']):02}"


def _year(match: re.Match[str]) -> str | None:
    return match["year"]


def _is_a_name(match: re.Match[str]) -> bool:
    """Theresa May 2018: a month that is a name too, right behind a word with a capital."""
    if match["month"].lower() not in NAMES_TOO:
        return False
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 40), match.start("month"))
    return before is not None and before[1][0].isupper() and before[1].lower() not in BEFORE_A_MONTH


def _month_number(word: str) -> int:
    return int(word) if word.isdecimal() else MONTHS[word.lower()]


def _iso(year: str | None, month: int, day: int) -> str | None:
    """None when the calendar has no such day; 29 February passes without a year."""
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


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None], str], ...] = (
    (_ISO, _day, "date.iso"),
    (_DAY_AND_MONTH, _day_with_named_month, "date.day_month"),
    (_MONTH_AND_DAY, _month_day, "date.month_day"),
    (_NUMERIC, _day, "date.numeric"),
    (_SLASHED, _day, "date.slashes"),
    (_MONTH_AND_YEAR, _month_of_year, "date.month_year"),
    (_MONTH_ALONE, _month_only, "date.month"),
    (_YEAR, _year, "date.year"),
)
