"""The end of an embargo as copy writes it: `Sperrfrist: 12. Januar 2022, 18.00 Uhr`, `Embargoed until 1800 GMT Jan 12`.

An embargo is read as late as any person could defend, or not at all: who cannot tell from the line when it ends is
told by nobody else, and the story is held until an editor decides. What a line leaves out is taken from `at`, the time
the copy was received. Pure.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from articles.parsing.dates import Expression, read_expression
from articles.parsing.dates.attach import Attached, ZonedTime, attach_zones
from articles.parsing.dates.resolve import (
    HALF_DAY,
    Contradiction,
    Days,
    Instants,
    NoSuchDay,
    instants_on,
    resolve_days,
    resolve_minutes,
)
from articles.parsing.dates.types import Meaning, TimeKind, Weekday, Which, Zone
from articles.parsing.story.embargo_words import (
    has_unknown_words,
    is_english,
    is_german,
    is_vague,
    says_nothing_of_time,
)
from newsroom.text.spans import Confidence, Reading, Span
from newsroom.text.wordlists import read_table

MAX_LENGTH = 600
"""Characters of a line that is read; a longer one is no embargo line but a text about one."""
_SOON = timedelta(hours=12)
"""So near ahead is the time of the day after that a line without a day means, received late in the evening."""
_NEAR = timedelta(days=300)
"""So far ahead may a day lie that is named without its year."""
_TEN = 600
_TYPING_ERROR = timedelta(days=31)
"""A full date a year ago that would lie so near ahead this year is taken for last year's number by habit."""
_MACHINE_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_HOME_ZONES = {
    language: tuple(zones.split())
    for language, zones in read_table("articles/parsing/dates/data/home_zones.txt")
}


_FALLING = (Confidence.SURE, Confidence.LIKELY, Confidence.DOUBTFUL)


