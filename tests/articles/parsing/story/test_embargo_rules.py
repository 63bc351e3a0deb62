"""The rules of embargo lines, one at a time: an end that nobody could call too early, or a question to the desk."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from articles.parsing.story.embargo import MAX_LENGTH, has_time, is_over, read_embargo, read_embargo_lines
from newsroom.text.spans import Confidence, Reading, Span
from tests.tables import each_of

BERLIN, LONDON, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
TOKYO = ZoneInfo("Asia/Tokyo")
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=BERLIN)
UNCLEAR = "unclear"


def read_end(line: str, *, zone: ZoneInfo = BERLIN, at: datetime | None = THURSDAY) -> str:
    """`2026-12-01 18:00 sure` on the desk's clock."""
    found = read_embargo(line, zone=zone, at=at)
    if found is None:
        return UNCLEAR
    assert found.value.tzinfo is UTC
    return f"{found.value.astimezone(zone):%Y-%m-%d %H:%M} {found.confidence}"


@each_of(
    [
        ("Sperrfrist: 12. Januar 2027, 18 Uhr, in 2 h", UNCLEAR),
        ("Sperrfrist: 12. Januar 2027, 18 Uhr, ca.", UNCLEAR),
        ("Sperrfrist: 12. Januar 2027", UNCLEAR),
        ("Sperrfrist: 12. Januar 2027, 18", UNCLEAR),
        ("Sperrfrist: 12. Januar 2027, 1800", UNCLEAR),
        ("Sperrfrist: 12. Januar 2027, 18 abends", "2027-01-12 18:00 likely"),
        ("Sperrfrist: 12. Januar 2027, 8 abends", "2027-01-12 20:00 likely"),
        ("Sperrfrist: 12. Januar 2027, 8 abends, 20 Uhr", UNCLEAR),
        ("Sperrfrist: 12. Januar 2027, 18 Uhr, Haus am Markt", UNCLEAR),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr MEZ, Saal Nordhaven", "2026-12-01 18:00 sure"),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr MEZ (18.00 Uhr), Saal Nordhaven", "2026-12-01 18:00 sure"),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr MEZ (12 Uhr Saal Nordhaven)", UNCLEAR),
    ]
)
def test_every_number_and_word_next_to_the_time_is_understood_or_the_desk_is_asked(
    line: str, expected: str
) -> None:
    assert read_end(line) == expected


@each_of(
    [
        ("Embargoed until 18:00, 1 December 2026", LONDON, "2026-12-01 18:00 sure"),
        ("Embargoed until 18:00, 1 December 2026", NEW_YORK, "2026-12-01 18:00 sure"),
        ("Embargoed until 18:00, 1 December 2026", BERLIN, UNCLEAR),
        ("Embargoed until 10:00, 1 December 2026", LONDON, "2026-12-01 10:00 sure"),
        ("Embargoed until 9:59, 1 December 2026", LONDON, UNCLEAR),
        ("Embargoed until 09:59, 1 December 2026", LONDON, "2026-12-01 09:59 sure"),
        ("Embargoed until 9:59 in the morning, 1 December 2026", LONDON, "2026-12-01 09:59 sure"),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr", ZoneInfo("Europe/Vienna"), "2026-12-01 18:00 sure"),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr", LONDON, UNCLEAR),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr", NEW_YORK, UNCLEAR),
        ("18:00, 1.12.2026", BERLIN, "2026-12-01 18:00 sure"),
        ("18:00, 1.12.2026", LONDON, "2026-12-01 18:00 sure"),
        ("Embargoed until 2026-12-01 18:00", BERLIN, "2026-12-01 18:00 sure"),
        ("Sperrfrist: 2026-12-01 18:00", LONDON, "2026-12-01 18:00 sure"),
    ]
)
def test_a_line_without_a_zone_is_on_the_clock_of_those_who_speak_its_language(
    line: str, zone: ZoneInfo, expected: str
) -> None:
    assert read_end(line, zone=zone) == expected


def test_a_desk_without_a_town_has_the_clock_of_any_language() -> None:
    found = read_embargo("Sperrfrist: 1. Dezember 2026, 18 Uhr", zone=UTC)

    assert found is not None
    assert (found.value, found.confidence) == (datetime(2026, 12, 1, 18, tzinfo=UTC), Confidence.SURE)


