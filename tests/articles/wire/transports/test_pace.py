from datetime import UTC, datetime

from articles.wire.transports.pace import get_back_off, parse_max_age, parse_retry_after
from tests.tables import each_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@each_of([
        ("30", 30.0), (" 0 ", 0.0), ("", None), ("soon", None), ("-5", None), ("٣", None),
        ("Mon, 02 Mar 2026 12:01:30 GMT", 90.0), ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),
        ("999999999999999999999", 86400.0), ("Mon, 02 Mar 2099 12:00:00 GMT", 86400.0), ("1.5", None),
    ])  # fmt: skip
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    assert parse_retry_after(value, NOON) == seconds


@each_of([
        ("max-age=120", "", 120.0), ("public, max-age=120", "20", 100.0), ("no-cache", "", 0.0),
        ("s-maxage=600, Max-Age = 60", "", 60.0), ("max-age=10", "90", 0.0), ("max-age=31536000", "", 3600.0),
        ("max-age=-1", "", 0.0), ("", "x", 0.0),
    ])  # fmt: skip
def test_an_answer_stays_fresh_for_its_max_age(cache_control: str, age: str, seconds: float) -> None:
    assert parse_max_age(cache_control, age) == seconds


def test_the_wait_after_failures_doubles_up_to_fifteen_minutes() -> None:
    waits = [get_back_off(failures, 60, 0) for failures in range(1, 8)]

    assert waits == [60, 120, 240, 480, 900, 900, 900]
    assert get_back_off(10_000, 60, 0) == 900
    assert get_back_off(3, 60, 1) == 120
