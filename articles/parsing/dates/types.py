"""Values of the reader: what a text says of days, times and zones, each with its span in the text."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from newsroom.text.spans import Span


class TimeKind(StrEnum):
    """How a time of day is written, and with that how many readings it has."""

    EXACT = "exact"
    MIDNIGHT = "midnight"
    """Midnight by name: the end of the day named, since the later of two readings cannot break an embargo."""
    TWELVE_AM = "12 am"
    """Midnight in the twelve-hour notation: the start of the day named, or its end."""
    HALF_DAY = "half-day"
    """Morning or evening: `halb sieben`, `half past six`, `6 o'clock`, `9:00` on an American clock."""
    NUMBER = "number"
    """A number alone, an hour only where nothing else can be."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day; `minutes` after the midnight that opens the day named, empty where no clock shows such a time."""

    minutes: tuple[int, ...]
    span: Span
    kind: TimeKind = TimeKind.EXACT
    twelve_hours: bool = False
    """Written with a.m. or p.m."""
    padded: bool = True
    """Whether the notation tells morning from evening: a leading zero, four digits, an hour after 12, `Uhr`."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar as (year, month, day), year 0 for none; two of them for `3/4/2026`, none if impossible."""

    options: tuple[tuple[int, int, int], ...]
    span: Span


class WeekdayReference(StrEnum):
    """Which of the weekdays ahead is meant."""

    PLAIN = "plain"
    THIS = "this"
    COMING = "coming"
    NEXT = "next"
    """English `next`, on most days either of two."""
    NEXT_GERMAN = "next-german"
    """`nächsten`: for many the coming one, for others that of next week."""
    NEXT_WEEK = "next-week"
    AFTER_NEXT = "after-next"
    """`übernächsten`: a week after whatever the next one is."""
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
    """Counted in figures, as in `in 2 Tagen`: alone it means this very time of day."""


Day = CalendarDay | Weekday | DaysAhead


class PartOfDay(StrEnum):
    """A part of the day."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day by name."""

    part: PartOfDay
    span: Span


@dataclass(frozen=True, slots=True)
class Duration:
    """A time from now on: `in 90 min`, `+2 h`."""

    length: timedelta
    span: Span


@dataclass(frozen=True, slots=True)
class ZoneMeaning:
    """One zone that a name may stand for: the clocks of `home`, or a fixed `offset` that is in use there."""

    home: ZoneInfo | None
    offset: timedelta | None = None


class ZoneKind(StrEnum):
    """How certainly a name says on whose clock a time is."""

    EXPLICIT = "explicit"
    PLACE = "place"
    """A place alone: perhaps its clock is meant, perhaps something happens there."""
    LOCAL = "local"
    """`Ortszeit`, `local time`: the clock of a place that has to be named beside it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by name, abbreviation, offset or place."""

    meanings: tuple[ZoneMeaning, ...]
    span: Span
    kind: ZoneKind = ZoneKind.EXPLICIT


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word or number that is none of these, in small letters."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DateExpression:
    """All that a text says, in order; `text` is what was read, in small letters and character for character as long."""

    text: str
    times: tuple[TimeOfDay, ...] = ()
    days: tuple[Day, ...] = ()
    parts: tuple[DayPart, ...] = ()
    zones: tuple[Zone, ...] = ()
    durations: tuple[Duration, ...] = ()
    words: tuple[UnknownWord, ...] = ()
