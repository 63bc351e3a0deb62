"""The meaning of an expression: possible days, minutes of the day, instants."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from articles.parsing.dates.types import (
    DAY,
    HALF_DAY,
    CalendarDay,
    Day,
    DayPart,
    DaysAhead,
    PartOfDay,
    TimeKind,
    TimeOfDay,
    Weekday,
    WeekdayReference,
    ZoneMeaning,
)

_WINDOWS = {
    PartOfDay.MORNING: (0, 720),
    PartOfDay.NOON: (660, 900),
    PartOfDay.AFTERNOON: (720, 1110),
    PartOfDay.EVENING: (960, 1440),
    PartOfDay.NIGHT: (1020, 1800),
}
"""First and last minute of each part of the day; the night ends after midnight."""
_NIGHT_ENDS = 360
"""Minutes after midnight that still belong to the night before."""


class NoSuchDay(Exception):
    """The calendar does not have the day."""


class Contradiction(Exception):
    """The parts of an expression exclude each other.

    For example a weekday and a date, a zone and a season, or a time and a part of the day.
    """


@dataclass(frozen=True, slots=True)
class ResolvedDays:
    """The possible days in order; `is_complete` where nothing had to be added."""

    dates: tuple[date, ...]
    is_complete: bool = False
    is_named: bool = True
    """False where no day is named and today is assumed."""
    has_date: bool = False
    """True where a calendar date is named."""
    has_year: bool = False


def resolve_days(days: Sequence[Day], today: date | None) -> ResolvedDays:
    """Return the days that fit all parts of the expression.

    Without `today`, only full dates are resolved.
    """
    dates = [day for day in days if isinstance(day, CalendarDay)]
    weekdays = [day for day in days if isinstance(day, Weekday)]
    counted = [day for day in days if isinstance(day, DaysAhead)]
    found: set[date] | None = None
    for options in (
        *(_resolve_calendar_day(day, today) for day in dates),
        *(_resolve_days_ahead(day, today) for day in counted),
    ):
        found = options if found is None else found & options
    if found is None:
        return _resolve_weekdays(weekdays, today)
    names = {day.number for day in weekdays}
    fitting = tuple(sorted(day for day in found if names <= {day.weekday()}))
    if not fitting:
        raise Contradiction
    with_year = any(_has_year(day) for day in dates)
    complete = with_year and len(fitting) == 1
    return ResolvedDays(fitting, complete, has_date=bool(dates), has_year=with_year)


def _has_year(day: CalendarDay) -> bool:
    return all(year for year, _month, _day in day.options)


def _resolve_calendar_day(day: CalendarDay, today: date | None) -> set[date]:
    if not day.options:
        raise NoSuchDay
    found = {found for option in day.options for found in _add_years(option, today)}
    if not found:
        raise NoSuchDay
    return found


def _add_years(option: tuple[int, int, int], today: date | None) -> Iterator[date]:
    """Yield the date; without a year, in the last, this and the next year.

    29 February is looked for in the next eight years.
    """
    year, month, day = option
    if year:
        years: Iterable[int] = (year,)
    elif today is None:
        years = ()
    else:
        years = range(today.year - 1, today.year + (9 if (month, day) == (2, 29) else 2))
    for candidate in years:
        try:
            yield date(candidate, month, day)
        except ValueError:
            continue


def _resolve_days_ahead(day: DaysAhead, today: date | None) -> set[date]:
    if today is None:
        return set()
    try:
        return {today + timedelta(days=day.days)}
    except OverflowError as error:
        raise NoSuchDay from error


def _resolve_weekdays(weekdays: Sequence[Weekday], today: date | None) -> ResolvedDays:
    if today is None:
        return ResolvedDays((), is_named=bool(weekdays))
    if not weekdays:
        return ResolvedDays((today,), is_named=False)
    options = [set(_find_weekday_dates(day, today)) for day in weekdays]
    found = set.intersection(*options)
    if not found:
        raise Contradiction
    return ResolvedDays(tuple(sorted(found)))


def _find_weekday_dates(day: Weekday, today: date) -> Iterator[date]:
    """Yield the days that the weekday may be; a plain one may be today."""
    days_ahead = (day.number - today.weekday()) % 7
    first = today + timedelta(days=days_ahead or 7)
    if day.which in {WeekdayReference.PLAIN, WeekdayReference.THIS}:
        yield today + timedelta(days=days_ahead)
        if not days_ahead:
            yield first
    elif day.which is WeekdayReference.NEXT_WEEK:
        yield today + timedelta(days=7 - today.weekday() + day.number)
    elif day.which is WeekdayReference.WEEK_AFTER:
        yield today + timedelta(days=days_ahead + 7)
    else:
        later = first + timedelta(days=7 if day.which is WeekdayReference.AFTER_NEXT else 0)
        yield later
        if days_ahead and day.which is not WeekdayReference.COMING:
            yield later + timedelta(days=7)


def resolve_minutes(time: TimeOfDay, parts: Sequence[DayPart]) -> tuple[int, ...]:
    """Return the possible minutes after midnight that fit the parts of the day.

    `8 Uhr` with `abends` is 20:00, `1 Uhr` with `nachts` may belong to the next day. Raises Contradiction where none
    fits.
    """
    if not time.minutes:
        raise Contradiction
    if not parts:
        return time.minutes
    limited = [_limit_to_part(part.part, time) for part in parts]
    shared = set.intersection(*({minute % DAY for minute in options} for options in limited))
    if not shared:
        raise Contradiction
    return tuple(sorted(minute for minute in set.union(*limited) if minute % DAY in shared))


def _limit_to_part(part: PartOfDay, time: TimeOfDay) -> set[int]:
    first, last = _WINDOWS[part]
    options = set(time.minutes)
    candidates = set(options)
    if not time.twelve_hours and time.kind is not TimeKind.MIDNIGHT:
        candidates |= {minute + HALF_DAY for minute in options if minute <= HALF_DAY}
    if part is PartOfDay.NIGHT:
        candidates |= {minute + DAY for minute in options if minute < _NIGHT_ENDS}
        return {minute for minute in candidates if minute < _NIGHT_ENDS or first <= minute <= last}
    fitting = {minute for minute in candidates if first <= minute <= last}
    return fitting & options or fitting


@dataclass(frozen=True, slots=True)
class Instants:
    """The possible instants of a day and time in UTC, the earlier first."""

    values: tuple[datetime, ...]
    is_skipped: bool = False
    """True for a time that clocks skip when they go forward."""
    fits_season: bool = True
    """False for standard time named in summer."""


def resolve_instants(day: date, minutes: int, meaning: ZoneMeaning | None, zone: tzinfo) -> Instants:
    """Return the instants of a day and time in the zone `meaning`, in `zone` for None.

    Raises Contradiction for summer time named in winter, NoSuchDay for a year out of range.
    """
    try:
        local = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001
        home = (meaning.home if meaning else None) or (
            None if meaning and meaning.offset is not None else zone
        )
        if meaning is not None and meaning.offset is not None:
            return _resolve_at_offset(local, meaning.offset, home)
        both = tuple(local.replace(tzinfo=home, fold=fold).astimezone(UTC) for fold in (0, 1))
        skipped = both[0].astimezone(home).replace(tzinfo=None) != local
    except OverflowError as error:
        raise NoSuchDay from error
    return Instants(tuple(sorted(set(both))), is_skipped=skipped)


def _resolve_at_offset(local: datetime, offset: timedelta, home: tzinfo | None) -> Instants:
    instant = (local - offset).replace(tzinfo=UTC)
    if home is None:
        return Instants((instant,))
    in_use = [local.replace(tzinfo=home, fold=fold).utcoffset() or timedelta() for fold in (0, 1)]
    if offset > max(in_use):
        raise Contradiction
    return Instants((instant,), fits_season=offset in in_use)
