"""What an editor types for an hour, and what is understood; Monday, 2 March 2026, 13:00 in Berlin, unless said."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.dates.user_input import DateTimeInput, InputDoubt, read_datetime_input
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CLOCKS_BACK = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
CLOCKS_FORWARD = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)


def read(typed: str, at: datetime = NOON) -> DateTimeInput:
    return read_datetime_input(typed, at=at, zone=BERLIN)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@each_of(
    [
        ("18", "2026-03-02 18:00"),
        ("18 Uhr", "2026-03-02 18:00"),
        ("um 18 Uhr", "2026-03-02 18:00"),
        ("18:30", "2026-03-02 18:30"),
        ("18.30 Uhr", "2026-03-02 18:30"),
        ("18 Uhr 30", "2026-03-02 18:30"),
        ("18h30", "2026-03-02 18:30"),
        ("6 pm", "2026-03-02 18:00"),
        ("heute 23:59", "2026-03-02 23:59"),
        ("Mitternacht", "2026-03-03 00:00"),
        ("24 Uhr", "2026-03-03 00:00"),
        ("morgen 6", "2026-03-03 06:00"),
        ("Morgen, 6 Uhr", "2026-03-03 06:00"),
        ("morgen Mittag", "2026-03-03 12:00"),
        ("tomorrow at 6 am", "2026-03-03 06:00"),
        ("übermorgen 0:05", "2026-03-04 00:05"),
        ("6 Uhr morgen", "2026-03-03 06:00"),
        ("Fr 6 Uhr", "2026-03-06 06:00"),
        ("Freitag, 6 Uhr", "2026-03-06 06:00"),
        ("am Sonnabend um 10", "2026-03-07 10:00"),
        ("Mo 18", "2026-03-02 18:00"),
        ("Mo 6", "2026-03-09 06:00"),
        ("2.3. 18 Uhr", "2026-03-02 18:00"),
        ("3.3. 6 Uhr", "2026-03-03 06:00"),
        ("03.03.2026 06:00", "2026-03-03 06:00"),
        ("3.3.26 6:00", "2026-03-03 06:00"),
        ("3. März 6 Uhr", "2026-03-03 06:00"),
        ("den 3. März 2027 um 6 Uhr", "2027-03-03 06:00"),
        ("2026-03-03 06:00", "2026-03-03 06:00"),
        ("2026-03-03T06:00", "2026-03-03 06:00"),
        ("2026-03-03T05:00Z", "2026-03-03 06:00"),
        ("2026-03-03T07:30:00+02:30", "2026-03-03 06:00"),
        ("18 Uhr MEZ", "2026-03-02 18:00"),
        ("17 UTC", "2026-03-02 18:00"),
        ("in 90 min", "2026-03-02 14:30"),
        ("+2 Stunden", "2026-03-02 15:00"),
        ("2.7. 18 Uhr", "2026-07-02 18:00"),
    ]
)
def test_what_is_typed_is_read_on_the_clock_of_the_desk(typed: str, understood: str) -> None:
    assert read(typed) == DateTimeInput(berlin(understood))


@each_of(
    [
        ("", InputDoubt.UNREADABLE),
        ("bald", InputDoubt.UNREADABLE),
        ("18 Uhr oder so", InputDoubt.UNREADABLE),
        ("18 20", InputDoubt.UNREADABLE),
        ("2026-03-03T06:00+23:00", InputDoubt.UNREADABLE),
        ("morgen", InputDoubt.NO_TIME),
        ("3.3.", InputDoubt.NO_TIME),
        ("25 Uhr", InputDoubt.NO_SUCH_TIME),
        ("24:30", InputDoubt.NO_SUCH_TIME),
        ("18:60", InputDoubt.NO_SUCH_TIME),
        ("13 pm", InputDoubt.NO_SUCH_TIME),
        ("31.2. 18 Uhr", InputDoubt.NO_SUCH_DAY),
        ("2027-02-29 06:00", InputDoubt.NO_SUCH_DAY),
        ("heute 6", InputDoubt.PAST),
        ("2026-03-02 12:59", InputDoubt.PAST),
        ("1.3.2026 18 Uhr", InputDoubt.PAST),
    ]
)
def test_what_is_no_moment_says_why_it_is_none(typed: str, doubt: InputDoubt) -> None:
    assert read(typed) == DateTimeInput(None, doubt)


def test_an_hour_that_is_over_offers_tomorrow_and_takes_nothing() -> None:
    assert read("6 Uhr") == DateTimeInput(None, InputDoubt.PAST, (berlin("2026-03-03 06:00"),))


def test_a_day_just_gone_by_offers_the_next_year() -> None:
    assert read("1.3. 18 Uhr") == DateTimeInput(None, InputDoubt.PAST, (berlin("2027-03-01 18:00"),))


def test_in_december_a_january_day_is_the_next_years() -> None:
    december = datetime(2026, 12, 30, 12, 0, tzinfo=UTC)

    assert read("2.1. 6 Uhr", december).value == berlin("2027-01-02 06:00")


def test_the_leap_day_is_the_next_one_there_is() -> None:
    assert read("29.2. 6 Uhr").value == berlin("2028-02-29 06:00")


def test_the_hour_that_comes_twice_offers_both() -> None:
    both = (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC))

    assert read("morgen 2:30", CLOCKS_BACK) == DateTimeInput(None, InputDoubt.TWICE, both)


@each_of([("morgen 2:30 MESZ", 0), ("morgen 2:30 MEZ", 1)])
def test_a_zone_tells_the_two_equal_hours_apart(typed: str, hour: int) -> None:
    assert read(typed, CLOCKS_BACK).value == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_of_two_equal_hours_the_one_still_ahead_is_meant() -> None:
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)

    assert read("2:30", between).value == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_hour_left_out_in_spring_offers_the_one_before_and_after() -> None:
    around = (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC))

    assert read("morgen 2:30", CLOCKS_FORWARD) == DateTimeInput(None, InputDoubt.NEVER, around)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_and_every_moment_lies_ahead(typed: str) -> None:
    understood = read(typed)

    assert (understood.value is None) == (understood.doubt is not None)
    assert understood.value is None or understood.value > NOON
