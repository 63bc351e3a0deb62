"""The moment an editor types for an embargo or a schedule: `18`, `18:30`, `morgen 6`, `Fr 6 Uhr`, `2.3. 18 Uhr`. Pure.

Stricter than the reading of copy: every character typed has to mean something, and where two moments are possible,
or none, the editor is asked.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum

from articles.text.months import MONTHS


class Doubt(StrEnum):
    """Why what was typed is no moment yet."""

    UNREADABLE = "unreadable"
    NO_HOUR = "no-hour"
    NO_SUCH_HOUR = "no-such-hour"
    NO_SUCH_DAY = "no-such-day"
    PAST = "past"
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


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    zone: tzinfo | None = None


_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "montag mo monday mon", "dienstag di tuesday tue", "mittwoch mi wednesday wed",
            "donnerstag do thursday thu", "freitag fr friday fri", "samstag sonnabend sa saturday sat",
            "sonntag so sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_DAYS_AHEAD = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "uebermorgen": 2}
_NOON = {"mittag": 12, "noon": 12, "mitternacht": 24, "midnight": 24}
"""Midnight is the end of the day named: of two readings the later one cannot break an embargo."""
_OFFSETS = {"utc": 0, "gmt": 0, "z": 0, "mez": 1, "cet": 1, "mesz": 2, "cest": 2}
_NEAR = timedelta(days=300)
"""A day without a year lies ahead by less than that, or it is over."""

_TO_FILL = re.compile(r"(?:\b(?:um|am|ab|den|der|the|at|on|from)\b|,)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::\d\d)?(?:\.\d+)? ?(z|[+-]\d\d:?\d\d)?")
_DAY = re.compile(
    r"(?P<iso>(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d))(?![\d:])"
    r"|(?P<d2>\d{1,2})\. ?(?P<m2>\d{1,2})\.(?: ?(?P<y2>\d{4}|\d{2})(?![\d:.]|\s*uhr))?"
    rf"|(?P<d3>\d{{1,2}})\.? ?(?P<m3>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?(?: (?P<y3>\d{{4}}))?"
    rf"|(?P<word>{'|'.join(sorted({**_WEEKDAYS, **_DAYS_AHEAD}, key=len, reverse=True))})\b\.?"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?: ?(?:uhr|h)(?: (?P<later>\d\d))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?\(?(?P<zone>utc|gmt|mez|cet|mesz|cest)\)?)?"
)
_LATER = re.compile(r"(?:in |\+ ?)(\d{1,3}) ?(min(?:ute)?n?s?|h|std|stunden?|hours?)\.?")


def read_typed_moment(typed: str, *, at: datetime, zone: tzinfo) -> TypedMoment:
    """What `typed` means at `at` (aware) on clocks of `zone`; the moment lies after `at`."""
    text = " ".join(typed.lower().split())
    here = at.astimezone(zone)
    try:
        if later := _LATER.fullmatch(text):
            minutes = int(later[1]) * (1 if later[2].startswith("min") else 60)
            return TypedMoment((at + timedelta(minutes=minutes)).astimezone(UTC))
        if iso := _ISO.fullmatch(text):
            return _of_iso(iso, at, zone)
        return _of_words(text, here, zone)
    except _Unclear as unclear:
        return TypedMoment(None, unclear.doubt)


def _of_iso(found: re.Match[str], at: datetime, zone: tzinfo) -> TypedMoment:
    year, month, day, hour, minute = (int(part) for part in found.groups()[:5])
    clock = _Clock(_in_day(hour), _in_hour(minute), _offset(found[6]))
    return _settled(_calendar(year, month, day), clock, at, zone)


def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text == "z":
        return UTC
    digits = text[1:].replace(":", "")
    apart = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if apart >= timedelta(hours=15):
        raise _Unclear(Doubt.UNREADABLE)
    return timezone(-apart if text[0] == "-" else apart)


def _of_words(text: str, here: datetime, zone: tzinfo) -> TypedMoment:
    rest = " ".join(_TO_FILL.sub(" ", text).split())
    day = _DAY.search(rest)
    left = rest if day is None else " ".join((rest[: day.start()] + " " + rest[day.end() :]).split())
    clock = _clock(left, day is not None)
    if day is None:
        return _today(clock, here, zone)
    if day["word"]:
        return _of_day_word(day["word"], clock, here, zone)
    year, month, number = _numbers(day)
    if year:
        return _settled(_calendar(year, month, number), clock, here, zone)
    return _without_year(month, number, clock, here, zone)


def _clock(text: str, has_day: bool) -> _Clock:  # noqa: FBT001  # what else was typed
    if not text:
        raise _Unclear(Doubt.NO_HOUR if has_day else Doubt.UNREADABLE)
    if text in _NOON:
        return _Clock(_NOON[text], 0)
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise _Unclear(Doubt.UNREADABLE)
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise _Unclear(Doubt.NO_SUCH_HOUR)
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    minute = _in_hour(int(found["minute"] or found["later"] or 0))
    return _Clock(_in_day(hour, minute), minute, _named_zone(found["zone"]))


def _named_zone(name: str | None) -> tzinfo | None:
    return None if name is None else timezone(timedelta(hours=_OFFSETS[name]))


def _in_day(hour: int, minute: int = 0) -> int:
    if hour > 24 or (hour == 24 and minute):
        raise _Unclear(Doubt.NO_SUCH_HOUR)
    return hour


def _in_hour(minute: int) -> int:
    if minute > 59:
        raise _Unclear(Doubt.NO_SUCH_HOUR)
    return minute


def _numbers(day: re.Match[str]) -> tuple[int, int, int]:
    if day["iso"]:
        return int(day["y1"]), int(day["m1"]), int(day["d1"])
    if day["d2"]:
        year = int(day["y2"] or 0)
        return (year + 2000 if 0 < year < 100 else year), int(day["m2"]), int(day["d2"])
    return int(day["y3"] or 0), MONTHS[day["m3"]], int(day["d3"])


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as wrong:
        raise _Unclear(Doubt.NO_SUCH_DAY) from wrong


def _today(clock: _Clock, here: datetime, zone: tzinfo) -> TypedMoment:
    """An hour alone is today's; is it over, tomorrow's is offered, never taken."""
    read = _settled(here.date(), clock, here, zone)
    if read.doubt is not Doubt.PAST:
        return read
    tomorrow = _settled(here.date() + timedelta(days=1), clock, here, zone)
    return TypedMoment(None, Doubt.PAST, _possible(tomorrow))


def _of_day_word(word: str, clock: _Clock, here: datetime, zone: tzinfo) -> TypedMoment:
    if word in _DAYS_AHEAD:
        return _settled(here.date() + timedelta(days=_DAYS_AHEAD[word]), clock, here, zone)
    ahead = here.date() + timedelta(days=(_WEEKDAYS[word] - here.weekday()) % 7)
    read = _settled(ahead, clock, here, zone)
    return (
        _settled(ahead + timedelta(days=7), clock, here, zone)
        if read.doubt is Doubt.PAST and not read.choices
        else read
    )


def _without_year(month: int, day: int, clock: _Clock, here: datetime, zone: tzinfo) -> TypedMoment:
    """The year that makes it lie ahead; a day that has just gone by is asked about."""
    if (month, day) == (2, 29):
        year = next(y for y in range(here.year, here.year + 9) if y % 4 == 0 and (y % 100 or y % 400 == 0))
        return _settled(_calendar(year, month, day), clock, here, zone)
    read = _settled(_calendar(here.year, month, day), clock, here, zone)
    if read.doubt is not Doubt.PAST:
        return read
    later = _settled(_calendar(here.year + 1, month, day), clock, here, zone)
    if later.moment is not None and later.moment - here < _NEAR:
        return later
    return TypedMoment(None, Doubt.PAST, _possible(later))


def _possible(read: TypedMoment) -> tuple[datetime, ...]:
    return (read.moment,) if read.moment else read.choices


def _settled(day: date, clock: _Clock, at: datetime, zone: tzinfo) -> TypedMoment:
    moments = _moments(day, clock, zone)
    ahead = tuple(moment for moment in moments if moment > at)
    if not ahead:
        return TypedMoment(None, Doubt.PAST)
    if len(moments) == 1 or (len(ahead) == 1 and not _is_left_out(day, clock, zone)):
        return TypedMoment(ahead[0])
    return TypedMoment(None, Doubt.NEVER if _is_left_out(day, clock, zone) else Doubt.TWICE, ahead)


def _moments(day: date, clock: _Clock, zone: tzinfo) -> tuple[datetime, ...]:
    """One moment in UTC, or both that a change of clocks makes possible, the earlier first."""
    first, second = (_on_clock(day, clock, clock.zone or zone, fold).astimezone(UTC) for fold in (0, 1))
    return (first,) if first == second else tuple(sorted((first, second)))


def _on_clock(day: date, clock: _Clock, zone: tzinfo, fold: int) -> datetime:
    try:
        whole = day + timedelta(days=clock.hour // 24)
        return datetime(
            whole.year, whole.month, whole.day, clock.hour % 24, clock.minute, tzinfo=zone, fold=fold
        )
    except OverflowError as wrong:
        raise _Unclear(Doubt.NO_SUCH_DAY) from wrong


def _is_left_out(day: date, clock: _Clock, zone: tzinfo) -> bool:
    here = clock.zone or zone
    there = _on_clock(day, clock, here, 0).astimezone(UTC).astimezone(here)
    return (there.hour, there.minute) != (clock.hour % 24, clock.minute)
