"""The end of an embargo in copy: `Sperrfrist: 12. Januar 2022, 18.00 Uhr`.

An embargo has the latest end that a reader could defend, or none: where the line leaves the end open, the story is
held until an editor decides. Missing parts are taken from `at`, the time of receipt.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from articles.parsing.dates import DateExpression, read_expression
from articles.parsing.dates.attach import ZoneAttachment, ZonedTime, attach_zones
from articles.parsing.dates.resolve import (
    Contradiction,
    Instants,
    NoSuchDay,
    ResolvedDays,
    resolve_days,
    resolve_instants,
    resolve_minutes,
)
from articles.parsing.dates.types import HALF_DAY, TimeKind, Weekday, WeekdayReference, Zone, ZoneMeaning
from articles.parsing.story.embargo_words import (
    has_no_time,
    has_unknown_words,
    is_english,
    is_german,
    is_vague,
)
from newsroom.text.spans import Confidence, Reading, Span, lowest_confidence
from newsroom.text.wordlists import read_table

MAX_LENGTH = 600
"""Characters; a longer line is not an embargo line but a text about one."""
_MAX_TO_NEXT_DAY = timedelta(hours=12)
"""A line without a day, received late, may mean tomorrow at a time at most this far ahead."""
_MAX_AHEAD = timedelta(days=300)
"""A day without a year is at most so far ahead."""
_TEN_OCLOCK = 600
_LAST_YEAR_MARGIN = timedelta(days=31)
"""A full date a year ago, but so near ahead in this year, has last year's number by mistake."""
_MACHINE_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_HOME_ZONES = {
    language: tuple(zones.split())
    for language, zones in read_table("articles/parsing/dates/data/home_zones.txt")
}


_SUREST_FIRST = tuple(Confidence)


