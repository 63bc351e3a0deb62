"""Calendars are fetched as they are: what changed changes, what vanished goes, what is broken is said."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from articles.actions.desk.calendars import (
    MAX_BYTES,
    delete_calendar,
    delete_event,
    fetch_calendars,
    save_calendar,
    save_event,
)
from articles.actions.desk.plan import plan_new_story
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import CalendarEvent, EventCalendar, StoryPlan
from tests.articles.actions.intake.receive.agency_servers import AgencyServer, ServerReply
from tests.articles.wire.calendars.test_ical_reader import make_calendar, make_event
from tests.factories import NOON, make_chief, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

RAT = make_event("UID:rat", "SUMMARY:Rat", "DTSTART:20260303T100000Z", "LOCATION:Rathaus")
FEST = make_event("UID:fest", "SUMMARY:Fest", "DTSTART;VALUE=DATE:20260306")


class CalendarServer(AgencyServer):
    body = b""

    def reply(self, *_request: object) -> ServerReply:
        return ServerReply(self.status, self.body)


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def server(settings) -> Iterator[CalendarServer]:
    settings.WIRES_FROM_LOOPBACK = True
    server = CalendarServer()
    yield server
    server.close()


def make_fetched(server: CalendarServer, *events: str, **facts) -> EventCalendar:
    calendar = EventCalendar.objects.create(name="Rat", url=f"{server.url}/rat.ics", **facts)
    fetch(server, *events)
    return calendar


def fetch(server: CalendarServer, *events: str, days: int = 0) -> None:
    server.status, server.body = 200, make_calendar(*events)
    fetch_calendars(at=NOON + timedelta(days=days))


def titles() -> set[str]:
    return set(CalendarEvent.objects.values_list("title", flat=True))


def test_a_calendar_is_stored_as_it_came_and_its_events_with_its_section(server):
    section = make_section()

    calendar = make_fetched(server, RAT, FEST, section=section)

    calendar.refresh_from_db()
    assert bytes(calendar.raw) == server.body
    assert (calendar.fetched_at, calendar.error) == (NOON, "")
    assert {(event.title, event.section) for event in calendar.events.all()} == {
        ("Rat", section),
        ("Fest", section),
    }


def test_a_changed_event_stays_the_same_row_and_a_vanished_one_goes(server):
    make_fetched(server, RAT, FEST)
    before = CalendarEvent.objects.get(uid="rat").pk

    fetch(server, RAT.replace("T10", "T12").replace("Rathaus", "Schule"))

    event = CalendarEvent.objects.get()
    assert (event.pk, event.place, event.starts_at.hour) == (before, "Schule", 12)


def test_the_story_of_a_vanished_event_keeps_what_it_knew(server):
    make_fetched(server, RAT, FEST)
    story = plan_new_story(
        "Rat", StoryPlan(publish_at=NOON + timedelta(days=1)), event=CalendarEvent.objects.get(uid="rat"),
        by=make_chief(), at=NOON,
    )  # fmt: skip

    fetch(server, FEST)

    plan = StoryPlan.objects.get(article=story)
    assert (plan.event_is_gone, plan.event_title, plan.place) == (True, "Rat", "Rathaus")


def test_what_is_long_over_goes_unless_a_story_was_planned_for_it(server):
    make_fetched(server, RAT, FEST)
    plan_new_story(
        "Rat", StoryPlan(publish_at=NOON + timedelta(days=1)), event=CalendarEvent.objects.get(uid="rat"),
        by=make_chief(), at=NOON,
    )  # fmt: skip

    fetch(server, RAT, FEST, days=40)

    assert titles() == {"Rat"}


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, b"", "404"),
        (503, b"", "503"),
        (200, b"<html>Bitte anmelden</html>", "not a calendar"),
        (200, b"BEGIN:VCALENDAR" + b"x" * MAX_BYTES, "too large"),
    ],
)
def test_a_calendar_that_fails_says_why_and_keeps_its_events(server, status: int, body: bytes, reason: str):
    calendar = make_fetched(server, RAT)
    server.status, server.body = status, body

    fetch_calendars(at=NOON + timedelta(minutes=15))

    calendar.refresh_from_db()
    assert reason in calendar.error
    assert titles() == {"Rat"}
    fetch(server, FEST)
    calendar.refresh_from_db()
    assert (calendar.error, titles()) == ("", {"Fest"})


def test_the_server_of_a_calendar_may_be_away(server, settings):
    calendar = make_fetched(server, RAT)
    settings.WIRES_FROM_LOOPBACK = False

    fetch_calendars(at=NOON)

    calendar.refresh_from_db()
    assert "could not be reached" in calendar.error


def test_broken_events_are_named_at_the_calendar(server):
    calendar = make_fetched(server, RAT, make_event("UID:2", "SUMMARY:Chor", "DTSTART:bald"))

    calendar.refresh_from_db()
    assert calendar.faults[0][0] == "Chor"
    assert titles() == {"Rat"}


def test_an_uploaded_file_is_read_at_once_and_its_window_moves_on():
    series = make_event("UID:1", "SUMMARY:Markt", "DTSTART:20260301T080000Z", "RRULE:FREQ=MONTHLY")
    calendar = EventCalendar(name="Markt")

    save_calendar(calendar, raw=make_calendar(series), by=make_chief(), at=NOON)
    assert CalendarEvent.objects.count() == 3
    fetch_calendars(at=NOON + timedelta(days=70))

    assert max(CalendarEvent.objects.values_list("starts_at", flat=True)).month == 8


@pytest.mark.parametrize(
    ("url", "raw", "field"),
    [
        ("", None, "url"),
        ("https://rat.example/1.ics", make_calendar(RAT), "url"),
        ("http://rat.example/1.ics", None, "url"),
        ("https://192.168.1.7/1.ics", None, "url"),
        ("https://localhost/1.ics", None, "url"),
        ("", b"%PDF-1.7", "file"),
        ("", make_calendar(RAT) + b" " * MAX_BYTES, "file"),
    ],
)
def test_a_calendar_without_a_source_that_can_be_read_is_refused(url: str, raw: bytes | None, field: str):
    with pytest.raises(ActionRefused) as refused:
        save_calendar(EventCalendar(name="Rat", url=url), raw=raw, by=make_chief(), at=NOON)

    assert refused.value.field == field
    assert not EventCalendar.objects.exists()


def test_only_who_looks_after_sources_looks_after_calendars():
    calendar, by = (
        EventCalendar(name="Rat", url="https://rat.example/1.ics"),
        make_user("", "articles.add_article"),
    )

    with pytest.raises(NotPermitted):
        save_calendar(calendar, by=by, at=NOON)
    save_calendar(calendar, by=make_chief(), at=NOON)
    with pytest.raises(NotPermitted):
        delete_calendar(calendar, by=by, at=NOON)
    delete_calendar(calendar, by=make_chief(), at=NOON)

    assert not EventCalendar.objects.exists()


def test_own_events_are_the_desks_and_those_of_others_are_theirs(server):
    by = make_user("", "articles.add_article", "articles.change_article")
    make_fetched(server, RAT)
    own = CalendarEvent(title="Redaktionsfest", starts_at=NOON, ends_at=NOON, made_by=by)

    save_event(own, by=by, at=NOON)
    fetch(server, FEST)
    assert titles() == {"Redaktionsfest", "Fest"}
    delete_event(own, by=by, at=NOON)
    with pytest.raises(ActionRefused):
        delete_event(CalendarEvent.objects.get(), by=by, at=NOON)

    assert titles() == {"Fest"}
