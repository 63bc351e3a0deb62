"""Health of wire sources: silence, delays, usual numbers, clocks and quarantine, in six queries."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.source_counts import update_source_counts
from articles.models import HourlyWireCount, WireSource, WireSourceState
from articles.selectors.wire_health import SourceHealth, read_wire_health
from articles.wire.usual_rate import floor_to_hours
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=30)


def make_source(code: str = "xyz-text", **facts: Any) -> WireSource:
    return WireSource.objects.create(
        **{"code": code, "name": code, "transport": "folder", "created_at": NOON, **facts}
    )


def deliver(source: WireSource, number: int, *, at: datetime = NOON, seconds: int = 10) -> None:
    created = (at - timedelta(seconds=seconds)).isoformat()
    ingest_file(build_g2(guid=f"urn:newsml:x:{number}", created=created), source=source, at=at)


def read(at: datetime = LATER) -> SourceHealth:
    (health,) = read_wire_health(at)
    return health


def test_the_last_items_show_their_delay_and_the_clock_of_the_agency() -> None:
    source = make_source()
    for number, seconds in enumerate([10, 20, 30, 600, -60, -300]):
        deliver(source, number, seconds=seconds)

    items = read().items

    assert (items.count, items.future, items.lead) == (6, 1, timedelta(minutes=5))
    assert items.delay == timedelta(seconds=15)
    assert items.delay_p95 is not None
    assert items.delay_p95 > timedelta(minutes=5)


def test_an_older_item_and_a_heartbeat_are_none_of_the_last_items() -> None:
    source = make_source()
    deliver(source, 1, at=NOON - timedelta(hours=2))
    ingest_file(b"Heartbeat", source=source, at=NOON)

    health = read()

    assert (health.items.count, health.last_item_at) == (0, NOON - timedelta(hours=2))
    assert (health.state.last_heartbeat_at, health.silence) == (NOON, timedelta(minutes=30))


def test_files_set_aside_have_a_rate_and_wait_until_somebody_settles_them() -> None:
    source = make_source()
    for number in range(3):
        deliver(source, number)
    ingest_file(b"<unbekannt/>", source=source, at=NOON)

    health = read()

    assert (health.files.count, health.files.quarantine_rate, health.waiting) == (4, 0.25, 1)
    assert read(NOON + timedelta(days=3)).waiting == 1


def test_the_usual_number_is_the_median_of_the_same_time_in_four_weeks() -> None:
    source = make_source(created_at=NOON - timedelta(days=100))
    for week, number in enumerate((4, 6, 8, 100), start=1):
        starts_at = floor_to_hours(NOON) - timedelta(weeks=week, hours=1)
        HourlyWireCount.objects.create(source=source, starts_at=starts_at, items=number)

    health = read(NOON)

    assert (health.usual, health.items.count) == (7, 0)


def test_the_plot_has_a_bar_for_each_of_the_last_hours() -> None:
    source = make_source()
    deliver(source, 1, at=NOON - timedelta(hours=3))
    deliver(source, 2)
    update_source_counts(NOON)

    health = read(NOON)

    assert len(health.hours) == 24
    assert [bar.items for bar in health.hours][-4:] == [1, 0, 0, 1]
    assert sum(bar.items for bar in health.hours) == 2


@pytest.mark.parametrize(
    ("facts", "minutes", "expected"),
    [
        ({"silence_minutes": 30}, 29, False),
        ({"silence_minutes": 30}, 30, True),
        ({"silence_minutes": None}, 6_000, False),
        ({"silence_minutes": 30, "active": False}, 60, False),
        ({"silence_minutes": 30, "quiet_from": time(13), "quiet_until": time(14)}, 45, False),
        ({"silence_minutes": 30, "quiet_from": time(13, 10), "quiet_until": time(14)}, 75, False),
        ({"silence_minutes": 30, "quiet_from": time(13, 10), "quiet_until": time(14)}, 80, True),
    ],
)
def test_a_source_is_silent_after_its_own_limit(facts: dict[str, Any], minutes: int, expected: bool) -> None:
    deliver(make_source(**facts), 1)  # at 13:00 in Berlin

    assert read(NOON + timedelta(minutes=minutes)).is_silent is expected


def test_a_source_that_never_delivered_is_silent_from_its_beginning() -> None:
    make_source(silence_minutes=30)

    assert read(NOON + timedelta(minutes=31)).is_silent


def test_a_polled_source_fails_after_three_tries_and_a_folder_while_it_has_trouble() -> None:
    polled, folder = make_source("a", transport="poll"), make_source("b")
    WireSourceState.objects.create(source=polled, failures=2, last_error="weg", last_error_at=NOON)
    WireSourceState.objects.create(source=folder, last_error="weg", last_error_at=NOON)

    assert [health.has_failed(LATER) for health in read_wire_health(LATER)] == [False, False]
    WireSourceState.objects.update(failures=3, last_error_at=LATER)
    assert [health.has_failed(LATER) for health in read_wire_health(LATER)] == [True, True]


def test_a_faulty_zone_hides_no_source() -> None:
    make_source(zone="Mars/Nordhaven")

    assert read().source.zone == "Mars/Nordhaven"


def test_the_number_of_queries_does_not_grow_with_the_sources() -> None:
    for number in range(8):
        deliver(make_source(f"quelle-{number}", zone="Europe/Vienna" if number % 2 else "UTC"), number)

    with CaptureQueriesContext(connection) as queries:
        read_wire_health(LATER)

    assert len(queries) == 6
