"""Values of a date expression, each with its span in the text."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from newsroom.text.spans import Span

DAY, HALF_DAY = 1440, 720
"""Minutes."""


class TimeKind(StrEnum):
    """The notation of a time of day, which decides how many readings it has."""

    EXACT = "exact"
    MIDNIGHT = "midnight"
    """Midnight by name: the end of the named day, because the later reading cannot break an embargo."""
    TWELVE_AM = "12 am"
    """Midnight on a clock of twelve hours: the start or the end of the named day."""
    HALF_DAY = "half-day"
    """Morning or evening: `halb sieben`, `half past six`, `6 o'clock`, `9:00` in American copy."""
    NUMBER = "number"
    """A bare number, read as a time only where it can be nothing else."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day; `minutes` count from the midnight that begins the named day.

    `minutes` is empty for a time that no clock shows.
    """

    minutes: tuple[int, ...]
    span: Span
    kind: TimeKind = TimeKind.EXACT
    twelve_hours: bool = False
    """Written with a.m. or p.m."""
    padded: bool = True
    """True where the notation is of 24 hours: a leading zero, four digits, a value after 12, `Uhr`."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A calendar day as (year, month, day), year 0 for none.

    `3/4/2026` has two options, a day that does not exist has none.
    """

    options: tuple[tuple[int, int, int], ...]
    span: Span


class WeekdayReference(StrEnum):
    """The week of a weekday."""

    PLAIN = "plain"
    THIS = "this"
    COMING = "coming"
    NEXT = "next"
    """English `next`, ambiguous on most days."""
    NEXT_GERMAN = "next-german"
    """`nächsten`: for many the coming one, for others that of next week."""
    NEXT_WEEK = "next-week"
    AFTER_NEXT = "after-next"
    """`übernächsten`: a week after the next one."""
    WEEK_AFTER = "week-after"
    """`Thursday week`, `Donnerstag in einer Woche`."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 is Monday."""

    number: int
    span: Span
    which: WeekdayReference = WeekdayReference.PLAIN


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """A day counted from today: `heute`, `tomorrow`, `in 2 Tagen`."""

    days: int
    span: Span
    is_count: bool = False
    """True for a number of days, as in `in 2 Tagen`; alone it means the current time of that day."""


Day = CalendarDay | Weekday | DaysAhead


class PartOfDay(StrEnum):
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class DayPart:
    """A named part of the day with its span."""

    part: PartOfDay
    span: Span


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration from now on: `in 90 min`, `+2 h`."""

    length: timedelta
    span: Span


@dataclass(frozen=True, slots=True)
class ZoneMeaning:
    """A possible zone of a name: the clock of `home`, or a fixed `offset` used there."""

    home: ZoneInfo | None
    offset: timedelta | None = None


class ZoneKind(StrEnum):
    """The certainty with which a name sets the clock of a time."""

    EXPLICIT = "explicit"
    PLACE = "place"
    """A place alone: the clock of that place, or the scene of an event."""
    LOCAL = "local"
    """`Ortszeit`, `local time`: the clock of a place named next to it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by name, abbreviation, offset or place."""

    meanings: tuple[ZoneMeaning, ...]
    span: Span
    kind: ZoneKind = ZoneKind.EXPLICIT


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word or number outside days, times and zones, in lower case."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DateExpression:
    """All values of a text in order.

    `text` is the text as read, in lower case and with each character in its place.
    """

    text: str
    times: tuple[TimeOfDay, ...] = ()
    days: tuple[Day, ...] = ()
    parts: tuple[DayPart, ...] = ()
    zones: tuple[Zone, ...] = ()
    durations: tuple[Duration, ...] = ()
    words: tuple[UnknownWord, ...] = ()
