"""Times of agencies are aware, whatever their form."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from articles.wire.times import parse_time
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
CET = timezone(timedelta(hours=1))


@each_of(
    [
        ("2026-03-02T15:12:00+01:00", datetime(2026, 3, 2, 15, 12, tzinfo=CET)),
        ("2026-03-02T14:12:00Z", datetime(2026, 3, 2, 14, 12, tzinfo=UTC)),
        ("20260302T151200+0100", datetime(2026, 3, 2, 15, 12, tzinfo=CET)),
        ("2026-03-02 15:12:00.123 +01:00", datetime(2026, 3, 2, 15, 12, tzinfo=CET)),
        ("2026:03:02 15:12:00", datetime(2026, 3, 2, 15, 12, tzinfo=BERLIN)),
        ("2026-03-02T15:12", datetime(2026, 3, 2, 15, 12, tzinfo=BERLIN)),
        ("2026-03-02", datetime(2026, 3, 2, tzinfo=BERLIN)),
        ("2026-03-02T24:00:00Z", datetime(2026, 3, 3, tzinfo=UTC)),
        ("2026-07-02T15:12", datetime(2026, 7, 2, 15, 12, tzinfo=BERLIN)),
        ("Mon, 2 Mar 2026 15:12:00 +0100", datetime(2026, 3, 2, 15, 12, tzinfo=CET)),
    ]
)
def test_written_times_are_read(written: str, expected: datetime) -> None:
    assert parse_time(written, BERLIN) == expected


@each_of([
        "", None, "gestern", "2026-13-40", "20260230T101010Z", "99999999T999999Z", "12:30",
        "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00",
    ])  # fmt: skip
def test_what_is_no_time_is_none(written: str | None) -> None:
    assert parse_time(written, BERLIN) is None