class _Unclear(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Line:
    expression: Expression
    attached: Attached
    zone: tzinfo
    at: datetime | None


@dataclass(slots=True)
class _Trust:
    """Lowered by everything that had to be added or decided."""

    level: Confidence = Confidence.SURE

    def lower(self, to: Confidence = Confidence.LIKELY) -> None:
        self.level = max(self.level, to, key=_FALLING.index)


def read_embargo(line: str, *, zone: tzinfo, at: datetime | None = None) -> Reading[datetime] | None:
    """Return the end of the embargo in UTC, None where it cannot be told from the line.

    SURE means that day, time and zone stand there in full; DOUBTFUL that clocks are changed in that hour.
    """
    if len(line) > MAX_LENGTH:
        return None
    expression = read_expression(line)
    trust = _Trust()
    try:
        value = _read(_Line(expression, attach_zones(expression), zone, at), trust)
    except (_Unclear, Contradiction, NoSuchDay, OverflowError):
        return None
    return Reading(value, _span_of(expression), "embargo.time", trust.level)


def names_a_time(line: str) -> bool:
    """Return whether a line says when the embargo ends, understood or not, and not only that there is one."""
    return not says_nothing_of_time(read_expression(line))


def read_embargo_lines(
    lines: Sequence[str], *, zone: tzinfo, at: datetime | None = None
) -> tuple[int, Reading[datetime]] | None:
    """Return the number of the line that was read and the end, if all lines that speak of a time agree on it."""
    speaking = [number for number, line in enumerate(lines) if names_a_time(line)]
    readings = [(number, read_embargo(lines[number], zone=zone, at=at)) for number in speaking]
    read = [(number, reading) for number, reading in readings if reading is not None]
    if not read or len(read) < len(readings) or len({reading.value for _, reading in read}) > 1:
        return None
    return read[0]


def is_over(reading: Reading[datetime], *, received: datetime, at: datetime) -> bool:
    """Return whether the embargo has ended at `at` for certain.

    One that was over already when the copy came may be misread: only day, time and zone in full count then.
    """
    if reading.value > at:
        return False
    return reading.confidence is Confidence.SURE or reading.value > received


def _read(line: _Line, trust: _Trust) -> datetime:
    _check_words(line)
    options = [_instants(timed, line, trust) for timed in line.attached.times]
    common = set.intersection(*options)
    if not common:
        raise Contradiction
    value = max(common)
    if line.at is not None and _is_last_year_by_habit(value, line.at):
        raise _Unclear
    return value


def _is_last_year_by_habit(value: datetime, at: datetime) -> bool:
    a_year_later = value + timedelta(days=366)
    return value <= at < a_year_later <= at + _TYPING_ERROR


def _check_words(line: _Line) -> None:
    """Refuse a line whose words or numbers are not understood to the last."""
    expression, timed = line.expression, line.attached.times
    if not timed or expression.durations or is_vague(expression):
        raise _Unclear
    numbers = [time for time in expression.times if time.kind is TimeKind.NUMBER]
    if numbers and (len(timed) > 1 or not expression.parts):
        raise _Unclear
    if not all(one.zones for one in timed) and has_unknown_words(expression):
        raise _Unclear


def _instants(timed: ZonedTime, line: _Line, trust: _Trust) -> set[datetime]:
    """Return the instants that the time may be; more than one only where another time of the line decides."""
    if timed.has_local_word and not timed.zones:
        return _on_clock(timed, _clock_of_place(timed, line), line, trust)
    if timed.zones:
        return _on_named_clocks(timed, line, trust)
    return {_on_unnamed_clock(timed, line, trust)}


def _clock_of_place(timed: ZonedTime, line: _Line) -> Meaning:
    """Return the clock that `Ortszeit` means: of the place beside the time, or of the only one of the line."""
    places = timed.places or line.attached.elsewhere
    if len(places) != 1 or not places[0].meanings:
        raise _Unclear
    return places[0].meanings[0]


def _on_named_clocks(timed: ZonedTime, line: _Line, trust: _Trust) -> set[datetime]:
    """Return the instants on which all zones named for the time agree."""
    common = set.intersection(*(_in_zone(timed, zone, line, trust) for zone in timed.zones))
    for place in timed.places:
        if not common or max(_on_clock(timed, place.meanings[0], line, _Trust())) > max(common):
            raise Contradiction
    return common


def _in_zone(timed: ZonedTime, zone: Zone, line: _Line, trust: _Trust) -> set[datetime]:
    """Return the instants in a zone; the latest of all that its name may stand for, unless the line says more."""
    found: dict[datetime, Confidence] = {}
    out_of_season = []
    for meaning in _narrow_meanings(zone, timed.places):
        own = _Trust()
        try:
            found.update(dict.fromkeys(_on_clock(timed, meaning, line, own), own.level))
        except Contradiction:
            out_of_season.append(Meaning(meaning.home))
    if not found or any(max(_on_clock(timed, other, line, _Trust())) > max(found) for other in out_of_season):
        raise Contradiction
    if len(timed.zones) == len(line.attached.times) == 1:
        found = {max(found): found[max(found)]}
    trust.lower(min(found.values(), key=_FALLING.index))
    return set(found)


def _narrow_meanings(zone: Zone, places: Sequence[Zone]) -> Sequence[Meaning]:
    """Return the meanings that a place beside it leaves: `IST (New Delhi)`; all where it fits none."""
    homes = [place.meanings[0].home for place in places]
    fitting = [
        meaning for meaning in zone.meanings if any(_keep_one_time(meaning.home, home) for home in homes)
    ]
    return fitting or zone.meanings


def _keep_one_time(one: ZoneInfo | None, other: ZoneInfo | None) -> bool:
    """Return whether two zones show the same time in winter and in summer."""
    days = (datetime(2026, 1, 15), datetime(2026, 7, 15))  # noqa: DTZ001  # a zone is asked for its offset
    return None not in {one, other} and all(
        day.replace(tzinfo=one).utcoffset() == day.replace(tzinfo=other).utcoffset() for day in days
    )


def _on_unnamed_clock(timed: ZonedTime, line: _Line, trust: _Trust) -> datetime:
    """Return the time on the desk's clock, or on that of a place beside it where it is later there."""
    found = max(_on_clock(timed, None, line, trust))
    for place in timed.places:
        there = max(_on_clock(timed, place.meanings[0], line, trust))
        if there < found:
            raise _Unclear
        if there > found:
            trust.lower()
        found = there
    others = [place.meanings[0] for place in line.attached.elsewhere if place.meanings]
    if any(max(_on_clock(timed, other, line, _Trust())) != found for other in others):
        raise _Unclear
    if not timed.places and not _is_at_home(line):
        raise _Unclear
    return found


def _is_at_home(line: _Line) -> bool:
    """Return whether a line in its language means the desk's clock where it names none.

    `2026-12-01 18:00` belongs to no language: machines write it on the clock of whom they write for.
    """
    if _MACHINE_TIME.search(line.expression.text):
        return True
    language = "en" if is_english(line.expression) else "de" if is_german(line.expression) else ""
    if not language or not isinstance(line.zone, ZoneInfo):
        return True
    return line.zone.key.startswith(_HOME_ZONES[language])


def _on_clock(timed: ZonedTime, meaning: Meaning | None, line: _Line, trust: _Trust) -> set[datetime]:
    """Return the instants that the time may be on one clock, on the desk's for None.

    Of a midnight that opens or ends the day the later; morning or evening only where another time decides.
    """
    minutes = resolve_minutes(timed.time, line.expression.parts)
    if _may_be_either_half(timed, minutes, meaning, line):
        if len(line.attached.times) == 1:
            raise _Unclear
        trust.lower()
        either = {minutes[0] % HALF_DAY, minutes[0] % HALF_DAY + HALF_DAY}
        return {_on_day(half, meaning, line, trust) for half in either}
    if len(minutes) > 1 or timed.time.kind is not TimeKind.EXACT:
        trust.lower()
    return {_on_day(max(minutes), meaning, line, trust)}


def _may_be_either_half(
    timed: ZonedTime, minutes: Sequence[int], meaning: Meaning | None, line: _Line
) -> bool:
    """Return whether morning and evening are possible: `halb sieben`, `9:00 ET`, `9:00` in an English line."""
    time = timed.time
    if time.kind is TimeKind.HALF_DAY:
        return len(minutes) > 1
    text = line.expression.text
    if time.padded or time.twelve_hours or line.expression.parts or time.kind is not TimeKind.EXACT:
        return False
    if minutes[0] >= _TEN and any("/" in zone.span.of(text) for zone in timed.zones):
        return False  # who writes America/New_York counts to 24
    home = meaning.home.key if meaning and meaning.home else ""
    return home.startswith("America/") or (is_english(line.expression) and minutes[0] < _TEN)


def _on_day(minutes: int, meaning: Meaning | None, line: _Line, trust: _Trust) -> datetime:
    """Return the instant on the one day that is meant; refuse where another day could be defended as well."""
    home = (meaning.home if meaning else None) or line.zone
    todays = {line.at.astimezone(zone).date() for zone in (home, line.zone)} if line.at else {None}
    found = set()
    for today in todays:
        days = resolve_days(line.expression.days, today)
        if not days.is_complete:
            trust.lower()
        found.add(_on_one_of(days, minutes, meaning, line, trust))
    if len(found) > 1:
        raise _Unclear
    return found.pop()


def _on_one_of(days: Days, minutes: int, meaning: Meaning | None, line: _Line, trust: _Trust) -> datetime:
    def on(day: date) -> Instants:
        return instants_on(day, minutes, meaning, line.zone)

    if not days.is_complete:
        return _latest(_ahead(days, on, line), trust)
    if len(days.dates) != 1:
        raise _Unclear
    return _latest(on(days.dates[0]), trust)


def _latest(instants: Instants, trust: _Trust) -> datetime:
    """Return the later instant of an hour that comes twice or never."""
    if len(instants.values) > 1:
        trust.lower(Confidence.DOUBTFUL)
    if not instants.fits_season:
        trust.lower()
    return instants.values[-1]


def _ahead(days: Days, on: Callable[[date], Instants], line: _Line) -> Instants:
    """Return the instant ahead that an incomplete day means; one that has just gone by may be next year's or week's."""
    at = line.at
    if at is None or not days.dates:
        raise _Unclear
    today = at.astimezone(line.zone).date()
    if any(_leaves_two_weeks(day, today) for day in line.expression.days) and not days.has_date:
        raise _Unclear
    options = [on(day) for day in days.dates]
    if days.has_year:
        options = [found for found in options if found.values[-1] > at]
        if len(options) != 1:
            raise _Unclear
    chosen = min(options, key=lambda found: abs(found.values[-1] - at)) if days.has_date else options[0]
    if not days.is_written and chosen.values[-1] <= at:
        chosen = on(days.dates[0] + timedelta(days=1))
        if chosen.values[-1] - at > _SOON:
            raise _Unclear
    if not at < chosen.values[-1] <= at + _NEAR:
        raise _Unclear
    return chosen


def _leaves_two_weeks(day: object, today: date) -> bool:
    """Return whether a weekday may be the coming one or that of the week after."""
    either = {Which.NEXT, Which.NEXT_GERMAN, Which.AFTER_NEXT}
    return isinstance(day, Weekday) and day.which in either and day.number != today.weekday()


def _span_of(expression: Expression) -> Span:
    spans = [found.span for found in (*expression.times, *expression.days)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