@each_of(
    [
        ("Embargo: 9:00 America/New_York, 1 December 2026", UNCLEAR),
        ("Embargo: 9:59 America/New_York, 1 December 2026", UNCLEAR),
        ("Embargo: 10:00 America/New_York, 1 December 2026", "2026-12-01 16:00 sure"),
        ("Embargo: 10:00 ET, 1 December 2026", UNCLEAR),
        ("Embargo: 10:00 (New York), 1 December 2026", UNCLEAR),
        ("Embargo: 10:00 UTC-5, 1 December 2026", "2026-12-01 16:00 sure"),
        ("Embargo: 10:00 a.m. ET, 1 December 2026", "2026-12-01 16:00 sure"),
        ("Embargo: 9:00 morning ET, 1 December 2026", "2026-12-01 15:00 sure"),
        ("Embargoed until 9:00 UTC+1, 1 December 2026", UNCLEAR),
        ("Embargoed until 10:00 UTC+1, 1 December 2026", "2026-12-01 10:00 sure"),
        ("Embargoed until 9:00 ET / 14:00 GMT, 1 December 2026", "2026-12-01 15:00 likely"),
        ("Embargoed until 9:00 ET / 02:00 GMT, 1 December 2026", UNCLEAR),
        ("Embargoed until half past six GMT / 18:30 GMT, 1 December 2026", "2026-12-01 19:30 likely"),
        ("Embargoed until half past six GMT / 06:30 GMT, 1 December 2026", "2026-12-01 07:30 likely"),
    ]
)
def test_morning_or_evening_is_asked_unless_another_time_decides(line: str, expected: str) -> None:
    assert read_end(line) == expected


@each_of(
    [
        ("Sperrfrist: 18 Uhr (London), 1. Dezember 2026", "2026-12-01 19:00 likely"),
        ("Sperrfrist: 18 Uhr (Wien), 1. Dezember 2026", "2026-12-01 18:00 sure"),
        ("Sperrfrist: 18 Uhr (Tokio), 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist: 18 Uhr (London) (New York), 1. Dezember 2026", "2026-12-02 00:00 likely"),
        ("Sperrfrist: 18 Uhr (New York) (London), 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist Wien: 18 Uhr, 1. Dezember 2026", "2026-12-01 18:00 sure"),
        ("Sperrfrist London: 18 Uhr, 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist Tokio: 18 Uhr, 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist Wien: 18 Uhr Ortszeit, 1. Dezember 2026", "2026-12-01 18:00 sure"),
        ("Sperrfrist London: 18 Uhr Ortszeit, 1. Dezember 2026", "2026-12-01 19:00 sure"),
        ("Sperrfrist Wien, London: 18 Uhr Ortszeit, 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist Wien: 18 Uhr Ortszeit, London, 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist Wien: 18 Uhr (London) Ortszeit, 1. Dezember 2026", "2026-12-01 19:00 sure"),
        ("Sperrfrist: 18 Uhr GMT (London), 1. Dezember 2026", "2026-12-01 19:00 sure"),
        ("Sperrfrist: 18 Uhr GMT (Tokio), 1. Dezember 2026", "2026-12-01 19:00 sure"),
        ("Sperrfrist: 18 Uhr GMT (New York), 1. Dezember 2026", UNCLEAR),
        ("Sperrfrist: 18 Uhr GMT MEZ (London), 1. Dezember 2026", UNCLEAR),
        ("Embargoed until 12:00 UTC+3 (Moscow), 1 December 2026", "2026-12-01 10:00 sure"),
        ("Embargoed until 18:00 UTC+3 (New York), 1 December 2026", UNCLEAR),
    ]
)
def test_a_place_moves_the_end_only_to_a_later_hour(line: str, expected: str) -> None:
    assert read_end(line) == expected


