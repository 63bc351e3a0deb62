"""Days, parts of the day and clocks, one at a time: which dates, minutes and instants they can mean."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.parsing.dates.resolve import (
    Contradiction,
    NoSuchDay,
    ResolvedDays,
    resolve_days,
    resolve_instants,
    resolve_minutes,
)
from articles.parsing.dates.scan import read_expression
from articles.parsing.dates.types import ZoneMeaning
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
THURSDAY = date(2026, 11, 26)


def read_days(line: str, today: date | None = THURSDAY) -> ResolvedDays:
    return resolve_days(read_expression(line).days, today)


def list_dates(line: str, today: date | None = THURSDAY) -> list[str]:
    return [day.isoformat() for day in read_days(line, today).dates]


@pytest.mark.parametrize("today", [THURSDAY, None])
@pytest.mark.parametrize(
    "line", ["12. Januar 2027", "Dienstag, 12.1.2027", "13/1/2027 12.1.2027", "12.1.2027, 12.1.2027"]
)
def test_a_full_date_needs_no_today(line: str, today: date | None) -> None:
    if line.startswith("13"):
        with pytest.raises(Contradiction):
            read_days(line, today)
    else:
        assert read_days(line, today) == ResolvedDays((date(2027, 1, 12),), True, True, True, True)


@each_of(
    [
        ("12. Januar", ["2025-01-12", "2026-01-12", "2027-01-12"]),
        ("Dienstag, 12. Januar", ["2027-01-12"]),
        ("26.11.", ["2025-11-26", "2026-11-26", "2027-11-26"]),
        ("29.2.", ["2028-02-29", "2032-02-29"]),
        ("heute, 26.11.", ["2026-11-26"]),
        ("12. Januar, 12.1.2027", ["2027-01-12"]),
    ]
)
def test_a_date_without_a_year_is_of_the_last_this_or_the_next_year(line: str, expected: list[str]) -> None:
    assert list_dates(line) == expected
    assert read_days(line).has_date


def test_29_february_is_looked_for_in_nine_years() -> None:
    assert list_dates("29.2.", date(2027, 6, 1)) == ["2028-02-29", "2032-02-29"]
    assert list_dates("29.2.", date(2024, 6, 1)) == ["2024-02-29", "2028-02-29", "2032-02-29"]
    assert list_dates("29.2.", date(1896, 6, 1)) == ["1896-02-29", "1904-02-29"]


@each_of(
    [
        ("12. Januar 2027", True, True, True, True),
        ("12. Januar", False, True, True, False),
        ("Dienstag, 12. Januar", False, True, True, False),
        ("12. Januar, 12.1.2027", True, True, True, True),
        ("3/4/2027", False, True, True, True),
        ("heute", False, True, False, False),
        ("Freitag", False, True, False, False),
        ("18 Uhr", False, False, False, False),
    ]
)
def test_what_a_line_says_about_its_day_is_kept(
    line: str, complete: bool, named: bool, with_date: bool, with_year: bool
) -> None:
    found = read_days(line)
    assert (found.is_complete, found.is_named, found.has_date, found.has_year) == (
        complete,
        named,
        with_date,
        with_year,
    )


def test_without_a_day_today_is_meant() -> None:
    assert read_days("18 Uhr") == ResolvedDays((THURSDAY,), is_named=False)
    assert read_days("18 Uhr", None) == ResolvedDays((), is_named=False)
    assert read_days("Freitag", None) == ResolvedDays((), is_named=True)


@each_of(
    [
        ("Donnerstag", ["2026-11-26", "2026-12-03"]),
        ("diesen Donnerstag", ["2026-11-26", "2026-12-03"]),
        ("Freitag", ["2026-11-27"]),
        ("Mittwoch", ["2026-12-02"]),
        ("this Wednesday", ["2026-12-02"]),
        ("kommenden Donnerstag", ["2026-12-03"]),
        ("kommenden Freitag", ["2026-11-27"]),
        ("next Thursday", ["2026-12-03"]),
        ("next Friday", ["2026-11-27", "2026-12-04"]),
        ("nächsten Donnerstag", ["2026-12-03"]),
        ("nächsten Mittwoch", ["2026-12-02", "2026-12-09"]),
        ("Montag nächster Woche", ["2026-11-30"]),
        ("Donnerstag nächster Woche", ["2026-12-03"]),
        ("Friday next week", ["2026-12-04"]),
        ("Sunday next week", ["2026-12-06"]),
        ("Thursday week", ["2026-12-03"]),
        ("Friday week", ["2026-12-04"]),
        ("übernächsten Donnerstag", ["2026-12-10"]),
        ("übernächsten Freitag", ["2026-12-04", "2026-12-11"]),
        ("Freitag, nächsten Freitag", ["2026-11-27"]),
        ("heute", ["2026-11-26"]),
        ("übermorgen", ["2026-11-28"]),
        ("in 2 Wochen", ["2026-12-10"]),
        ("morgen, Freitag", ["2026-11-27"]),
        ("Freitag, 27.11.2026", ["2026-11-27"]),
        ("3/4/2027", ["2027-03-04", "2027-04-03"]),
    ]
)
def test_a_day_is_counted_from_a_thursday(line: str, expected: list[str]) -> None:
    assert list_dates(line) == expected


@each_of(
    [
        "Mittwoch, 12.1.2027",
        "Freitag, Sonnabend",
        "Freitag, Samstag, 27.11.2026",
        "heute, 27.11.",
        "morgen, Donnerstag",
        "12.1.2027, 13.1.2027",
        "heute, übermorgen",
    ]
)
def test_two_days_that_differ_are_a_contradiction(line: str) -> None:
    with pytest.raises(Contradiction):
        read_days(line)


@each_of(
    [
        ("31.2.2027", THURSDAY),
        ("29.2.2027", THURSDAY),
        ("31.2.", THURSDAY),
        ("12. Januar", None),
        ("in 2 Tagen", date.max),
        ("29.2.", date(9990, 1, 1)),
    ]
)
def test_a_day_that_the_calendar_does_not_have_is_no_day(line: str, today: date | None) -> None:
    if line == "29.2.":
        assert list_dates(line, today) == ["9992-02-29", "9996-02-29"]
    else:
        with pytest.raises(NoSuchDay):
            read_days(line, today)


def test_a_day_counted_from_an_unknown_today_is_open() -> None:
    with pytest.raises(Contradiction):
        read_days("heute", None)


def format_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def list_times(line: str) -> list[str]:
    expression = read_expression(line)
    return [format_clock(minutes) for minutes in resolve_minutes(expression.times[0], expression.parts)]


@each_of(
    [
        ("8 Uhr", ["08:00"]),
        ("halb sieben", ["06:30", "18:30"]),
        ("6 Uhr morgens", ["06:00"]),
        ("0 Uhr morgens", ["00:00"]),
        ("12 Uhr vormittags", ["12:00"]),
        ("halb sieben früh", ["06:30"]),
        ("11 Uhr mittags", ["11:00"]),
        ("1 Uhr mittags", ["13:00"]),
        ("3 Uhr mittags", ["15:00"]),
        ("15 Uhr mittags", ["15:00"]),
        ("12 Uhr nachmittags", ["12:00"]),
        ("4 Uhr nachmittags", ["16:00"]),
        ("6.30 Uhr nachmittags", ["18:30"]),
        ("8 Uhr abends", ["20:00"]),
        ("4 Uhr abends", ["16:00"]),
        ("20 Uhr abends", ["20:00"]),
        ("halb sieben abends", ["18:30"]),
        ("12 Uhr abends", ["24:00"]),
        ("24 Uhr abends", ["24:00"]),
        ("11 Uhr nachts", ["23:00"]),
        ("12 Uhr nachts", ["24:00"]),
        ("0 Uhr nachts", ["00:00", "24:00"]),
        ("1 Uhr nachts", ["01:00", "25:00"]),
        ("5.59 Uhr nachts", ["05:59", "17:59", "29:59"]),
        ("6 Uhr nachts", ["18:00"]),
        ("5 p.m. night", ["17:00"]),
        ("4 a.m. night", ["04:00", "28:00"]),
        ("9 a.m. morning", ["09:00"]),
        ("Mitternacht nachts", ["24:00"]),
        ("midnight tonight", ["24:00"]),
        ("12 a.m. night", ["00:00", "24:00"]),
        ("8 Uhr abends, nachts", ["20:00"]),
        ("8 Uhr nachts, abends", ["20:00"]),
        ("1 Uhr nachts, früh", ["01:00", "25:00"]),
        ("1 Uhr früh, nachts", ["01:00", "25:00"]),
    ]
)
def test_a_part_of_the_day_chooses_its_half(line: str, expected: list[str]) -> None:
    assert list_times(line) == expected


@each_of(
    [
        "25 Uhr",
        "18.75 Uhr",
        "12.01 Uhr morgens",
        "20 Uhr morgens",
        "10.59 Uhr mittags",
        "15.01 Uhr mittags",
        "11.59 Uhr nachmittags",
        "18.31 Uhr nachmittags",
        "15.59 Uhr abends",
        "13 Uhr nachts",
        "16.59 Uhr nachts",
        "Mitternacht morgens",
        "8 a.m. evening",
        "3 p.m. morning",
        "8 Uhr morgens, abends",
        "8 Uhr abends, morgens",
        "3 Uhr mittags, nachts",
    ]
)
def test_a_time_outside_its_part_of_the_day_is_a_contradiction(line: str) -> None:
    with pytest.raises(Contradiction):
        list_times(line)


def parse_utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@each_of(
    [
        (date(2026, 12, 1), 1080, "2026-12-01 17:00"),
        (date(2026, 7, 1), 1080, "2026-07-01 16:00"),
        (date(2026, 12, 1), 0, "2026-11-30 23:00"),
        (date(2026, 12, 1), 1440, "2026-12-01 23:00"),
        (date(2026, 12, 1), 1500, "2026-12-02 00:00"),
    ]
)
def test_without_a_zone_the_clock_of_the_desk_counts(day: date, minutes: int, instant: str) -> None:
    found = resolve_instants(day, minutes, None, BERLIN)

    assert found.values == (parse_utc(instant),)
    assert all(value.tzinfo is UTC for value in found.values)
    assert (found.is_skipped, found.fits_season) == (False, True)


def test_a_place_has_its_own_clock() -> None:
    found = resolve_instants(date(2026, 7, 1), 1080, ZoneMeaning(NEW_YORK), BERLIN)

    assert (found.values, found.is_skipped, found.fits_season) == (
        (parse_utc("2026-07-01 22:00"),),
        False,
        True,
    )


def test_an_hour_that_occurs_twice_is_two_instants() -> None:
    found = resolve_instants(date(2026, 10, 25), 150, None, BERLIN)

    assert found.values == (parse_utc("2026-10-25 00:30"), parse_utc("2026-10-25 01:30"))
    assert (found.is_skipped, found.fits_season) == (False, True)


def test_an_hour_that_is_skipped_is_marked() -> None:
    found = resolve_instants(date(2027, 3, 28), 150, None, BERLIN)

    assert found.values == (parse_utc("2027-03-28 00:30"), parse_utc("2027-03-28 01:30"))
    assert (found.is_skipped, found.fits_season) == (True, True)


@each_of(
    [
        (date(2026, 12, 1), 1, BERLIN, "2026-12-01 17:00", True),
        (date(2026, 7, 1), 2, BERLIN, "2026-07-01 16:00", True),
        (date(2026, 7, 1), 1, BERLIN, "2026-07-01 17:00", False),
        (date(2026, 7, 1), -5, NEW_YORK, "2026-07-01 23:00", False),
        (date(2026, 7, 1), 5, None, "2026-07-01 13:00", True),
        (date(2026, 7, 1), 0, None, "2026-07-01 18:00", True),
    ]
)
def test_a_fixed_offset_is_taken_as_it_is(
    day: date, hours: int, home: ZoneInfo | None, instant: str, fits: bool
) -> None:
    found = resolve_instants(day, 1080, ZoneMeaning(home, timedelta(hours=hours)), BERLIN)

    assert (found.values, found.is_skipped, found.fits_season) == ((parse_utc(instant),), False, fits)


@pytest.mark.parametrize("hours", [1, 2])
@pytest.mark.parametrize(("day", "minutes"), [(date(2026, 10, 25), 150)])
def test_in_the_hour_that_occurs_twice_both_offsets_fit(day: date, minutes: int, hours: int) -> None:
    found = resolve_instants(day, minutes, ZoneMeaning(BERLIN, timedelta(hours=hours)), NEW_YORK)

    assert (found.values, found.fits_season) == ((parse_utc(f"2026-10-25 0{2 - hours}:30"),), True)


def test_summer_time_in_winter_is_a_contradiction() -> None:
    with pytest.raises(Contradiction):
        resolve_instants(date(2026, 12, 1), 1080, ZoneMeaning(BERLIN, timedelta(hours=2)), BERLIN)


@each_of([(date.max, 1440, BERLIN), (date.max, 1380, NEW_YORK), (date.min, 0, BERLIN)])
def test_the_calendar_has_a_first_and_a_last_day(day: date, minutes: int, zone: ZoneInfo) -> None:
    with pytest.raises(NoSuchDay):
        resolve_instants(day, minutes, None, zone)
