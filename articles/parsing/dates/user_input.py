"""The datetime that an editor types: `18`, `18:30`, `morgen 6`, `2.3. 18 Uhr`.

Stricter than embargo lines in copy: every word must have a meaning, and where two datetimes are possible, or none,
the editor is asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from articles.parsing.dates import DateExpression, read_expression
from articles.parsing.dates.attach import attach_zones
from articles.parsing.dates.resolve import (
    Contradiction,
    Instants,
    NoSuchDay,
    resolve_days,
    resolve_instants,
    resolve_minutes,
)
from articles.parsing.dates.types import (
    CalendarDay,
    DaysAhead,
    PartOfDay,
    TimeOfDay,
    Weekday,
    WeekdayReference,
    ZoneMeaning,
)
from newsroom.text.spans import Span


class InputDoubt(StrEnum):
    """The reason why an input is not a datetime."""

    UNREADABLE = "unreadable"
    NO_TIME = "no-hour"
    NO_SUCH_TIME = "no-such-hour"
    NO_SUCH_DAY = "no-such-day"
    PAST = "past"
    TOO_FAR = "too-far"
    CONTRADICTION = "contradiction"
    """A weekday and a date, a time and a part of the day, or a zone and the season exclude each other."""
    SEVERAL = "several"
    """Several datetimes fit: morning or evening, this week or the next, two zones of one name."""
    TWICE = "twice"
    """A time that occurs twice when clocks go back."""
    NEVER = "never"
    """A time that clocks skip when they go forward."""


@dataclass(frozen=True, slots=True)
class DateTimeInput:
    """A datetime in UTC, or a doubt with the datetimes to choose from."""

    value: datetime | None
    doubt: InputDoubt | None = None
    choices: tuple[datetime, ...] = ()


class _UnclearInput(Exception):
    def __init__(self, doubt: InputDoubt) -> None:
        self.doubt = doubt


MAX_YEARS_AHEAD = 10
_MAX_AHEAD = timedelta(days=300)
"""A day without a year is at most so far ahead; otherwise it is over."""
_FILLERS = frozenset(
    "um am ab den der dem die the at on from uhr im in o'clock for auf für".split()  # noqa: SIM905  # a word list
)
_SIGNS = frozenset({"+", "-"})


@dataclass(frozen=True, slots=True)
class _ParsedInput:
    """A time of day with its possible zones, and the time and zone of the input."""

    expression: DateExpression
    time: TimeOfDay
    clocks: tuple[ZoneMeaning | None, ...]
    at: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()

    def _options(self, day: date) -> list[Instants]:
        options = [
            instants
            for minutes in resolve_minutes(self.time, self.expression.parts)
            for clock in self.clocks
            for instants in _find_instants(day, minutes, clock, self.zone)
        ]
        if not options:
            raise Contradiction
        return options

    def resolve_on(self, day: date) -> DateTimeInput:
        """Return the datetime on that day."""
        options = self._options(day)
        values = {value for option in options for value in option.values}
        ahead = tuple(sorted(value for value in values if value > self.at))
        if not ahead:
            return DateTimeInput(None, InputDoubt.PAST)
        skipped = any(option.is_skipped for option in options)
        if len(values) == 1 or (len(ahead) == 1 and not skipped):
            return DateTimeInput(ahead[0])
        if len(options) > 1:
            return DateTimeInput(None, InputDoubt.SEVERAL, ahead)
        return DateTimeInput(None, InputDoubt.NEVER if skipped else InputDoubt.TWICE, ahead)


def _find_instants(day: date, minutes: int, clock: ZoneMeaning | None, zone: tzinfo) -> Iterator[Instants]:
    """Yield the instants, none for summer time named in winter."""
    try:
        yield resolve_instants(day, minutes, clock, zone)
    except Contradiction:
        return


def read_datetime_input(typed: str, *, at: datetime, zone: tzinfo) -> DateTimeInput:
    """Return the datetime after `at` (aware) that `typed` means in `zone`."""
    expression = read_expression(" ".join(typed.split()))
    try:
        _check_words(expression)
        if expression.durations or _is_count_alone(expression):
            return _resolve_duration(expression, at, zone)
        return _resolve_input(
            _ParsedInput(expression, _get_time(expression), _get_clocks(expression), at, zone)
        )
    except _UnclearInput as unclear:
        return DateTimeInput(None, unclear.doubt)
    except Contradiction:
        return DateTimeInput(None, InputDoubt.CONTRADICTION)
    except (NoSuchDay, OverflowError):
        return DateTimeInput(None, InputDoubt.NO_SUCH_DAY)


def _check_words(expression: DateExpression) -> None:
    if any(word.text not in _FILLERS and word.text not in _SIGNS for word in expression.words):
        raise _UnclearInput(InputDoubt.UNREADABLE)


def _is_count_alone(expression: DateExpression) -> bool:
    """Return whether `in 2 Tagen` has no time: it means the current time of that day."""
    return not (expression.times or expression.parts) and any(
        isinstance(day, DaysAhead) and day.is_count for day in expression.days
    )


def _resolve_duration(expression: DateExpression, at: datetime, zone: tzinfo) -> DateTimeInput:
    durations, days = expression.durations, expression.days
    if len(durations) + len(days) > 1 or expression.times or expression.zones or expression.parts:
        raise _UnclearInput(InputDoubt.UNREADABLE)
    if durations:
        return DateTimeInput((at + durations[0].length).astimezone(UTC))
    local = at.astimezone(zone)
    days_ahead = days[0].days if isinstance(days[0], DaysAhead) else 0
    later = local + timedelta(days=days_ahead)
    _check_reach(later.date(), local.date())
    return DateTimeInput(later.astimezone(UTC)) if days_ahead else DateTimeInput(None, InputDoubt.NO_TIME)


def _get_time(expression: DateExpression) -> TimeOfDay:
    """Return the one time of day; 12:00 where only noon is named."""
    times = expression.times
    if not times and any(part.part is PartOfDay.NOON for part in expression.parts):
        return TimeOfDay((720,), Span(0, 0))
    if not times:
        raise _UnclearInput(
            InputDoubt.NO_TIME if expression.days or expression.parts else InputDoubt.UNREADABLE
        )
    if len(times) > 1:
        raise _UnclearInput(InputDoubt.UNREADABLE)
    if not times[0].minutes:
        raise _UnclearInput(InputDoubt.NO_SUCH_TIME)
    return times[0]


def _get_clocks(expression: DateExpression) -> tuple[ZoneMeaning | None, ...]:
    """Return the possible zones, None for the desk's own."""
    if not expression.zones:
        return (None,)
    if len(expression.zones) > 1 or attach_zones(expression).unattached or not expression.zones[0].meanings:
        raise _UnclearInput(InputDoubt.UNREADABLE)
    return expression.zones[0].meanings


