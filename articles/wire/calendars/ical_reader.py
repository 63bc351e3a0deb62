"""Reading of iCalendar files (RFC 5545) as programs really write them. Pure.

Each event is parsed for itself, so that a broken one leaves the others alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import sha256
from typing import Any

import icalendar
import recurring_ical_events
import x_wr_timezone

from articles.parsing.errors import CopyError, gettext_noop
from articles.wire.calendars.event import MAX_TITLE, AgendaEvent, WrittenTimes, build_event, clean_line
from articles.wire.charset import BOMS

MAX_EVENTS, MAX_A_SERIES = 5_000, 400
"""Events of a file, and of one series, within the window; more are no calendar that people read."""
_EVENT = re.compile(
    r"^BEGIN:VEVENT[ \t]*\n.*?^END:VEVENT[ \t]*$\n?", re.DOTALL | re.MULTILINE | re.IGNORECASE
)
_INSIDE = re.compile(r"^BEGIN:(VALARM|VTODO|VJOURNAL)[ \t]*\n.*?^END:\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_START = re.compile(r"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE)
_TITLE = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.MULTILINE)
_REPEATS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[;:]", re.MULTILINE)
_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_LONGEST = timedelta(days=370)
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, OverflowError)
"""What the packages raise about values of a file."""


class NotACalendar(CopyError):
    what = gettext_noop("This is not a calendar in the iCalendar format (.ics).")
    why = gettext_noop(
        "It begins with BEGIN:VCALENDAR. A web page or a sign-in form may have been sent instead."
    )


@dataclass(frozen=True, slots=True)
class CalendarReading:
    events: tuple[AgendaEvent, ...]
    faults: tuple[tuple[str, str], ...]
    """Title as written, and reason, of the events that could not be read."""


def read_calendar(raw: bytes, *, since: datetime, until: datetime, zone: tzinfo) -> CalendarReading:
    """Return the events of the window.

    Each occurrence of a repeated event is one. `zone` is for times without one. Raise NotACalendar for
    anything else than a calendar.
    """
    text = _INSIDE.sub("", _decode(raw))
    if not re.match(r"\s*BEGIN:VCALENDAR", text, re.IGNORECASE):
        raise NotACalendar
    faults: list[tuple[str, str]] = []
    calendar = _read_frame(_EVENT.sub("", text))
    for block in _EVENT.findall(text):
        start = _START.search(block)
        if start is not None and start[1] < f"{since - _LONGEST:%Y%m%d}" and not _REPEATS.search(block):
            continue  # years of an old calendar, not worth parsing
        try:
            calendar.add_component(_parse_event(block))
        except _FAULTS as broken:
            title = _TITLE.search(block)
            faults.append((clean_line(title[1] if title else "", MAX_TITLE), _describe(broken)))
    events: list[AgendaEvent] = []
    for uid, series in _group(x_wr_timezone.to_standard(calendar)).items():
        try:
            events += _read_series(uid, series, calendar, since=since, until=until, zone=zone)
        except _FAULTS as broken:
            faults.append((clean_line(str(series[0].get("SUMMARY", "")), MAX_TITLE), _describe(broken)))
    if len(events) > MAX_EVENTS:
        faults.append(("", gettext_noop("There are too many events. Only the first ones are read.")))
    return CalendarReading(tuple(events[:MAX_EVENTS]), tuple(faults))


def _decode(raw: bytes) -> str:
    """Return the text with its lines unfolded, of UTF-8, UTF-16 or Windows-1252."""
    encoding = next((name for mark, name in BOMS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return re.sub(r"\n[ \t]", "", lines)


def _read_frame(text: str) -> Any:
    """Return the calendar without events; an empty one if its zones are broken."""
    try:
        return icalendar.Calendar.from_ical(text.strip())
    except _FAULTS:
        return icalendar.Calendar()


def _parse_event(block: str) -> Any:
    """Return an event.

    Raise ValueError if its times cannot be read or repeat many times a day. Other lines that cannot be
    read, such as those of a text that is folded wrongly, are left out.
    """
    event = icalendar.Event.from_ical(block)
    for name, reason in event.errors:
        if name in _TIMES:
            raise ValueError(f"{name}: {reason}")
    if not isinstance(getattr(event.get("DTSTART"), "dt", None), date):
        raise ValueError(gettext_noop("It has no start."))  # noqa: TRY004  # of the file, not of the program
    rules = event.get("RRULE") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        times = [len(rule.get(name, ())) or 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
        if _TOO_OFTEN & set(rule.get("FREQ", ())) or times[0] * times[1] * times[2] > 24:
            raise ValueError(gettext_noop("It repeats more often than once in an hour."))
    return event


def _group(calendar: Any) -> dict[str, list[Any]]:
    """Return the events by identifier; one without it has one made of what it says."""
    series: dict[str, list[Any]] = {}
    for event in calendar.walk("VEVENT"):
        uid = str(event.get("UID", "")).strip()
        said = uid or "\n".join(str(event.get(name, "")) for name in ("SUMMARY", "LOCATION")) + _name(
            event["DTSTART"]
        )
        series.setdefault(uid if 0 < len(uid) <= 250 else sha256(said.encode()).hexdigest(), []).append(event)
    return series


def _read_series(
    uid: str, events: Sequence[Any], calendar: Any, *, since: datetime, until: datetime, zone: tzinfo
) -> Iterator[AgendaEvent]:
    """Yield the occurrences of an identifier that touch the window, each once.

    Of two events that begin at one time, the newer version counts.
    """
    repeats = any(name in one for one in events for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
    if repeats:
        alone = icalendar.Calendar()
        for component in (*calendar.walk("VTIMEZONE"), *events):
            alone.add_component(component)
        events = list(recurring_ical_events.of(alone).between(since, until))[:MAX_A_SERIES]
    versions = {
        _name(one["DTSTART"]): one for one in sorted(events, key=lambda one: int(one.get("SEQUENCE", 0)))
    }
    for number, (start, one) in enumerate(versions.items()):
        occurrence = _name(one.get("RECURRENCE-ID", one["DTSTART"])) if repeats else start if number else ""
        event = replace(_read_event(one, zone), uid=uid, occurrence=occurrence)
        if event.starts_at < until and max(event.ends_at, event.starts_at + timedelta(seconds=1)) > since:
            yield event


def _read_event(event: Any, zone: tzinfo) -> AgendaEvent:
    end, duration = (getattr(event.get(name), "dt", None) for name in ("DTEND", "DURATION"))
    title, place, description, url = (
        str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL")
    )
    return build_event(
        WrittenTimes(event["DTSTART"].dt, end, duration), zone,
        title=title, place=place, description=description, url=url,
        cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
    )  # fmt: skip


def _name(written: Any) -> str:
    start: date = written.dt
    is_zoned = isinstance(start, datetime) and start.tzinfo is not None
    return (start.astimezone(UTC) if is_zoned else start).isoformat()[:32]  # type: ignore[attr-defined]  # a time


def _describe(broken: Exception) -> str:
    return clean_line(str(broken) or type(broken).__name__, 160)
