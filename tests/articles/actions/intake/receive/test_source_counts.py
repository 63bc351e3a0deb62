"""Counts of sources by hours: safe to repeat, and never smaller than what arrived."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Sum

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.source_counts import delete_old_counts, update_source_counts
from articles.models import HourlyWireCount, WireFile, WireItem, WireSource, WireSourceState
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> WireSource:
    return WireSource.objects.create(code="xyz-text", name="Xyz", transport="folder", created_at=NOON)


def deliver(source: WireSource, number: int, at: datetime = NOON) -> None:
    ingest_file(build_g2(guid=f"urn:newsml:x:{number}"), source=source, at=at)


def list_counts() -> list[tuple[int, int, int, int]]:
    rows = HourlyWireCount.objects.order_by("starts_at")
    return list(rows.values_list("items", "files", "repeats", "quarantined"))


def test_each_hour_has_its_own_counts_and_a_second_run_changes_nothing(source: WireSource) -> None:
    deliver(source, 1)
    deliver(source, 1)
    deliver(source, 2)
    ingest_file(b"<unbekannt/>", source=source, at=NOON)
    ingest_file(b"Heartbeat", source=source, at=NOON)
    deliver(source, 3, NOON + timedelta(hours=1))

    for _run in range(2):
        update_source_counts(NOON + timedelta(hours=1, minutes=1))

    assert list_counts() == [(2, 4, 0, 1), (1, 1, 1, 0)]
    state = WireSourceState.objects.get()
    assert (state.items_total, state.quarantined_total, state.counted_repeats) == (3, 1, 1)


def test_the_hour_that_the_clock_shows_twice_is_two(source: WireSource) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for number in range(2):
        deliver(source, number, first + timedelta(hours=number))

    update_source_counts(first + timedelta(hours=1))

    assert list_counts() == [(1, 1, 0, 0), (1, 1, 0, 0)]


def test_what_retention_deletes_has_arrived_all_the_same(source: WireSource) -> None:
    deliver(source, 1)
    update_source_counts(NOON)
    WireItem.objects.all().delete()
    WireFile.objects.all().delete()

    update_source_counts(NOON + timedelta(minutes=1))

    assert list_counts() == [(1, 1, 0, 0)]
    assert WireSourceState.objects.get().items_total == 1


def test_the_first_run_counts_the_weeks_before_and_later_ones_the_last_hours(source: WireSource) -> None:
    deliver(source, 1, NOON - timedelta(days=20))
    update_source_counts(NOON)
    first = list_counts()
    deliver(source, 2, NOON - timedelta(days=19))

    update_source_counts(NOON)

    assert first == list_counts() == [(1, 1, 0, 0)]


def test_old_counts_are_deleted_and_their_sums_stay(source: WireSource) -> None:
    deliver(source, 1)
    update_source_counts(NOON)

    assert delete_old_counts(NOON + timedelta(days=59)) == 0
    assert delete_old_counts(NOON + timedelta(days=61)) == 1
    assert HourlyWireCount.objects.aggregate(n=Sum("items"))["n"] is None
    assert WireSourceState.objects.get().items_total == 1
