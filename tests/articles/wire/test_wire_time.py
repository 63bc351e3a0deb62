"""Trailers of wires name day, time, month and year in their own order and language."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from articles.wire.text_messages.wire_time import parse_month, parse_trailer_7901, parse_trailer_anpa
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")


@each_of(
    [
        ("021512 GMT Mar 26 ", datetime(2026, 3, 2, 15, 12, tzinfo=UTC)),
        ("021512 Mrz 26\n\n", datetime(2026, 3, 2, 15, 12, tzinfo=BERLIN)),
        ("021512 Okt 2026", datetime(2026, 10, 2, 15, 12, tzinfo=BERLIN)),
        ("091223 déc 18", datetime(2018, 12, 9, 12, 23, tzinfo=BERLIN)),
        ("091223 dic 98", datetime(1998, 12, 9, 12, 23, tzinfo=BERLIN)),
        ("021512 MESZ Jul 26", datetime(2026, 7, 2, 15, 12, tzinfo=timezone(timedelta(hours=2)))),
        ("\n021512Mai 26", datetime(2026, 5, 2, 15, 12, tzinfo=BERLIN)),
    ]
)
def test_the_time_of_iptc_7901_is_read(trailer: str, expected: datetime) -> None:
    assert parse_trailer_7901(trailer, BERLIN) == expected


@each_of(["", "321512 Mrz 26", "022512 Mrz 26", "021512 Foo 26", "021512 Mrz", "1234"])
def test_a_trailer_without_a_time_has_none(trailer: str) -> None:
    assert parse_trailer_7901(trailer, BERLIN) is None


@each_of(
    [
        ("AP-WF-03-02-26 0900GMT<", False, datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("AP-NY-03-02-26 2100EST<", False, datetime(2026, 3, 2, 21, tzinfo=timezone(timedelta(hours=-5)))),
        ("AP-WF-23-02-26 0900GMT<", False, datetime(2026, 2, 23, 9, tzinfo=UTC)),
        ("KYO-WF-03-02-26 0900GMT", True, datetime(2026, 2, 3, 9, tzinfo=UTC)),
        ("JST-15:09-02-03-26", True, datetime(2026, 3, 2, 15, 9, tzinfo=timezone(timedelta(hours=9)))),
        ("AP-WF-13-32-26 0900GMT", False, None),
        ("no time", False, None),
    ]
)
def test_the_time_of_anpa_has_the_month_first_unless_it_cannot(
    trailer: str, day_first: bool, expected: datetime | None
) -> None:
    assert parse_trailer_anpa(trailer, BERLIN, day_first=day_first)[0] == expected


def test_the_trailer_of_anpa_names_the_agency() -> None:
    assert parse_trailer_anpa("AP-WF-03-02-26 0900GMT<", UTC, day_first=False)[1] == "AP"


@each_of([("März", 3), ("Mrz", 3), ("août", 8), ("ENE", 1), ("Dez.", 12), ("Kran", None)])
def test_months_are_known_in_the_languages_of_the_agencies(name: str, expected: int | None) -> None:
    assert parse_month(name) == expected
