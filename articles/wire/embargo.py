"""The moment an embargo line names: `Sperrfrist: 12. Januar 2022, 18.00 Uhr`, `Embargoed until 1800 GMT Jan 12`. Pure.

What is missing is taken from `at`, the moment the copy came in; without it an incomplete date gives nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from newsroom.reading import Confidence, Reading, Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january", "februar feber feb february", "märz maerz mär mrz march mar", "april apr",
            "mai may", "juni jun june", "juli jul july", "august aug", "september sept sep", "oktober okt october oct",
            "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "montag mo monday mon", "dienstag di tuesday tue tues", "mittwoch mi wednesday wed",
            "donnerstag do thursday thu thur thurs", "freitag fr friday fri", "samstag sonnabend sa saturday sat",
            "sonntag so sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_DAYS_AHEAD = {"heute": 0, "today": 0, "tonight": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2}
_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "mez": 1, "cet": 1, "mesz": 2, "cest": 2, "bst": 1, "est": -5, "edt": -4, "cst": -6,
    "cdt": -5, "pst": -8, "pdt": -7, "eet": 2, "eest": 3, "msk": 3, "jst": 9,
}  # fmt: skip

_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMERIC = re.compile(r"\b(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2})\b(?![.:]\d))?")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)? ?(?:of )?({_MONTH_NAMES})\b\.?,?(?: (\d{{4}}))?", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH_NAMES})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (\d{{4}}))?", re.IGNORECASE
)
_DAY_WORD = re.compile(
    r"\b(" + "|".join(sorted({**_WEEKDAYS, **_DAYS_AHEAD}, key=len, reverse=True)) + r")\b", re.IGNORECASE
)

_ZONE = r"(?: ?\(?(?P<zone>" + "|".join(_ZONES) + r")\b)?"
_CLOCKS = tuple(
    re.compile(form + _ZONE, re.IGNORECASE)
    for form in (
        r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))? ?uhr(?: (?P<later>\d\d)\b)?",
        r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b\.?",
        r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::\d\d)?(?: ?h\b)?",
        r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= ?(?:hrs|hours|h\b|gmt|utc|cet|cest|mez|mesz|bst|local))"
        r"(?: ?(?:hrs|hours|h))?",
        r"\b(?P<hour>[01]\d|2[0-3])\.(?P<minute>[0-5]\d)\b(?!\.)",
        r"\b(?P<hour>\d{1,2}) ?h\b",
    )
)
_NOON = re.compile(r"\b(?P<word>mitternacht|midnight|mittag|noon)\b", re.IGNORECASE)
# Midnight is the end of the day named: of two readings the later one cannot break the embargo.
_NOON_HOURS = {"mitternacht": 24, "midnight": 24, "mittag": 12, "noon": 12}


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    zone: tzinfo | None
    span: tuple[int, int]


def read_embargo(line: str, *, zone: tzinfo, at: datetime | None = None) -> Reading[datetime] | None:
    """The moment in `line`, in UTC; None when it names none that can be told for certain enough."""
    clock = _clock_of(line)
    rest = (
        line
        if clock is None
        else line[: clock.span[0]] + " " * (clock.span[1] - clock.span[0]) + line[clock.span[1] :]
    )
    here = clock.zone if clock and clock.zone else zone
    day = _day_of(rest, at.astimezone(here) if at else None)
    if clock is None or day is None:
        return None
    when, start, end, certain = day
    moment = _moment(when, clock, here)
    if moment is None:
        return None
    span = Span(min(start, clock.span[0]), max(end, clock.span[1]))
    trust = Confidence.SURE if certain else Confidence.LIKELY
    return Reading(
        moment.astimezone(UTC), span, "embargo.time", Confidence.DOUBTFUL if _is_ambiguous(moment) else trust
    )


def _clock_of(line: str) -> _Clock | None:
    for form in _CLOCKS:
        for match in form.finditer(line):
            groups = match.groupdict()
            hour, minute = int(groups["hour"]), int(groups.get("minute") or groups.get("later") or 0)
            if groups.get("half"):
                hour = hour % 12 + (12 if groups["half"].lower() == "p" else 0)
            if hour <= 24 and minute < 60:
                return _Clock(hour, minute, _zone(groups.get("zone")), match.span())
    noon = _NOON.search(line)
    return None if noon is None else _Clock(_NOON_HOURS[noon["word"].lower()], 0, None, noon.span())


def _zone(name: str | None) -> tzinfo | None:
    return None if name is None else timezone(timedelta(hours=_ZONES[name.lower()]))


_Day = tuple[date, int, int, bool]


def _day_of(line: str, at: datetime | None) -> _Day | None:
    """The day, where it stands, and whether nothing of it had to be added."""
    found = _written_date(line)
    if found is not None:
        year, month, day, start, end = found
        when = _valid(year, month, day) if year else _nearest(month, day, at)
        return None if when is None else (when, start, end, bool(year))
    match = _DAY_WORD.search(line)
    if match is not None and at is not None:
        return _by_word(match.group(1).lower(), at), match.start(), match.end(), False
    return None if at is None or match is not None else (at.date(), len(line), 0, False)


def _written_date(line: str) -> tuple[int, int, int, int, int] | None:
    found = [(match.start(), kind, match) for kind, form in enumerate(_DATES) if (match := form.search(line))]
    if not found:
        return None
    _, kind, match = min(found, key=lambda hit: hit[:2])
    year, month, day = _PARTS[kind](match)
    return year + 2000 if 0 < year < 100 else year, month, day, match.start(), match.end()


_DATES = (_ISO, _NUMERIC, _DAY_MONTH, _MONTH_DAY)
_PARTS: tuple[Callable[[re.Match[str]], tuple[int, int, int]], ...] = (
    lambda match: (int(match[1]), int(match[2]), int(match[3])),
    lambda match: (int(match[3] or 0), int(match[2]), int(match[1])),
    lambda match: (int(match[3] or 0), _MONTHS[match[2].lower()], int(match[1])),
    lambda match: (int(match[3] or 0), _MONTHS[match[1].lower()], int(match[2])),
)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, at: datetime | None) -> date | None:
    """A date without a year is the one nearest to the day the copy came."""
    if at is None:
        return None
    years = [_valid(at.year + step, month, day) for step in (-1, 0, 1)]
    near = [when for when in years if when is not None]
    return min(near, key=lambda when: abs((when - at.date()).days)) if near else None


def _by_word(word: str, at: datetime) -> date:
    if word in _DAYS_AHEAD:
        return at.date() + timedelta(days=_DAYS_AHEAD[word])
    return at.date() + timedelta(days=(_WEEKDAYS[word] - at.weekday()) % 7)


def _moment(day: date, clock: _Clock, zone: tzinfo) -> datetime | None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        whole = midnight + timedelta(days=clock.hour // 24)
        return whole.replace(hour=clock.hour % 24, minute=clock.minute)
    except OverflowError:
        return None


def _is_ambiguous(moment: datetime) -> bool:
    """The hour that comes twice in autumn, or never in spring."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