class _UnclearEmbargo(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _ParsedLine:
    expression: DateExpression
    attached: ZoneAttachment
    zone: tzinfo
    at: datetime | None


@dataclass(slots=True)
class _Certainty:
    """The confidence of a reading, lowered by everything that is added or decided."""

    level: Confidence = Confidence.SURE

    def lower(self, to: Confidence = Confidence.LIKELY) -> None:
        self.level = lowest_confidence((self.level, to))


def read_embargo(line: str, *, zone: tzinfo, at: datetime | None = None) -> Reading[datetime] | None:
    """Return the end of the embargo in UTC, None where the line leaves it open.

    SURE means that day, time and zone are complete; DOUBTFUL that clocks change at that time.
    """
    if len(line) > MAX_LENGTH:
        return None
    expression = read_expression(line)
    confidence = _Certainty()
    try:
        value = _read_end(_ParsedLine(expression, attach_zones(expression), zone, at), confidence)
    except (_UnclearEmbargo, Contradiction, NoSuchDay, OverflowError):
        return None
    return Reading(value, _get_span(expression), "embargo.time", confidence.level)


def has_time(line: str) -> bool:
    """Return whether a line names an end, readable or not, and not just an embargo."""
    return not has_no_time(read_expression(line))


def read_embargo_lines(
    lines: Sequence[str], *, zone: tzinfo, at: datetime | None = None
) -> tuple[int, Reading[datetime]] | None:
    """Return the index of a line and the end, if all lines with a time agree on it."""
    speaking = [number for number, line in enumerate(lines) if has_time(line)]
    readings = [(number, read_embargo(lines[number], zone=zone, at=at)) for number in speaking]
    read = [(number, reading) for number, reading in readings if reading is not None]
    if not read or len(read) < len(readings) or len({reading.value for _, reading in read}) > 1:
        return None
    return read[0]


def is_over(reading: Reading[datetime], *, received: datetime, at: datetime) -> bool:
    """Return whether the embargo has certainly ended at `at`.

    One that was over on receipt may be misread: it counts only with day, time and zone complete.
    """
    if reading.value > at:
        return False
    return reading.confidence is Confidence.SURE or reading.value > received


def _read_end(line: _ParsedLine, confidence: _Certainty) -> datetime:
    _check_words(line)
    options = [_find_instants(timed, line, confidence) for timed in line.attached.times]
    common = set.intersection(*options)
    if not common:
        raise Contradiction
    value = max(common)
    if line.at is not None and _is_wrong_year(value, line.at):
        raise _UnclearEmbargo
    return value


def _is_wrong_year(value: datetime, at: datetime) -> bool:
    a_year_later = value + timedelta(days=366)
    return value <= at < a_year_later <= at + _LAST_YEAR_MARGIN


def _check_words(line: _ParsedLine) -> None:
    """Refuse a line with a word or number that is not understood."""
    expression, timed = line.expression, line.attached.times
    if not timed or expression.durations or is_vague(expression):
        raise _UnclearEmbargo
    numbers = [time for time in expression.times if time.kind is TimeKind.NUMBER]
    if numbers and (len(timed) > 1 or not expression.parts):
        raise _UnclearEmbargo
    if not all(one.zones for one in timed) and has_unknown_words(expression):
        raise _UnclearEmbargo


def _find_instants(timed: ZonedTime, line: _ParsedLine, confidence: _Certainty) -> set[datetime]:
    """Return the possible instants; several only if another time of the line decides."""
    if timed.has_local_word and not timed.zones:
        return _resolve_on_clock(timed, _get_place_clock(timed, line), line, confidence)
    if timed.zones:
        return _resolve_named_zones(timed, line, confidence)
    return {_resolve_without_zone(timed, line, confidence)}


def _get_place_clock(timed: ZonedTime, line: _ParsedLine) -> ZoneMeaning:
    """Return the zone of `Ortszeit`: the place next to the time, or the only one."""
    places = timed.places or line.attached.unattached
    if len(places) != 1 or not places[0].meanings:
        raise _UnclearEmbargo
    return places[0].meanings[0]


def _resolve_named_zones(timed: ZonedTime, line: _ParsedLine, confidence: _Certainty) -> set[datetime]:
    """Return the instants on which all zones named for the time agree."""
    common = set.intersection(*(_resolve_in_zone(timed, zone, line, confidence) for zone in timed.zones))
    for place in timed.places:
        if not common or max(_resolve_on_clock(timed, place.meanings[0], line, _Certainty())) > max(common):
            raise Contradiction
    return common


def _resolve_in_zone(
    timed: ZonedTime, zone: Zone, line: _ParsedLine, confidence: _Certainty
) -> set[datetime]:
    """Return the instants in a zone.

    Of several zones with one name the latest instant is taken, unless the line says more.
    """
    found: dict[datetime, Confidence] = {}
    out_of_season = []
    for meaning in _narrow_meanings(zone, timed.places):
        own = _Certainty()
        try:
            found.update(dict.fromkeys(_resolve_on_clock(timed, meaning, line, own), own.level))
        except Contradiction:
            out_of_season.append(ZoneMeaning(meaning.home))
    if not found or any(
        max(_resolve_on_clock(timed, other, line, _Certainty())) > max(found) for other in out_of_season
    ):
        raise Contradiction
    if len(timed.zones) == len(line.attached.times) == 1:
        found = {max(found): found[max(found)]}
    confidence.lower(min(found.values(), key=_SUREST_FIRST.index))
    return set(found)


def _narrow_meanings(zone: Zone, places: Sequence[Zone]) -> Sequence[ZoneMeaning]:
    """Return the meanings that fit a place nearby, `IST (New Delhi)`, else all."""
    homes = [place.meanings[0].home for place in places]
    fitting = [
        meaning
        for meaning in zone.meanings
        if any(_are_equivalent_zones(meaning.home, home) for home in homes)
    ]
    return fitting or zone.meanings


def _are_equivalent_zones(one: ZoneInfo | None, other: ZoneInfo | None) -> bool:
    """Return whether two zones show the same time in winter and in summer."""
    days = (datetime(2026, 1, 15), datetime(2026, 7, 15))  # noqa: DTZ001  # a zone is asked for its offset
    return all(day.replace(tzinfo=one).utcoffset() == day.replace(tzinfo=other).utcoffset() for day in days)


def _resolve_without_zone(timed: ZonedTime, line: _ParsedLine, confidence: _Certainty) -> datetime:
    """Return the time in the desk's zone, or in that of a place where it is later."""
    found = max(_resolve_on_clock(timed, None, line, confidence))
    for place in timed.places:
        there = max(_resolve_on_clock(timed, place.meanings[0], line, confidence))
        if there < found:
            raise _UnclearEmbargo
        if there > found:
            confidence.lower()
        found = there
    others = [place.meanings[0] for place in line.attached.unattached if place.meanings]
    if any(max(_resolve_on_clock(timed, other, line, _Certainty())) != found for other in others):
        raise _UnclearEmbargo
    if not timed.places and not _is_desk_clock(line):
        raise _UnclearEmbargo
    return found


def _is_desk_clock(line: _ParsedLine) -> bool:
    """Return whether a line without a zone means the desk's clock, by its language.

    `2026-12-01 18:00` belongs to no language: machines write it in the zone of the recipient.
    """
    if _MACHINE_TIME.search(line.expression.text):
        return True
    language = "en" if is_english(line.expression) else "de" if is_german(line.expression) else ""
    if not language or not isinstance(line.zone, ZoneInfo):
        return True
    return line.zone.key.startswith(_HOME_ZONES[language])


def _resolve_on_clock(
    timed: ZonedTime, meaning: ZoneMeaning | None, line: _ParsedLine, confidence: _Certainty
) -> set[datetime]:
    """Return the possible instants in one zone, in the desk's for None.

    A midnight at the start or end of the day is the later one. Morning or evening is left open only where another time
    decides.
    """
    minutes = resolve_minutes(timed.time, line.expression.parts)
    if _is_half_day_ambiguous(timed, minutes, meaning, line):
        if len(line.attached.times) == 1:
            raise _UnclearEmbargo
        confidence.lower()
        either = {minutes[0] % HALF_DAY, minutes[0] % HALF_DAY + HALF_DAY}
        return {_resolve_day(half, meaning, line, confidence) for half in either}
    if len(minutes) > 1 or timed.time.kind is not TimeKind.EXACT:
        confidence.lower()
    return {_resolve_day(max(minutes), meaning, line, confidence)}


def _is_half_day_ambiguous(
    timed: ZonedTime, minutes: Sequence[int], meaning: ZoneMeaning | None, line: _ParsedLine
) -> bool:
    """Return whether morning and evening fit: `halb sieben`, `9:00 ET`."""
    time = timed.time
    if time.kind is TimeKind.HALF_DAY:
        return len(minutes) > 1
    text = line.expression.text
    if time.padded or line.expression.parts:
        return False
    if minutes[0] >= _TEN_OCLOCK and any("/" in zone.span.of(text) for zone in timed.zones):
        return False  # copy with America/New_York uses 24 hours
    is_american = meaning is not None and meaning.home is not None and meaning.home.key.startswith("America/")
    return is_american or (is_english(line.expression) and minutes[0] < _TEN_OCLOCK)


def _resolve_day(
    minutes: int, meaning: ZoneMeaning | None, line: _ParsedLine, confidence: _Certainty
) -> datetime:
    """Return the instant on the one day meant; refuse where another day is defensible."""
    home = (meaning.home if meaning else None) or line.zone
    todays = {line.at.astimezone(zone).date() for zone in (home, line.zone)} if line.at else {None}
    found = set()
    for today in todays:
        days = resolve_days(line.expression.days, today)
        if not days.is_complete:
            confidence.lower()
        found.add(_resolve_one_of(days, minutes, meaning, line, confidence))
    if len(found) > 1:
        raise _UnclearEmbargo
    return found.pop()


def _resolve_one_of(
    days: ResolvedDays, minutes: int, meaning: ZoneMeaning | None, line: _ParsedLine, confidence: _Certainty
) -> datetime:
    def on(day: date) -> Instants:
        return resolve_instants(day, minutes, meaning, line.zone)

    if not days.is_complete:
        return _get_latest(_resolve_ahead(days, on, line), confidence)
    if len(days.dates) != 1:
        raise _UnclearEmbargo
    return _get_latest(on(days.dates[0]), confidence)


def _get_latest(instants: Instants, confidence: _Certainty) -> datetime:
    """Return the later instant of a time that occurs twice or is skipped."""
    if len(instants.values) > 1:
        confidence.lower(Confidence.DOUBTFUL)
    if not instants.fits_season:
        confidence.lower()
    return instants.values[-1]


def _resolve_ahead(days: ResolvedDays, on: Callable[[date], Instants], line: _ParsedLine) -> Instants:
    """Return the instant ahead of an incomplete day.

    Refuse a day just gone by, which may be that of next year or next week.
    """
    at = line.at
    if at is None:
        raise _UnclearEmbargo
    today = at.astimezone(line.zone).date()
    if any(_is_week_ambiguous(day, today) for day in line.expression.days) and not days.has_date:
        raise _UnclearEmbargo
    options = [on(day) for day in days.dates]
    if days.has_year:
        options = [found for found in options if found.values[-1] > at]
        if len(options) != 1:
            raise _UnclearEmbargo
    chosen = min(options, key=lambda found: abs(found.values[-1] - at)) if days.has_date else options[0]
    if not days.is_named and chosen.values[-1] <= at:
        chosen = on(days.dates[0] + timedelta(days=1))
        if chosen.values[-1] - at > _MAX_TO_NEXT_DAY:
            raise _UnclearEmbargo
    if not at < chosen.values[-1] <= at + _MAX_AHEAD:
        raise _UnclearEmbargo
    return chosen


def _is_week_ambiguous(day: object, today: date) -> bool:
    """Return whether a weekday may be the coming one or that of the week after."""
    either = {WeekdayReference.NEXT, WeekdayReference.NEXT_GERMAN, WeekdayReference.AFTER_NEXT}
    return isinstance(day, Weekday) and day.which in either and day.number != today.weekday()


def _get_span(expression: DateExpression) -> Span:
    spans = [found.span for found in (*expression.times, *expression.days)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
