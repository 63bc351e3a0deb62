"""One pass over a text from left to right, the longest form first at each word."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from articles.parsing.dates.clock_times import find_time
from articles.parsing.dates.days import (
    find_day,
    find_day_part,
    find_duration,
    find_tonight,
    find_weekday_part,
)
from articles.parsing.dates.types import (
    DateExpression,
    Day,
    DayPart,
    DaysAhead,
    Duration,
    TimeOfDay,
    UnknownWord,
    Weekday,
    Zone,
)
from articles.parsing.dates.zones import find_zone
from newsroom.text.spans import Span

MAX_LENGTH = 1000
"""Characters that are read; a longer text is not a date."""

_TO_SPACE = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x1f\u00a0\u2007\u2009\u202f\u2003\u2002\u200a"), " ")
_ALIKE = {**_TO_SPACE, ord("’"): "'", ord("‘"): "'", ord("−"): "-", ord("‑"): "-", ord("‐"): "-"}
_START = re.compile(r"[^\W_]|[+-](?=\d| )")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|.", re.DOTALL)
_DATE_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)t(?=\d\d:)")
_BEFORE_MORNING = re.compile(r"\b(?:am|an diesem|jeden|in the|on the)[ ,]{1,2}$")
_ONLY_SPACE = re.compile(r"[ ,]{0,3}")


@dataclass(slots=True)
class _ExpressionBuilder:
    times: list[TimeOfDay] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    parts: list[DayPart] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    words: list[UnknownWord] = field(default_factory=list)


def read_expression(text: str) -> DateExpression:
    """Return all days, times and zones of `text`, and the other words."""
    original = text[:MAX_LENGTH].translate(_ALIKE)
    folded = _fold(original)
    found, at = _ExpressionBuilder(), 0
    while start := _START.search(folded, at):
        at = _read_at(folded, original, start.start(), found)
    return DateExpression(
        folded, tuple(found.times), tuple(found.days), tuple(found.parts), tuple(found.zones),
        tuple(found.durations), tuple(found.words),
    )  # fmt: skip


def _fold(text: str) -> str:
    """Return the text in lower case, each character in its place.

    `T` between a date and a time becomes a space.
    """
    small = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _DATE_TIME.sub(" ", small)


def _read_at(text: str, original: str, at: int, found: _ExpressionBuilder) -> int:
    """Read the form that begins at `at` and return its end."""
    if duration := find_duration(text, at):
        return _append(found.durations, duration)
    if zone := find_zone(text, original, at):
        return _append(found.zones, zone)
    if (end := _read_day(text, at, found)) > at:
        return end
    if time := find_time(text, at):
        return _append(found.times, time)
    if part := find_day_part(text, at, after_a_day=_follows_a_day(text, at, found)):
        return _append(found.parts, part)
    span = Span(*next(_WORD.finditer(text, at)).span())  # begins at `at`: a sign is a word of its own
    return _append(found.words, UnknownWord(span.of(text), span))


def _read_day(text: str, at: int, found: _ExpressionBuilder) -> int:
    if tonight := find_tonight(text, at):
        found.parts.append(tonight[1])
        return _append(found.days, tonight[0])
    day = find_day(text, at)
    if day is None or _is_morning(text, day, found):
        return at
    if isinstance(day, Weekday) and (part := find_weekday_part(text, day)):
        found.parts.append(part)
    return _append(found.days, day)


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


def _append[T: _Spanned](values: list[T], value: T) -> int:
    values.append(value)
    return value.span.end


def _is_morning(text: str, day: Day, found: _ExpressionBuilder) -> bool:
    """Return whether `morgen` is a part of the day: after a weekday, `heute` or `am`."""
    return day.span.of(text) == "morgen" and _follows_a_day(text, day.span.start, found)


def _follows_a_day(text: str, at: int, found: _ExpressionBuilder) -> bool:
    if _BEFORE_MORNING.search(text, max(0, at - 20), at):
        return True
    before = found.days[-1] if found.days else None
    if not isinstance(before, Weekday) and not (isinstance(before, DaysAhead) and before.days == 0):
        return False
    return _ONLY_SPACE.fullmatch(text, before.span.end, at) is not None