@each_of(
    [
        ("Embargoed until 6 pm CST, 1 December 2026", BERLIN, "2026-12-02 01:00 sure"),
        ("Embargoed until 6 pm CST (Chicago), 1 December 2026", BERLIN, "2026-12-02 01:00 sure"),
        ("Embargoed until 6 pm CST (Havana), 1 December 2026", BERLIN, "2026-12-02 00:00 sure"),
        ("Embargoed until 6 pm CST (Shanghai), 1 December 2026", BERLIN, "2026-12-01 11:00 sure"),
        ("Embargoed until 6 pm CST (Tokyo), 1 December 2026", BERLIN, "2026-12-02 01:00 sure"),
        ("Embargoed until 6 pm CST / 7 pm EST, 1 December 2026", BERLIN, "2026-12-02 01:00 sure"),
        ("Embargoed until 6 pm CST / 10 am GMT, 1 December 2026", BERLIN, "2026-12-01 11:00 sure"),
        ("Embargoed until 6 pm CST / 9 am GMT, 1 December 2026", BERLIN, UNCLEAR),
        ("Embargoed until 6 pm EST, 1 July 2027", BERLIN, "2027-07-02 01:00 likely"),
        ("Embargoed until 6 pm EST (Sydney), 1 July 2027", BERLIN, "2027-07-01 10:00 sure"),
        ("Embargoed until 6 pm EST (Sydney), 1 December 2026", BERLIN, "2026-12-01 09:00 likely"),
        ("Embargoed until 6 pm IST, 1 December 2026", BERLIN, UNCLEAR),
        ("Embargoed until 6 pm IST, 1 December 2026", TOKYO, UNCLEAR),
        ("Embargoed until 6 pm IST (Dublin), 1 July 2027", BERLIN, "2027-07-01 19:00 sure"),
        ("Embargoed until 6 pm IST (Dublin), 1 December 2026", BERLIN, UNCLEAR),
        ("Embargoed until 6 pm MST (Phoenix), 1 July 2027", BERLIN, "2027-07-02 03:00 likely"),
        ("Embargoed until 6 pm CET (Algiers), 1 December 2026", BERLIN, "2026-12-01 18:00 sure"),
    ]
)
def test_of_zones_with_one_name_the_latest_counts_unless_the_line_says_more(
    line: str, zone: ZoneInfo, expected: str
) -> None:
    assert read_end(line, zone=zone) == expected


@each_of(
    [
        ("Sperrfrist: 3/4/2027, 18:00 Uhr", UNCLEAR),
        ("Sperrfrist: 13/4/2027, 18:00 Uhr", "2027-04-13 18:00 sure"),
        ("Sperrfrist: 1/12/2026, 18:00 Uhr", "2026-12-01 18:00 likely"),
        ("Sperrfrist: 1/10/2026, 18:00 Uhr", UNCLEAR),
        ("Sperrfrist: Freitag, 4/12/2026, 18:00 Uhr", "2026-12-04 18:00 sure"),
    ]
)
def test_a_day_with_slashes_counts_where_one_reading_is_ahead(line: str, expected: str) -> None:
    assert read_end(line) == expected


def test_a_reading_that_is_over_at_the_minute_of_receipt_is_not_ahead() -> None:
    received = datetime(2026, 3, 5, 18, 0, tzinfo=BERLIN)

    assert read_end("Sperrfrist: 3/5/2026, 18:00 Uhr", at=received) == "2026-05-03 18:00 likely"
    assert read_end("Sperrfrist: 3/5/2026, 18:01 Uhr", at=received) == UNCLEAR


@each_of(
    [
        "Sperrfrist: 3/4/2027, 18:00 Uhr",
        "Sperrfrist: 18 Uhr",
        "Sperrfrist: Freitag, 18 Uhr",
        "Sperrfrist: heute, 18 Uhr",
        "Sperrfrist: 1. Dezember, 18 Uhr",
    ]
)
def test_without_a_time_of_receipt_an_incomplete_day_stays_open(line: str) -> None:
    assert read_end(line, at=None) == UNCLEAR


@each_of(["Sperrfrist: 13/4/2027, 18:00 Uhr", "Sperrfrist: Dienstag, 13.4.2027, 18 Uhr"])
def test_without_a_time_of_receipt_a_complete_day_is_sure(line: str) -> None:
    assert read_end(line, at=None) == "2027-04-13 18:00 sure"


