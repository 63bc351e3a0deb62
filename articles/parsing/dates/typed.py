"""The moment an editor types for an embargo or a schedule: `18`, `18:30`, `morgen 6`, `Fr 6 Uhr`, `2.3. 18 Uhr`. Pure.

Stricter than the reading of copy: every word typed has to mean something, and where two moments are possible, or none,
the editor is asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from articles.parsing.dates import Expression, read_expression
from articles.parsing.dates.attach import attach_zones
from articles.parsing.dates.resolve import (
    Contradiction,
    Instants,
    NoSuchDay,
    instants_on,
    resolve_days,
    resolve_minutes,
)
from articles.parsing.dates.types import (
    CalendarDay,
    DaysAhead,
    Meaning,
    PartOfDay,
    TimeOfDay,
    Weekday,
    Which,
)
from newsroom.text.spans import Span


class Doubt(StrEnum):
    """Why what was typed is no moment yet."""

    UNREADABLE = "unreadable"
    NO_HOUR = "no-hour"
    NO_SUCH_HOUR = "no-such-hour"
    NO_SUCH_DAY = "no-such-day"
    PAST = "past"
    TOO_FAR = "too-far"
    CONTRADICTION = "contradiction"
    """A weekday and a date that do not fit, or a time and a part of the day, or a zone and the season."""
    SEVERAL = "several"
    """Two moments fit: morning or evening, this week or the next, two zones of one name."""
    TWICE = "twice"
    """The hour that comes twice when clocks go back."""
    NEVER = "never"
    """The hour that clocks going forward leave out."""


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """Either `moment`, in UTC, or a doubt with the moments that may be meant, for the editor to choose from."""

    moment: datetime | None
    doubt: Doubt | None = None
    choices: tuple[datetime, ...] = ()


class _Unclear(Exception):
    def __init__(self, doubt: Doubt) -> None:
        self.doubt = doubt


YEARS_AHEAD = 10
_NEAR = timedelta(days=300)
"""A day without a year lies ahead by less than that, or it is over."""
_FILLERS = frozenset(
    "um am ab den der dem die the at on from uhr im in o'clock for auf für".split()  # noqa: SIM905  # a word list
)
_SIGNS = frozenset({"+", "-"})


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed as a time of day with its clock, and when and where that was."""

    expression: Expression
    time: TimeOfDay
    clocks: tuple[Meaning | None, ...]
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
            for instants in _instants_in_season(day, minutes, clock, self.zone)
        ]
        if not options:
            raise Contradiction
        return options

    def on(self, day: date) -> TypedMoment:
        """Return the moment of that day."""
        options = self._options(day)
        values = {value for option in options for value in option.values}
        ahead = tuple(sorted(value for value in values if value > self.at))
        if not ahead:
            return TypedMoment(None, Doubt.PAST)
        skipped = any(option.is_skipped for option in options)
        if len(values) == 1 or (len(ahead) == 1 and not skipped):
            return TypedMoment(ahead[0])
        if len(options) > 1:
            return TypedMoment(None, Doubt.SEVERAL, ahead)
        return TypedMoment(None, Doubt.NEVER if skipped else Doubt.TWICE, ahead)


def _instants_in_season(day: date, minutes: int, clock: Meaning | None, zone: tzinfo) -> Iterator[Instants]:
    """Yield the instants, none for summer time named in winter."""
    try:
        yield instants_on(day, minutes, clock, zone)
    except Contradiction:
        return


def read_typed_moment(typed: str, *, at: datetime, zone: tzinfo) -> TypedMoment:
    """Return what `typed` means at `at` (aware) on clocks of `zone`; the moment lies after `at`."""
    expression = read_expression(" ".join(typed.split()))
    try:
        _check_words(expression)
        if expression.durations or _is_count_alone(expression):
            return _later(expression, at, zone)
        return _on_day(_Typed(expression, _time(expression), _clocks(expression), at, zone))
    except _Unclear as unclear:
        return TypedMoment(None, unclear.doubt)
    except Contradiction:
        return TypedMoment(None, Doubt.CONTRADICTION)
    except (NoSuchDay, OverflowError):
        return TypedMoment(None, Doubt.NO_SUCH_DAY)


def _check_words(expression: Expression) -> None:
    if any(word.text not in _FILLERS and word.text not in _SIGNS for word in expression.words):
        raise _Unclear(Doubt.UNREADABLE)


def _is_count_alone(expression: Expression) -> bool:
    """Return whether `in 2 Tagen` stands alone and means this time of day."""
    return not (expression.times or expression.parts) and any(
        isinstance(day, DaysAhead) and day.is_count for day in expression.days
    )


def _later(expression: Expression, at: datetime, zone: tzinfo) -> TypedMoment:
    durations, days = expression.durations, expression.days
    if len(durations) + len(days) > 1 or expression.times or expression.zones or expression.parts:
        raise _Unclear(Doubt.UNREADABLE)
    if durations:
        return TypedMoment((at + durations[0].length).astimezone(UTC))
    local = at.astimezone(zone)
    days_ahead = days[0].days if isinstance(days[0], DaysAhead) else 0
    later = local + timedelta(days=days_ahead)
    _check_reach(later.date(), local.date())
    return TypedMoment(later.astimezone(UTC)) if days_ahead else TypedMoment(None, Doubt.NO_HOUR)


