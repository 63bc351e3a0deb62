"""Days: `12. Januar 2022`, `2.3.`, `nächsten Do`, `tomorrow`, `in 2 Tagen`."""

import re
from datetime import date, timedelta

from articles.parsing.dates.calendar_names import MONTHS, WEEKDAYS
from articles.parsing.dates.forms import Form, read_first_form
from articles.parsing.dates.types import (
    CalendarDay,
    Day,
    DayPart,
    DaysAhead,
    Duration,
    PartOfDay,
    Weekday,
    WeekdayReference,
)
from newsroom.text.spans import Span
from newsroom.text.wordlists import read_numbers, read_table

_DATA = "articles/parsing/dates/data"

DAY_PARTS = {
    word: PartOfDay(part) for part, words in read_table(f"{_DATA}/day_parts.txt") for word in words.split()
}
NUMBER_WORDS = read_numbers(f"{_DATA}/numbers.txt")

_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(
    name
    if len(name) > 2
    else rf"{name}(?=\.?,? ?(?:\d|um |den |dem |früh|morgen|mittag|abend|nachmittag|[)/]|$))"
    for name in WEEKDAYS
)
"""Two letters are a weekday only before a date or time: `Do 24.10.`, not `do not publish`."""
_PART = "|".join(DAY_PARTS)
_COUNT = rf"\d{{1,4}}|{'|'.join(NUMBER_WORDS)}|a|an"

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_NUMERIC = re.compile(
    r"(?P<day>\d{1,2})\.(?P<wide> ?)(?P<month>\d{1,2})\."
    r"(?:(?:(?P<year>\d{4}| (?:19|20)\d\d)|(?P<short>\d{2})|(?P<apart> \d{2}))(?![\d:]|\.\d| ?uhr))?"
)