@each_of(
    [
        ("Sperrfrist: 10.01 Uhr", "2026-11-26 10:01 likely"),
        ("Sperrfrist: 10 Uhr", UNCLEAR),
        ("Sperrfrist: heute, 10.01 Uhr", "2026-11-26 10:01 likely"),
        ("Sperrfrist: heute, 10 Uhr", UNCLEAR),
        ("Sperrfrist: in 42 Wochen, 10 Uhr", "2027-09-16 10:00 likely"),
        ("Sperrfrist: in 300 Tagen, 10 Uhr", "2027-09-22 10:00 likely"),
        ("Sperrfrist: in 301 Tagen, 10 Uhr", UNCLEAR),
        ("Sperrfrist: 20. Mai, 10 Uhr", "2027-05-20 10:00 likely"),
        ("Sperrfrist: 20. Juni, 10 Uhr", UNCLEAR),
        ("Sperrfrist: nächsten Samstag, 28.11., 18 Uhr", "2026-11-28 18:00 likely"),
        ("Sperrfrist: nächsten Samstag, 18 Uhr", UNCLEAR),
        ("Sperrfrist: kommenden Sonnabend, 6 Uhr", "2026-11-28 06:00 likely"),
        ("Sperrfrist: Freitagnachmittag, 16 Uhr", "2026-11-27 16:00 likely"),
        ("Sperrfrist: 12.30 am Freitag", "2026-11-27 12:30 likely"),
        ("Sperrfrist: 12.30 am 1.12.2026", "2026-12-01 12:30 likely"),
        ("Sperrfrist: 31. Dezember 9999, 24 Uhr", UNCLEAR),
        ("Sperrfrist am Freitag um einundzwanzig", UNCLEAR),
        ("Embargoed until Friday at twenty-one", UNCLEAR),
    ]
)
def test_an_incomplete_day_is_the_next_one_or_asked(line: str, expected: str) -> None:
    assert read_end(line) == expected


def test_the_desk_has_its_own_today_after_midnight() -> None:
    just_thursday = datetime(2026, 11, 26, 0, 30, tzinfo=BERLIN).astimezone(UTC)

    assert read_end("Sperrfrist: nächsten Donnerstag, 18 Uhr", at=just_thursday) == "2026-12-03 18:00 likely"
    assert read_end("Sperrfrist: nächsten Mittwoch, 18 Uhr", at=just_thursday) == UNCLEAR


@each_of([("Sperrfrist: 6 Uhr", "2026-11-27 06:00 likely"), ("Sperrfrist: 6.01 Uhr", UNCLEAR)])
def test_an_hour_without_a_day_may_be_of_tomorrow_at_most_twelve_hours_ahead(
    line: str, expected: str
) -> None:
    assert read_end(line, at=datetime(2026, 11, 26, 18, 0, tzinfo=BERLIN)) == expected


@each_of(
    [
        ("Sperrfrist: 26. November 2026, 10 Uhr", "2026-11-26 10:00 sure"),
        ("Sperrfrist: 26. November 2026, 9 Uhr", "2026-11-26 09:00 sure"),
        ("Sperrfrist: 25. November 2025, 10 Uhr", "2025-11-25 10:00 sure"),
        ("Sperrfrist: 25. November 2025, 10.01 Uhr", UNCLEAR),
        ("Sperrfrist: 26. November 2025, 18 Uhr", UNCLEAR),
        ("Sperrfrist: 26. Dezember 2025, 10 Uhr", UNCLEAR),
        ("Sperrfrist: 26. Dezember 2025, 10.01 Uhr", "2025-12-26 10:01 sure"),
    ]
)
def test_a_date_a_year_ago_that_would_be_near_this_year_is_asked(line: str, expected: str) -> None:
    assert read_end(line) == expected


