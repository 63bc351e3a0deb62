"""Quiet hours by the clock of a source: over midnight, and on the days on which the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from articles.wire.daily_hours import DailyHours, resolve_time
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = DailyHours(BERLIN, time(23), time(5, 30))
START = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = st.integers(0, 330 * 1440).map(lambda minutes: START + timedelta(minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@each_of([
        ("2026-03-02T22:59", False), ("2026-03-02T23:00", True), ("2026-03-03T00:00", True),
        ("2026-03-03T05:29", True), ("2026-03-03T05:30", False), ("2026-03-03T12:00", False),
    ])  # fmt: skip
def test_a_night_spans_midnight(clock: str, expected: bool) -> None:
    assert NIGHT.covers(at(clock)) is expected


def test_a_pause_by_day_is_quiet_too_and_equal_ends_are_none() -> None:
    noon = at("2026-03-02T12:30")

    assert DailyHours(BERLIN, time(12), time(13)).covers(noon)
    assert not DailyHours(BERLIN, time(12), time(12)).covers(noon)
    assert not DailyHours(BERLIN).covers(noon)


@each_of(
    [
        (NIGHT, "2026-03-02T22:00", "2026-03-03T06:00", 1.5),
        (NIGHT, "2026-03-02T23:30", "2026-03-03T05:00", 0),
        (NIGHT, "2026-03-03T02:00", "2026-03-03T05:40", 1 / 6),
        (NIGHT, "2026-03-02T22:00", "2026-03-05T22:00", 72 - 3 * 6.5),
        (DailyHours(BERLIN), "2026-03-02T22:00", "2026-03-03T06:00", 8),
        (NIGHT, "2026-03-03T06:00", "2026-03-03T05:00", 0),
        # 29 March has 23 hours, 25 October 25: the night is shorter, then longer, the active time is the same.
        (NIGHT, "2026-03-28T22:00", "2026-03-29T06:00", 1.5),
        (NIGHT, "2026-10-24T22:00", "2026-10-25T06:00", 1.5),
        (DailyHours(BERLIN, time(2, 30), time(4)), "2026-03-29T00:00", "2026-03-29T06:00", 4),
        (DailyHours(BERLIN, time(1), time(2, 30)), "2026-03-29T00:00", "2026-03-29T06:00", 4),
        (DailyHours(BERLIN, time(2, 15), time(2, 45)), "2026-10-25T00:00", "2026-10-25T06:00", 5.5),
    ]
)
def test_quiet_time_does_not_count_as_silence(
    quiet: DailyHours, since: str, until: str, hours: float
) -> None:
    assert quiet.count_active(at(since), at(until)) == timedelta(hours=hours)


@each_of(
    [
        (date(2026, 3, 29), 0, "2026-03-29T01:00:00+00:00"),
        (date(2026, 3, 29), 1, "2026-03-29T01:00:00+00:00"),
        (date(2026, 10, 25), 0, "2026-10-25T00:30:00+00:00"),
        (date(2026, 10, 25), 1, "2026-10-25T01:30:00+00:00"),
        (date(2026, 6, 1), 0, "2026-06-01T00:30:00+00:00"),
    ]
)
def test_skipped_and_repeated_times_are_found(day: date, fold: int, expected: str) -> None:
    assert resolve_time(day, time(2, 30), BERLIN, fold=fold) == datetime.fromisoformat(expected)


@given(
    since=TIMES, minutes=st.integers(0, 5_000), start=st.times(), end=st.times(),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
)  # fmt: skip
def test_active_time_never_falls_and_never_exceeds_the_time(
    since: datetime, minutes: int, start: time, end: time, zone: str
) -> None:
    quiet = DailyHours(
        ZoneInfo(zone), start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    )
    until = since + timedelta(minutes=minutes)

    active = quiet.count_active(since, until)

    assert timedelta() <= active <= until - since
    assert quiet.count_active(since, until + timedelta(minutes=30)) >= active