_SLASHED = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d{2})(?![\d/])")
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[ -]?(?:day )?(?:of )?(?P<month>{_MONTH})\b\.?"
    r"(?:,?[ -](?P<year>\d{4})\b(?!:))?"
)
_MONTH_DAY = re.compile(
    rf"(?P<month>{_MONTH})\b\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?![:.]\d| ?uhr| ?[ap]\.?m\b)(?:,? (?P<year>\d{4})\b(?!:))?"
)
_REFERENCE = (
    r"(?P<next_german>nächste[rnms]?|naechste[rnms]?)|(?P<coming>kommende[rnms]?|coming|upcoming)|(?P<next>next)"
    r"|(?P<this>diese[rnms]?|this)|(?P<after_next>übernächste[rnms]?|uebernaechste[rnms]?)"
)
_WEEKDAY_FORM = re.compile(
    rf"(?:(?:{_REFERENCE}) )?(?P<weekday>{_WEEKDAY})(?P<part>{_PART}|morgen)?\b\.?"
    r"(?:,? (?P<week>(?:in )?(?:der )?nächste[rn]? woche|(?:der )?kommende[rn]? woche"
    r"|(?:of )?next week|week|in einer woche)\b)?"
)
_WEEK_FIRST = re.compile(
    rf"(?:(?:in )?(?:der )?nächste[rn]? woche|kommende[rn]? woche|next week)(?: am| on)?,? (?P<weekday>{_WEEKDAY})\b\.?"
)
_RELATIVE = {
    "heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "uebermorgen": 2,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
_AHEAD = re.compile(rf"(?:{'|'.join(_RELATIVE)})\b")
_TONIGHT = re.compile(r"tonight\b")
_PART_FORM = re.compile(rf"(?:{_PART})\b")
_MORNING = re.compile(r"morgen\b")
_WORD = re.compile(r"\w+")
_IN_DAYS = re.compile(rf"in (?P<count>{_COUNT}) (?P<unit>tag(?:en)?|days?|wochen?|weeks?)\b")
_IN_HOURS = re.compile(
    rf"(?:in |\+ ?)(?P<count>{_COUNT}) ?(?P<unit>minuten?|minutes?|mins?|min|m|stunden?|std|hours?|hrs?|h)\b\.?"
)
_IN_PARTS = re.compile(
    r"in (?:(?P<half>einer halben stunde|half an hour)"
    r"|(?P<three_halves>anderthalb stunden|eineinhalb stunden|an hour and a half)"
    r"|(?P<quarter>einer viertelstunde|a quarter of an hour))\b"
)


def find_duration(text: str, at: int) -> Duration | None:
    """Return the duration that begins at `at`: `in 90 min`, `+2 h`, `in half an hour`."""
    if match := _IN_PARTS.match(text, at):
        minutes = 30 if match["half"] else 90 if match["three_halves"] else 15
        return Duration(timedelta(minutes=minutes), Span(*match.span()))
    match = _IN_HOURS.match(text, at)
    if match is None:
        return None
    by_minutes = match["unit"].startswith("m")
    count = _parse_count(match["count"])
    return Duration(timedelta(minutes=count if by_minutes else count * 60), Span(*match.span()))


def find_day(text: str, at: int) -> Day | None:
    return read_first_form(_FORMS, text, at)


def find_weekday_part(text: str, day: Weekday) -> DayPart | None:
    """Return the part of the day written in one word with a weekday: `Freitagabend`."""
    words = set(_WORD.findall(day.span.of(text))) - WEEKDAYS.keys()
    endings = [part for part in (*DAY_PARTS, "morgen") if any(word.endswith(part) for word in words)]
    if not endings:
        return None
    return DayPart(DAY_PARTS.get(max(endings, key=len), PartOfDay.MORNING), day.span)


def find_day_part(text: str, at: int, *, after_a_day: bool) -> DayPart | None:
    """Return the part of the day that begins at `at`.

    `morgen` is one only after a day: `heute Morgen`, `am Morgen`.
    """
    if match := _PART_FORM.match(text, at):
        return DayPart(DAY_PARTS[match[0]], Span(*match.span()))
    match = _MORNING.match(text, at)
    return DayPart(PartOfDay.MORNING, Span(*match.span())) if match and after_a_day else None


def find_tonight(text: str, at: int) -> tuple[DaysAhead, DayPart] | None:
    """Return today and its evening where `tonight` begins at `at`."""
    match = _TONIGHT.match(text, at)
    span = Span(*match.span()) if match else None
    return (DaysAhead(0, span), DayPart(PartOfDay.NIGHT, span)) if span else None


def _parse_count(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBER_WORDS.get(text, 1)


def _make_calendar_day(
    match: re.Match[str], year: int, month: int, day: int, end: int | None = None
) -> CalendarDay:
    """Return the day, without options if it is no real day.

    29 February needs no year.
    """
    span = Span(match.start(), match.end() if end is None else end)
    try:
        date(year or 2000, month, day)
    except ValueError:
        return CalendarDay((), span)
    return CalendarDay(((year, month, day),), span)


def _parse_year(text: str | None) -> int:
    if text is None:
        return 0
    return int(text) + (2000 if len(text.strip()) == 2 else 0)


def _read_named_month(match: re.Match[str]) -> CalendarDay:
    return _make_calendar_day(match, _parse_year(match["year"]), MONTHS[match["month"]], int(match["day"]))


def _read_iso(match: re.Match[str]) -> CalendarDay:
    # The calendar has no year 0; -1 keeps it from meaning "no year".
    return _make_calendar_day(match, int(match["year"]) or -1, int(match["month"]), int(match["day"]))


def _read_numeric(match: re.Match[str]) -> CalendarDay | None:
    """Read `24.12.18` with a year; in `24.12. 18` the 18 is a time."""
    if int(match["month"]) > 12:
        return None
    year = match["year"] or match["short"] or (match["apart"] if match["wide"] else None)
    end = match.start("apart") if match["apart"] and not match["wide"] else match.end()
    return _make_calendar_day(match, _parse_year(year), int(match["month"]), int(match["day"]), end)


def _read_slashed(match: re.Match[str]) -> CalendarDay:
    """Read `3/4/2026`, a day of March in American copy and of April elsewhere."""
    year, first, second = _parse_year(match["year"]), int(match["first"]), int(match["second"])
    both = (_make_calendar_day(match, year, *pair) for pair in ((second, first), (first, second)))
    options = dict.fromkeys(option for found in both for option in found.options)
    return CalendarDay(tuple(options), Span(*match.span()))


def _read_weekday(match: re.Match[str]) -> Weekday:
    groups = match.groupdict()
    named = (name for name in _REFERENCE_GROUPS if groups.get(name))
    which = WeekdayReference(next(named, "plain").replace("_", "-"))
    if week := groups.get("week"):
        is_week_after = week in {"week", "in einer woche"}
        which = WeekdayReference.WEEK_AFTER if is_week_after else WeekdayReference.NEXT_WEEK
    return Weekday(WEEKDAYS[match["weekday"]], Span(*match.span()), which)


_REFERENCE_GROUPS = ("coming", "next", "this", "after_next", "next_german")


def _read_week_first(match: re.Match[str]) -> Weekday:
    return Weekday(WEEKDAYS[match["weekday"]], Span(*match.span()), WeekdayReference.NEXT_WEEK)


def _read_relative(match: re.Match[str]) -> DaysAhead:
    return DaysAhead(_RELATIVE[match[0]], Span(*match.span()))


def _read_in_days(match: re.Match[str]) -> DaysAhead:
    weeks = match["unit"].startswith("w")
    return DaysAhead(_parse_count(match["count"]) * (7 if weeks else 1), Span(*match.span()), is_count=True)


_FORMS: tuple[Form[Day | None], ...] = (
    (_ISO, _read_iso),
    (_SLASHED, _read_slashed),
    (_NUMERIC, _read_numeric),
    (_DAY_MONTH, _read_named_month),
    (_MONTH_DAY, _read_named_month),
    (_IN_DAYS, _read_in_days),
    (_WEEK_FIRST, _read_week_first),
    (_AHEAD, _read_relative),
    (_WEEKDAY_FORM, _read_weekday),
)