@each_of(
    [
        ("Sperrfrist: 25. Oktober 2027, 18 Uhr MEZ", "2027-10-25 19:00 likely"),
        ("Sperrfrist: 31. Oktober 2027, 2.30 Uhr", "2027-10-31 02:30 doubtful"),
        ("Sperrfrist: 31. Oktober 2027, 2.30 Uhr Wiener Zeit", "2027-10-31 02:30 doubtful"),
        ("Sperrfrist: 31. Oktober 2027, 2.30 Uhr MEZ", "2027-10-31 02:30 sure"),
        ("Embargoed until midnight GMT, 1 December 2026", "2026-12-02 01:00 likely"),
        ("Embargoed until 12 a.m. GMT / midnight GMT, 1 December 2026", "2026-12-02 01:00 likely"),
        ("Embargoed until 7 a.m. ET, 12:00 GMT, 1 December 2026", "2026-12-01 13:00 sure"),
    ]
)
def test_every_addition_makes_a_reading_less_sure(line: str, expected: str) -> None:
    assert read_end(line) == expected


def test_when_clocks_go_back_the_later_instant_counts() -> None:
    found = read_embargo("Sperrfrist: 31. Oktober 2027, 2.30 Uhr", zone=BERLIN)

    assert found is not None
    assert found.value == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@each_of(
    [
        ("Sperrfrist: 12. Januar 2027, 18 Uhr!", "12. Januar 2027, 18 Uhr"),
        (
            "Frei ab 18 Uhr MEZ am Dienstag, 12. Januar 2027 (bitte beachten)",
            "18 Uhr MEZ am Dienstag, 12. Januar 2027",
        ),
        ("Sperrfrist: 18 Uhr", "18 Uhr"),
    ]
)
def test_the_evidence_is_the_line_from_the_first_to_the_last_day_or_time(line: str, evidence: str) -> None:
    found = read_embargo(line, zone=BERLIN, at=THURSDAY)

    assert found is not None
    assert (found.span.of(line), found.rule) == (evidence, "embargo.time")


def test_a_line_longer_than_an_embargo_line_is_a_text() -> None:
    line = "Sperrfrist: 12. Januar 2027, 18 Uhr. "

    assert MAX_LENGTH == 600
    assert read_end(line + "!" * (600 - len(line))) == "2027-01-12 18:00 sure"
    assert read_end(line + "!" * (601 - len(line))) == UNCLEAR


@each_of(
    [
        ("Sperrfrist: 18 Uhr", True),
        ("Sperrfrist: Redebeginn", True),
        ("ACHTUNG SPERRFRIST", False),
        ("", False),
    ]
)
def test_a_line_with_an_end_is_told_from_a_mere_announcement(line: str, speaks: bool) -> None:
    assert has_time(line) is speaks


@each_of(
    [
        (["ACHTUNG SPERRFRIST", "Sperrfrist: 12. Januar 2027, 18 Uhr"], 1),
        (["Sperrfrist: 12. Januar 2027, 18 Uhr", "Gesperrt bis 12.1.2027, 18.00 Uhr MEZ"], 0),
        (["Sperrfrist: 12. Januar 2027, 18 Uhr", "Gesperrt bis 12.1.2027, 19 Uhr"], None),
        (["Sperrfrist: 12. Januar 2027, 18 Uhr", "Sperrfrist: Redebeginn"], None),
        (["ACHTUNG SPERRFRIST"], None),
        ([], None),
    ]
)
def test_lines_count_when_all_that_name_an_end_agree(lines: list[str], number: int | None) -> None:
    found = read_embargo_lines(lines, zone=BERLIN, at=THURSDAY)

    if number is None:
        assert found is None
    else:
        assert found == (number, read_embargo(lines[number], zone=BERLIN, at=THURSDAY))


@each_of(
    [
        (Confidence.SURE, -60, 0, True),
        (Confidence.LIKELY, -60, 0, False),
        (Confidence.LIKELY, 0, 60, False),
        (Confidence.LIKELY, 60, 60, True),
        (Confidence.DOUBTFUL, 60, 61, True),
        (Confidence.SURE, 60, 59, False),
        (Confidence.SURE, 0, 0, True),
    ]
)
def test_an_embargo_is_over_when_its_end_has_come_and_was_not_past_on_receipt(
    confidence: Confidence, ended_after_receipt: int, looked_at: int, over: bool
) -> None:
    ending = Reading(
        THURSDAY + timedelta(minutes=ended_after_receipt), Span(0, 1), "embargo.time", confidence
    )

    assert is_over(ending, received=THURSDAY, at=THURSDAY + timedelta(minutes=looked_at)) is over