def _time(expression: Expression) -> TimeOfDay:
    """Return the one time of day; noon where only that is named."""
    times = expression.times
    if not times and any(part.part is PartOfDay.NOON for part in expression.parts):
        return TimeOfDay((720,), Span(0, 0))
    if not times:
        raise _Unclear(Doubt.NO_HOUR if expression.days or expression.parts else Doubt.UNREADABLE)
    if len(times) > 1:
        raise _Unclear(Doubt.UNREADABLE)
    if not times[0].minutes:
        raise _Unclear(Doubt.NO_SUCH_HOUR)
    return times[0]


def _clocks(expression: Expression) -> tuple[Meaning | None, ...]:
    """Return the clocks that may be meant, None for the desk's own."""
    if not expression.zones:
        return (None,)
    if len(expression.zones) > 1 or attach_zones(expression).elsewhere or not expression.zones[0].meanings:
        raise _Unclear(Doubt.UNREADABLE)
    return expression.zones[0].meanings


def _on_day(typed: _Typed) -> TypedMoment:
    days = typed.expression.days
    resolve_days(days, typed.today)  # refuses days that do not exist or do not fit together
    dates = [day for day in days if isinstance(day, CalendarDay)]
    weekdays = [day for day in days if isinstance(day, Weekday)]
    if dates:
        return _on_date(dates[0], weekdays, typed)
    if weekdays and len(days) == 1:
        return _on_weekday(weekdays[0], typed)
    if not days:
        return _today_or_tomorrow(typed)
    found = resolve_days(days, typed.today).dates[0]
    _check_reach(found, typed.today)
    return typed.on(found)


def _check_reach(day: date, today: date) -> None:
    if day.year < today.year - 1:
        raise _Unclear(Doubt.PAST)
    if day.year > today.year + YEARS_AHEAD:
        raise _Unclear(Doubt.TOO_FAR)


def _today_or_tomorrow(typed: _Typed) -> TypedMoment:
    """An hour alone is today's; is it over, tomorrow's is offered, never taken."""
    read = typed.on(typed.today)
    if read.doubt is not Doubt.PAST:
        return read
    return TypedMoment(None, Doubt.PAST, _possible(typed.on(typed.today + timedelta(days=1))))


def _on_weekday(day: Weekday, typed: _Typed) -> TypedMoment:
    """The next day of that name on which the hour is still ahead; of an English `next` both are offered."""
    options = resolve_days([day], typed.today).dates
    reads = [read for option in options if (read := typed.on(option)).doubt is not Doubt.PAST]
    if not reads:
        return TypedMoment(None, Doubt.PAST)
    if len(reads) > 1 and day.which in {Which.NEXT, Which.AFTER_NEXT}:
        return TypedMoment(None, Doubt.SEVERAL, tuple(moment for read in reads for moment in _possible(read)))
    return reads[0]


def _on_date(day: CalendarDay, weekdays: Sequence[Weekday], typed: _Typed) -> TypedMoment:
    dates = resolve_days([day], typed.today).dates
    if not all(year for year, _month, _day in day.options):
        return _without_year(dates, weekdays, typed)
    for one in dates:
        _check_reach(one, typed.today)
    return _one_of(_of_name(dates, weekdays), typed)


def _of_name(dates: Sequence[date], weekdays: Sequence[Weekday]) -> list[date]:
    """Return the dates on which the weekday falls that is typed with them."""
    names = {day.number for day in weekdays}
    fitting = [day for day in dates if names <= {day.weekday()}]
    if not fitting:
        raise Contradiction
    return fitting


def _one_of(dates: Sequence[date], typed: _Typed) -> TypedMoment:
    """`3/4/2027` is two days; what is over of them is not meant."""
    reads = [read for day in dates if (read := typed.on(day)).doubt is not Doubt.PAST]
    if len(reads) == 1:
        return reads[0]
    choices = tuple(moment for read in reads for moment in _possible(read))
    return TypedMoment(None, Doubt.SEVERAL if choices else Doubt.PAST, choices)


def _without_year(dates: Sequence[date], weekdays: Sequence[Weekday], typed: _Typed) -> TypedMoment:
    """The year that makes it lie ahead; a day that has just gone by is asked about."""
    this_year = [day for day in dates if day.year == typed.today.year]
    if this_year and (read := typed.on(this_year[0])).doubt is not Doubt.PAST:
        _of_name(this_year, weekdays)
        return read
    following = next(day for day in dates if day.year > typed.today.year)
    _of_name([following], weekdays)
    later = typed.on(following)
    if later.moment is not None and (not this_year or later.moment - typed.at < _NEAR):
        return later
    return TypedMoment(None, Doubt.PAST, _possible(later))


def _possible(read: TypedMoment) -> tuple[datetime, ...]:
    return (read.moment,) if read.moment else read.choices
