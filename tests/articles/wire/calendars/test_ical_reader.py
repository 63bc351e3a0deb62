"""Calendars as programs really write them; all of them invented."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.wire.calendars.event import AgendaEvent
from articles.wire.calendars.ical_reader import MAX_EVENTS, CalendarReading, NotACalendar, read_calendar

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SINCE, UNTIL = NOON - timedelta(days=14), NOON + timedelta(days=90)


def make_event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def make_calendar(*events: str, head: str = "") -> bytes:
    frame = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Nordhaven//Rat//DE\r\n"
    return f"{frame}{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def read(*events: str, head: str = "") -> CalendarReading:
    return read_calendar(make_calendar(*events, head=head), since=SINCE, until=UNTIL, zone=BERLIN)


def read_one(*lines: str, head: str = "") -> AgendaEvent:
    (event,) = read(make_event(*lines), head=head).events
    return event


def times(event: AgendaEvent) -> tuple[str, str]:
    return (
        f"{event.starts_at.astimezone(BERLIN):%d.%m. %H:%M}",
        f"{event.ends_at.astimezone(BERLIN):%d.%m. %H:%M}",
    )


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("DTSTART;TZID=W. Europe Standard Time:20260303T100000", "03.03. 10:00"),
        ("DTSTART;TZID=Eastern Standard Time:20260303T100000", "03.03. 16:00"),
        ("DTSTART;TZID=Europe/London:20260303T100000", "03.03. 11:00"),
        ("DTSTART:20260303T100000Z", "03.03. 11:00"),
        ("DTSTART:20260303T100000", "03.03. 10:00"),
    ],
)
def test_a_start_is_read_in_its_zone_or_in_that_of_the_desk(start: str, hour: str):
    assert times(read_one("UID:1", "SUMMARY:Ratssitzung", start))[0] == hour


def test_a_zone_that_the_file_describes_itself_is_used():
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Nordhaven\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\n"
        "TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )

    event = read_one("UID:1", "DTSTART;TZID=Nordhaven:20260303T100000", head=zone)

    assert times(event)[0] == "03.03. 08:00"


def test_whole_days_last_from_midnight_to_midnight():
    several = read_one("UID:1", "DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260306")
    one = read_one("UID:1", "DTSTART;VALUE=DATE:20260303")

    assert (times(several), several.all_day) == (("03.03. 00:00", "06.03. 00:00"), True)
    assert times(one) == ("03.03. 00:00", "04.03. 00:00")


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ((), "03.03. 10:00"),
        (("DURATION:PT90M",), "03.03. 11:30"),
        (("DTEND:20260303T120000",), "03.03. 12:00"),
        (("DTEND:20260303T080000",), "03.03. 10:00"),
    ],
)
def test_the_end_may_be_missing_or_wrong(lines: tuple[str, ...], end: str):
    assert times(read_one("UID:1", "DTSTART:20260303T100000", *lines))[1] == end


def test_a_series_has_its_exceptions_and_its_moved_occurrence():
    series = make_event(
        "UID:rat", "SUMMARY:Rat", "DTSTART;TZID=Europe/Berlin:20260101T180000", "DURATION:PT2H",
        "RRULE:FREQ=WEEKLY;UNTIL=20260401T000000Z", "EXDATE;TZID=Europe/Berlin:20260305T180000",
    )  # fmt: skip
    moved = make_event(
        "UID:rat", "SUMMARY:Rat, verlegt", "RECURRENCE-ID;TZID=Europe/Berlin:20260312T180000",
        "DTSTART;TZID=Europe/Berlin:20260313T190000",
    )  # fmt: skip
    gone = make_event(
        "UID:rat", "SUMMARY:Rat", "RECURRENCE-ID;TZID=Europe/Berlin:20260319T180000", "STATUS:CANCELLED",
        "DTSTART;TZID=Europe/Berlin:20260319T180000",
    )  # fmt: skip

    events = {times(event)[0]: event for event in read(series, moved, gone).events}

    assert list(events) == ["19.02. 18:00", "26.02. 18:00", "13.03. 19:00", "19.03. 18:00", "26.03. 18:00"]
    assert events["13.03. 19:00"].title == "Rat, verlegt"
    assert events["13.03. 19:00"].occurrence == "2026-03-12T17:00:00+00:00"
    assert [event.cancelled for event in events.values()] == [False, False, False, True, False]


def test_a_series_without_end_is_read_within_the_window_only():
    reading = read(make_event("UID:1", "SUMMARY:Markt", "DTSTART:20100101T080000Z", "RRULE:FREQ=DAILY"))

    assert len(reading.events) == 104
    assert all(SINCE - timedelta(days=1) < event.starts_at < UNTIL for event in reading.events)


def test_a_series_keeps_its_time_of_day_in_the_zone_of_the_calendar():
    head = "X-WR-TIMEZONE:Europe/Berlin\r\n"

    events = read(make_event("UID:1", "DTSTART:20260301T170000Z", "RRULE:FREQ=WEEKLY"), head=head).events

    assert {times(event)[0][-5:] for event in events} == {"18:00"}


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5"]
)
def test_what_repeats_many_times_a_day_is_left_out_and_named(rule: str):
    reading = read(make_event("UID:1", "SUMMARY:Sirene", "DTSTART:20260303T100000Z", f"RRULE:{rule}"))

    assert reading == CalendarReading((), (("Sirene", "It repeats more often than once in an hour."),))


def test_a_broken_event_leaves_the_others_alone():
    good = make_event("UID:1", "SUMMARY:Ratssitzung", "DTSTART:20260303T100000Z")
    broken = make_event("UID:2", "SUMMARY:Ausschuss", "DTSTART:gestern")
    startless = make_event("UID:3", "SUMMARY:Irgendwann")
    rule = make_event("UID:4", "SUMMARY:Chor", "DTSTART:20260303T100000Z", "RRULE:FREQ=IMMER")

    reading = read(broken, good, startless, rule)

    assert [event.title for event in reading.events] == ["Ratssitzung"]
    assert [title for title, _reason in reading.faults] == ["Ausschuss", "Irgendwann", "Chor"]
    assert "gestern" in reading.faults[0][1]
    assert reading.faults[1][1] == "It has no start."


def test_a_text_that_is_folded_wrongly_costs_only_that_text():
    event = read_one(
        "UID:1",
        "SUMMARY:Fest",
        "DTSTART:20260303T100000Z",
        "DESCRIPTION:Am Kai",
        "ohne Einzug",
        "LOCATION:Kai 1",
    )

    assert (event.title, event.description, event.place) == ("Fest", "Am Kai", "Kai 1")


def test_folded_lines_are_joined_also_within_a_letter():
    raw = make_calendar(make_event("UID:1", "SUMMARY:Hafenr@@undfahrt", "DTSTART:20260303T100000Z"))
    raw = raw.replace(b"@@", b"\r\n ")

    (event,) = read_calendar(raw, since=SINCE, until=UNTIL, zone=BERLIN).events

    assert event.title == "Hafenrundfahrt"


def test_markup_in_a_description_becomes_plain_text():
    event = read_one(
        "UID:1", "SUMMARY:<b>Fest</b> & Markt", "DTSTART:20260303T100000Z", "URL:javascript:alert(1)",
        "DESCRIPTION:<p>Am <b>Kai</b></p><script>alert(1)</script><p>Eintritt frei</p>",
    )  # fmt: skip

    assert event.title == "Fest & Markt"
    assert event.description == "Am Kai\n\nEintritt frei"
    assert event.url == ""


def test_events_with_one_identifier_or_none_stay_apart():
    first = make_event("UID:1", "SUMMARY:Markt", "DTSTART:20260303T100000Z")
    newer = make_event("UID:1", "SUMMARY:Wochenmarkt", "SEQUENCE:2", "DTSTART:20260303T100000Z")
    other = make_event("UID:1", "SUMMARY:Flohmarkt", "DTSTART:20260304T100000Z")
    nameless = [make_event("SUMMARY:Chor", f"DTSTART:2026030{day}T100000Z") for day in (5, 6)]

    events = read(first, newer, other, *nameless).events

    assert {event.title for event in events} == {"Wochenmarkt", "Flohmarkt", "Chor"}
    assert len({(event.uid, event.occurrence) for event in events}) == len(events) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_letters_are_read_in_any_usual_encoding(encoding: str):
    text = make_calendar(
        make_event("UID:1", "SUMMARY:Bürgerversammlung", "DTSTART:20260303T100000Z")
    ).decode()

    (event,) = read_calendar(text.encode(encoding), since=SINCE, until=UNTIL, zone=BERLIN).events

    assert event.title == "Bürgerversammlung"


@pytest.mark.parametrize(
    "raw", [b"", b"<html>Please sign in</html>", b"\xff\xd8\xff\xe0", b"BEGIN:VCARD\r\nEND:VCARD\r\n"]
)
def test_what_is_no_calendar_is_refused(raw: bytes):
    with pytest.raises(NotACalendar):
        read_calendar(raw, since=SINCE, until=UNTIL, zone=BERLIN)


@pytest.mark.timeout(20)
def test_five_megabytes_of_old_and_new_events_are_read_in_seconds():
    first = date(2010, 1, 1)
    days = (first + timedelta(days=number) for number in range(9_000))
    events = [
        make_event(f"UID:{day}", f"DTSTART:{day:%Y%m%d}T100000Z", "DESCRIPTION:" + "x" * 480) for day in days
    ]

    assert len(make_calendar(*events)) > 4_900_000
    assert len(read(*events).events) == 104


def test_more_events_than_anybody_reads_are_cut_off_and_said():
    events = [make_event(f"UID:{number}", "DTSTART:20260303T100000Z") for number in range(MAX_EVENTS + 1)]

    reading = read(*events)

    assert len(reading.events) == MAX_EVENTS
    assert reading.faults == (("", "There are too many events. Only the first ones are read."),)


def test_an_alarm_and_a_task_in_the_file_are_no_events():
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:kaputt", "END:VALARM")
    task = "BEGIN:VTODO\r\nUID:2\r\nSUMMARY:Einkaufen\r\nEND:VTODO\r\n"

    reading = read(make_event("UID:1", "SUMMARY:Rat", "DTSTART:20260303T100000Z", *alarm), task)

    assert [event.title for event in reading.events] == ["Rat"]
    assert reading.faults == ()