def _resolve_input(typed: _ParsedInput) -> DateTimeInput:
    days = typed.expression.days
    resolve_days(days, typed.today)  # raises for days that do not exist or contradict each other
    dates = [day for day in days if isinstance(day, CalendarDay)]
    weekdays = [day for day in days if isinstance(day, Weekday)]
    if dates:
        return _resolve_date(dates[0], weekdays, typed)
    if weekdays and len(days) == 1:
        return _resolve_weekday(weekdays[0], typed)
    if not days:
        return _resolve_time_alone(typed)
    found = resolve_days(days, typed.today).dates[0]
    _check_reach(found, typed.today)
    return typed.resolve_on(found)


def _check_reach(day: date, today: date) -> None:
    if day.year < today.year - 1:
        raise _UnclearInput(InputDoubt.PAST)
    if day.year > today.year + MAX_YEARS_AHEAD:
        raise _UnclearInput(InputDoubt.TOO_FAR)


def _resolve_time_alone(typed: _ParsedInput) -> DateTimeInput:
    """Return today's time; where it is over, offer tomorrow's as a choice."""
    result = typed.resolve_on(typed.today)
    if result.doubt is not InputDoubt.PAST:
        return result
    return DateTimeInput(
        None, InputDoubt.PAST, _list_values(typed.resolve_on(typed.today + timedelta(days=1)))
    )


def _resolve_weekday(day: Weekday, typed: _ParsedInput) -> DateTimeInput:
    """Return the next such day with the time still ahead; English `next` offers two."""
    options = resolve_days([day], typed.today).dates
    results = [
        result for option in options if (result := typed.resolve_on(option)).doubt is not InputDoubt.PAST
    ]
    if not results:
        return DateTimeInput(None, InputDoubt.PAST)
    if len(results) > 1 and day.which in {WeekdayReference.NEXT, WeekdayReference.AFTER_NEXT}:
        return DateTimeInput(
            None, InputDoubt.SEVERAL, tuple(value for result in results for value in _list_values(result))
        )
    return results[0]


def _resolve_date(day: CalendarDay, weekdays: Sequence[Weekday], typed: _ParsedInput) -> DateTimeInput:
    dates = resolve_days([day], typed.today).dates
    if not all(year for year, _month, _day in day.options):
        return _resolve_without_year(dates, weekdays, typed)
    for one in dates:
        _check_reach(one, typed.today)
    return _resolve_one_of(_filter_by_weekday(dates, weekdays), typed)


def _filter_by_weekday(dates: Sequence[date], weekdays: Sequence[Weekday]) -> list[date]:
    """Return the dates that fall on the weekday typed with them."""
    names = {day.number for day in weekdays}
    fitting = [day for day in dates if names <= {day.weekday()}]
    if not fitting:
        raise Contradiction
    return fitting


def _resolve_one_of(dates: Sequence[date], typed: _ParsedInput) -> DateTimeInput:
    """Return the datetime of one of several days, as of `3/4/2027`; drop past days."""
    results = [result for day in dates if (result := typed.resolve_on(day)).doubt is not InputDoubt.PAST]
    if len(results) == 1:
        return results[0]
    choices = tuple(value for result in results for value in _list_values(result))
    return DateTimeInput(None, InputDoubt.SEVERAL if choices else InputDoubt.PAST, choices)


def _resolve_without_year(
    dates: Sequence[date], weekdays: Sequence[Weekday], typed: _ParsedInput
) -> DateTimeInput:
    """Add the year that puts the day ahead; a day just gone by becomes a question."""
    this_year = [day for day in dates if day.year == typed.today.year]
    if this_year and (result := typed.resolve_on(this_year[0])).doubt is not InputDoubt.PAST:
        _filter_by_weekday(this_year, weekdays)
        return result
    following = next(day for day in dates if day.year > typed.today.year)
    _filter_by_weekday([following], weekdays)
    later = typed.resolve_on(following)
    if later.value is not None and (not this_year or later.value - typed.at < _MAX_AHEAD):
        return later
    return DateTimeInput(None, InputDoubt.PAST, _list_values(later))


def _list_values(result: DateTimeInput) -> tuple[datetime, ...]:
    return (result.value,) if result.value else result.choices
