"""A time in the future orders no versions, and a small difference of clocks is no reason to doubt."""

from datetime import UTC, datetime, timedelta

from articles.wire.future_times import get_order_time, iterate_doubts
from tests.tables import each_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@each_of([-60 * 24 * 365, 0, 10])
def test_a_time_of_the_past_and_of_a_clock_that_is_a_little_fast_counts(minutes: int) -> None:
    created = NOON + timedelta(minutes=minutes)

    assert (get_order_time(created, NOON), list(iterate_doubts(created, NOON))) == (created, [])


@each_of([11, 60 * 24 * 365 * 5])
def test_a_time_in_the_future_does_not_count_and_is_named(minutes: int) -> None:
    created = NOON + timedelta(minutes=minutes)

    assert get_order_time(created, NOON) is None
    assert ["in the future" in one.message for one in iterate_doubts(created, NOON)] == [True]


def test_no_time_is_no_doubt() -> None:
    assert (get_order_time(None, NOON), list(iterate_doubts(None, NOON))) == (None, [])
