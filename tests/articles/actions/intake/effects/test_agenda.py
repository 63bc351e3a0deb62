"""What agencies announce is in the plan: once, in its newest version."""

from datetime import timedelta

import pytest

from articles.models import CalendarEvent
from articles.wire.item import EditorNote, ItemKind, PubStatus
from tests.factories import NOON, make_section
from tests.wire_items import make_source, receive_news

pytestmark = pytest.mark.django_db(transaction=True)

GUID = "urn:newsml:dpa.com:20090101:260302-99-777777"


def receive_event(version: int = 1, start: str = "2026-03-05T10:00:00+01:00", **facts):
    notes = (EditorNote(start, role="start"), EditorNote("2026-03-05T12:00:00+01:00", role="end"))
    return receive_news(
        guid=GUID, version=str(version), kind=ItemKind.EVENT, headline="Kran wird eingeweiht", located="Nordhaven",
        ednotes=notes, versioncreated=NOON + timedelta(minutes=version), **facts,
    )  # fmt: skip


def test_an_announced_event_is_in_the_plan_with_the_section_of_its_source():
    section = make_section()

    item = receive_event(source=make_source(section=section))

    event = CalendarEvent.objects.get()
    assert (event.title, event.place, event.section, event.item) == (
        "Kran wird eingeweiht",
        "Nordhaven",
        section,
        item,
    )
    assert event.ends_at - event.starts_at == timedelta(hours=2)


def test_a_later_version_changes_it_and_an_older_one_that_comes_late_does_not():
    receive_event(1)
    receive_event(3, start="2026-03-05T11:00:00+01:00")
    receive_event(2, start="2026-03-05T09:00:00+01:00")
    receive_event(3, start="2026-03-05T11:00:00+01:00")

    assert CalendarEvent.objects.get().starts_at.hour == 10


def test_a_cancelled_version_cancels_it():
    receive_event(1)
    receive_event(2, pubstatus=PubStatus.CANCELED)

    assert CalendarEvent.objects.get().cancelled


def test_other_items_and_events_without_a_time_make_no_event():
    receive_news()
    receive_event(start="im Frühjahr")

    assert not CalendarEvent.objects.exists()


def test_an_event_outlives_the_copy_that_its_contract_deletes():
    receive_event().delete()

    assert CalendarEvent.objects.get().item is None
