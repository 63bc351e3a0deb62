"""The usual number of items at a time of the week, by the clock of the source."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from articles.wire.usual_rate import (
    estimate_count,
    floor_to_hours,
    get_usual_count,
    list_needed_hours,
    shift_weeks,
)
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)


@each_of(
    [
        ("2026-03-30T09:00+02:00", 1, "2026-03-23T09:00+01:00"),
        ("2026-10-26T09:00+01:00", 1, "2026-10-19T09:00+02:00"),
        ("2026-07-01T09:00+02:00", 4, "2026-06-03T09:00+02:00"),
    ]
)
def test_the_same_time_weeks_before_has_the_same_clock(now: str, weeks: int, expected: str) -> None:
    assert shift_weeks(datetime.fromisoformat(now), weeks, BERLIN) == datetime.fromisoformat(expected)


def test_sixty_minutes_take_their_share_of_two_hours() -> None:
    counts = {floor_to_hours(MONDAY): 10, floor_to_hours(MONDAY) - timedelta(hours=1): 20}

    assert estimate_count(counts, MONDAY) == 15
    assert estimate_count({}, MONDAY) == 0


def test_the_median_of_four_weeks_leaves_out_an_odd_one() -> None:
    counts = {
        time: number
        for week, number in enumerate((10, 12, 500, 14), start=1)
        for time in (
            floor_to_hours(shift_weeks(MONDAY, week, BERLIN)),
            floor_to_hours(shift_weeks(MONDAY, week, BERLIN)) - timedelta(hours=1),
        )
    }

    assert set(counts) == set(list_needed_hours(MONDAY, BERLIN))
    assert get_usual_count(counts, MONDAY, BERLIN, known_since=LONG_AGO) == 13


def test_weeks_before_the_source_began_are_unknown_and_not_empty() -> None:
    counts = dict.fromkeys(list_needed_hours(MONDAY, BERLIN)[-2:], 8)

    assert get_usual_count(counts, MONDAY, BERLIN, known_since=MONDAY - timedelta(days=8)) == 8
    assert get_usual_count(counts, MONDAY, BERLIN, known_since=LONG_AGO) == 0
    assert get_usual_count(counts, MONDAY, BERLIN, known_since=MONDAY) is None
