from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from articles.wire.calendars.agency_event import read_agency_event
from articles.wire.calendars.event import AgendaEvent

BERLIN = ZoneInfo("Europe/Berlin")
NOTES = [{"role": "start", "text": "2026-03-03T10:00:00"}, {"role": "end", "text": "2026-03-03T12:00:00"}]


def read(notes: Any = NOTES, **facts: Any) -> AgendaEvent | None:
    content = {"kind": "event", "headline": "Kran wird eingeweiht", "located": "Nordhaven", "ednotes": notes}
    return read_agency_event({**content, **facts}, "dpa:1", BERLIN)


def test_times_of_notes_become_those_of_the_event():
    event = read(
        [*NOTES, {"role": "contactInfo", "text": "Ida Brandt"}], blocks=[["p", "Am Kai.", "Am Kai."]]
    )

    assert event == AgendaEvent(
        uid="dpa:1", title="Kran wird eingeweiht", place="Nordhaven", description="Am Kai.\nIda Brandt",
        starts_at=datetime(2026, 3, 3, 9, tzinfo=UTC), ends_at=datetime(2026, 3, 3, 11, tzinfo=UTC),
    )  # fmt: skip


def test_times_of_signals_are_read_too():
    event = read(
        [], signals=[{"scheme": "start", "code": "2026-03-03"}, {"scheme": "end", "code": "2026-03-04"}]
    )

    assert event is not None
    assert event.all_day
    assert event.ends_at == datetime(2026, 3, 4, 23, tzinfo=UTC)


def test_a_duration_gives_the_end():
    event = read([NOTES[0], {"role": "duration", "text": "PT3H"}])

    assert event is not None
    assert event.ends_at == datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "notes", [[], [{"role": "start", "text": "2026-03"}], [{"role": "start", "text": "morgen"}]]
)
def test_an_event_without_a_start_that_can_be_read_is_none(notes: Any):
    assert read(notes) is None


def test_other_items_are_no_events():
    assert read(kind="text") is None


@pytest.mark.parametrize("facts", [{"pubstatus": "canceled"}, {"notices": ["kill"]}])
def test_a_version_that_withdraws_the_item_cancels_the_event(facts: Any):
    event = read(**facts)

    assert event is not None
    assert event.cancelled
