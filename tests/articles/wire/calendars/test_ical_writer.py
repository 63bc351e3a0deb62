import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from articles.wire.calendars.event import AgendaEvent
from articles.wire.calendars.ical_reader import read_calendar
from articles.wire.calendars.ical_writer import write_calendar

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TIMED = AgendaEvent(
    uid="1@desk", title="Rat; Ausschuss, öffentlich" + " und lang" * 12, starts_at=NOON, ends_at=NOON + timedelta(hours=2),
    place="Kai 1\\2", description="Zeile 1\nBEGIN:VEVENT\nZeile 2", url="https://rat.example/1",
)  # fmt: skip
DAYS = AgendaEvent(
    uid="2@desk", title="Hafenfest", all_day=True, cancelled=True,
    starts_at=datetime(2026, 3, 5, 23, tzinfo=UTC), ends_at=datetime(2026, 3, 7, 23, tzinfo=UTC),
)  # fmt: skip
MOMENT = AgendaEvent(uid="3@desk", title="Abgabe", starts_at=NOON, ends_at=NOON)


def write() -> bytes:
    return write_calendar("Plan", [TIMED, DAYS, MOMENT], at=NOON, zone=BERLIN)


def test_a_written_calendar_reads_back_as_it_was():
    reading = read_calendar(write(), since=NOON, until=NOON + timedelta(days=30), zone=BERLIN)

    assert reading.events == (TIMED, DAYS, MOMENT)
    assert reading.faults == ()


def test_another_reader_of_the_standard_finds_the_same():
    timed, days, moment = IcsCalendarStream.calendar_from_ics(write().decode()).events

    assert (timed.uid, timed.summary, timed.location) == (TIMED.uid, TIMED.title, TIMED.place)
    assert (timed.description, str(timed.url)) == (TIMED.description, TIMED.url)
    assert (timed.start, timed.end) == (TIMED.starts_at, TIMED.ends_at)
    assert (days.start, days.end) == (date(2026, 3, 6), date(2026, 3, 8))
    assert (days.status, timed.status) == (EventStatus.CANCELLED, None)
    assert moment.start == moment.end == NOON


def test_each_line_keeps_to_the_standard():
    lines = write().split(b"\r\n")

    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(re.match(rb"[ ]|[A-Z-]+[;:]", line) for line in lines[:-1])
    assert [lines.count(f"{edge}:VEVENT".encode()) for edge in ("BEGIN", "END")] == [3, 3]
    assert b"DTSTART;VALUE=DATE:20260306" in lines
    assert b"DTSTART:20260302T120000Z" in lines
