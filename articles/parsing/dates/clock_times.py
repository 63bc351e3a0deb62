"""Times of day: `18.00 Uhr`, `6:30 p.m.`, `1800 GMT`, `halb sieben`, `midnight`."""

import re

from articles.parsing.dates.calendar_names import GERMAN_WEEKDAYS, MONTHS
from articles.parsing.dates.forms import Form, read_first_form
from articles.parsing.dates.types import DAY, HALF_DAY, TimeKind, TimeOfDay
from articles.parsing.dates.zones import is_zone_at
from newsroom.text.spans import Span
from newsroom.text.wordlists import read_numbers

_DATA = "articles/parsing/dates/data"

_NUMBER_WORDS = "|".join(sorted(read_numbers(f"{_DATA}/numbers.txt"), reverse=True))
"""A word before its beginnings: `twenty-one` before `twenty`."""
_MINUTE_WORDS = "|".join(
    word for word, number in read_numbers(f"{_DATA}/numbers.txt").items() if number >= 10
)
_MONTH_NAMES = "|".join(MONTHS)
_GERMAN_WEEKDAY = "|".join(rf"{name}\b" if len(name) == 2 else name for name in sorted(GERMAN_WEEKDAYS))
_HOURS = rf"(?P<hour>\d{{1,2}}|{_NUMBER_WORDS})"
_GERMAN_DAY = re.compile(rf" (?:(?:den|kommenden|nächsten|diesen) )?(?:\d{{1,2}}\.|{_GERMAN_WEEKDAY})")
"""After `12 am` a German day makes `am` a German word: `12 am Freitag`, `12.30 am 3. Mai`."""
_MERIDIEM = r"(?: ?(?P<half_day>[ap])\.? ?m\b\.?)?"
_NAMED_TIMES = {"mitternacht": DAY, "midnight": DAY, "noon": HALF_DAY, "midday": HALF_DAY}
_QUARTERS = {"viertel": 15, "quarter": 15, "a quarter": 15}

_UHR = re.compile(
    rf"{_HOURS}(?:[.:](?P<minute>\d\d)(?:[.:]\d\d)?)? ?uhr\b"
    rf"(?: (?P<later>\d\d|{_MINUTE_WORDS})\b(?![.:] ?[^\W_]| ?uhr| (?:{_MONTH_NAMES})\b))?"
)
_DIGITS_UHR = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d) ?uhr\b")
_AM_PM = re.compile(rf"{_HOURS}(?:[.:](?P<minute>\d\d)(?:[.:]\d\d)?)? ?(?P<half>[ap])\.? ?m\b\.?")
_NOON = re.compile(
    r"(?:12(?:[.:]00)? ?(?:o'clock )?)?(?P<word>mitternacht|midnight|noon|midday)(?: (?:12|24)(?:[.:]00)?(?: ?uhr)?)?\b"
)
_NOON_UHR = re.compile(r"(?P<hour>12|24)(?:[.:]00)? uhr (?P<word>mitternacht|mitternachts)\b")
_COLON = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,6})?)?(?!\d)(?: ?(?P<military>hrs|hours|h)\b\.?)?"
)

_DIGITS = re.compile(
    r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)"
    r"(?: ?(?P<military>hrs|hours|h|z)\b\.?|(?= ?[(]?(?P<zone>[a-z+-]{1,60})))"
)
_H = re.compile(r"(?P<hour>\d{1,2}) ?h(?:(?P<minute>\d\d)|\b)(?!\w)")
_DOTTED = re.compile(
    r"(?P<hour>\d{1,2})\.(?P<minute>\d\d)(?![.\d]*\d)(?!\. ?\d)(?: ?(?P<military>hrs|hours|h)\b\.?)?"
)
_O_CLOCK = re.compile(rf"{_HOURS} o'clock\b")
_HALF_GERMAN = re.compile(rf"(?P<part>halb|viertel|dreiviertel|drei viertel) {_HOURS}\b(?: ?uhr\b)?")
_BEFORE_AFTER = re.compile(
    rf"(?:(?P<count>\d{{1,2}}|{_NUMBER_WORDS}|viertel|a quarter|quarter)(?: (?:minuten|minutes))? "
    rf"(?P<side>vor|nach|to|past|before|after)|half(?: past)?) {_HOURS}\b(?! ?[.:]\d)(?: ?uhr\b)?{_MERIDIEM}"
)
_BARE_WORD = re.compile(rf"(?:(?<=\bum )|(?<=\bat ))(?P<hour>{_NUMBER_WORDS})\b")
_BARE = re.compile(r"(?P<hour>\d{1,4})(?!\d)(?![.:]\d)")


def find_time(text: str, at: int) -> TimeOfDay | None:
    """Return the time of day that begins at `at`; a bare number is tried last."""
    return read_first_form(_FORMS, text, at)


def _parse_number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else read_numbers(f"{_DATA}/numbers.txt")[text]


def _to_minutes(hours: int, minute: int) -> tuple[int, ...]:
    """Return the minutes after midnight, nothing for a time beyond 24:00."""
    return (hours * 60 + minute,) if minute < 60 and hours * 60 + minute <= DAY else ()


def _read_exact(match: re.Match[str]) -> TimeOfDay:
    groups = match.groupdict()
    minute = groups.get("minute") or groups.get("later")
    return TimeOfDay(_to_minutes(_parse_number(groups["hour"]), _parse_number(minute)), Span(*match.span()))


def _read_colon(match: re.Match[str]) -> TimeOfDay:
    hours = match["hour"]
    padded = hours[0] == "0" or int(hours) > 12 or bool(match.groupdict().get("military"))
    return TimeOfDay(_to_minutes(int(hours), int(match["minute"])), Span(*match.span()), padded=padded)


def _read_dotted(match: re.Match[str]) -> TimeOfDay | None:
    """Read `18.30` without `Uhr`."""
    return None if int(match["hour"]) > 24 or int(match["minute"]) > 59 else _read_colon(match)


def _read_digits(match: re.Match[str]) -> TimeOfDay | None:
    """Read `1800` before the name of a zone, or with `hrs`."""
    if match["military"] is None and not is_zone_at(match.string, match.start("zone")):
        return None
    end = match.end("minute") if match["military"] == "z" else match.end()
    return TimeOfDay(_to_minutes(int(match["hour"]), int(match["minute"])), Span(match.start(), end))


def _read_am_pm(match: re.Match[str]) -> TimeOfDay | None:
    hours, minute = _parse_number(match["hour"]), _parse_number(match["minute"])
    plain = match[0].endswith("am")
    if plain and not 1 <= hours <= 12 and match["minute"] is None:
        return None  # `18 am Freitag`
    if not 1 <= hours <= 12 or minute > 59:
        return TimeOfDay((), Span(*match.span()), twelve_hours=True)
    minutes = hours % 12 * 60 + minute + (HALF_DAY if match["half"] == "p" else 0)
    is_german = plain and hours == 12 and _GERMAN_DAY.match(match.string, match.end())
    noon = (minutes + HALF_DAY,) if is_german else ()
    if minutes == 0:
        return TimeOfDay((0, *noon, DAY), Span(*match.span()), TimeKind.TWELVE_AM, twelve_hours=True)
    return TimeOfDay((minutes, *noon), Span(*match.span()), twelve_hours=True)


def _read_named(match: re.Match[str]) -> TimeOfDay:
    minutes = _NAMED_TIMES[match["word"].removesuffix("s")]
    kind = TimeKind.MIDNIGHT if minutes == DAY else TimeKind.EXACT
    return TimeOfDay((minutes,), Span(*match.span()), kind)


def _make_half_day(minutes: int, match: re.Match[str]) -> TimeOfDay:
    morning = minutes % HALF_DAY
    return TimeOfDay((morning, morning + HALF_DAY), Span(*match.span()), TimeKind.HALF_DAY)


def _make_spoken(hours: int, minutes: int, match: re.Match[str]) -> TimeOfDay:
    """Return a spoken time, morning or evening unless the hour is beyond twelve."""
    total = hours * 60 + minutes
    if total > DAY:
        return TimeOfDay((), Span(*match.span()))
    half = match.groupdict().get("half_day")
    if half:
        in_half = total % HALF_DAY + (HALF_DAY if half == "p" else 0)
        return TimeOfDay((in_half,), Span(*match.span()), twelve_hours=True)
    return TimeOfDay((total,), Span(*match.span())) if hours > 12 else _make_half_day(total, match)


def _read_half_german(match: re.Match[str]) -> TimeOfDay:
    before = {"halb": -30, "viertel": -45}.get(match["part"], -15)
    return _make_spoken(_parse_number(match["hour"]), before, match)


def _read_before_after(match: re.Match[str]) -> TimeOfDay | None:
    hours = _parse_number(match["hour"])
    if match["count"] is None:
        return _make_spoken(hours, 30, match)
    count = _QUARTERS.get(match["count"]) or _parse_number(match["count"])
    if count > 59:
        return None
    return _make_spoken(hours, -count if match["side"] in {"vor", "to", "before"} else count, match)


def _read_o_clock(match: re.Match[str]) -> TimeOfDay:
    return _make_spoken(_parse_number(match["hour"]), 0, match)


def _read_bare(match: re.Match[str]) -> TimeOfDay:
    digits = match["hour"] if match["hour"].isdecimal() else str(_parse_number(match["hour"]))
    hours, minute = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return TimeOfDay(_to_minutes(hours, minute), Span(*match.span()), TimeKind.NUMBER, padded=False)


_FORMS: tuple[Form[TimeOfDay | None], ...] = (
    (_NOON_UHR, _read_named),
    (_NOON, _read_named),
    (_HALF_GERMAN, _read_half_german),
    (_BEFORE_AFTER, _read_before_after),
    (_DIGITS_UHR, _read_exact),
    (_UHR, _read_exact),
    (_AM_PM, _read_am_pm),
    (_O_CLOCK, _read_o_clock),
    (_COLON, _read_colon),
    (_DIGITS, _read_digits),
    (_H, _read_exact),
    (_DOTTED, _read_dotted),
    (_BARE_WORD, _read_bare),
    (_BARE, _read_bare),
)
