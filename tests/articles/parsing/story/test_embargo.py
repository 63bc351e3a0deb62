from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from articles.parsing.story.embargo import is_over, read_embargo, read_embargo_lines
from newsroom.text.spans import Confidence, Reading, Span
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2022, 1, 11, 9, 0, tzinfo=UTC)


@each_of(
    [
        ("Sperrfrist: 12. Januar 2022, 18.00 Uhr", "2022-01-12T17:00:00+00:00"),
        ("Achtung, Sperrfrist: Mittwoch, 12.01.2022, 18:00 Uhr", "2022-01-12T17:00:00+00:00"),
        ("Sperrfrist: 13. Juli 2022, 6 Uhr", "2022-07-13T04:00:00+00:00"),
        ("Sperrfrist: 12.01.22, 18.00 Uhr MEZ", "2022-01-12T17:00:00+00:00"),
        ("Embargoed until 1800 GMT Jan 12, 2022", "2022-01-12T18:00:00+00:00"),
        ("EMBARGOED FOR RELEASE UNTIL 00:01 BST 13 June 2022", "2022-06-12T23:01:00+00:00"),
        ("Embargo until 2022-01-12T18:00:00", "2022-01-12T17:00:00+00:00"),
    ]
)
def test_a_line_that_names_day_and_hour_is_a_moment(line, moment):
    found = read_embargo(line, zone=BERLIN)

    assert found is not None
    assert (found.value.isoformat(), found.confidence) == (moment, Confidence.SURE)


@each_of(
    [
        ("Sperrfrist: Mittwoch, 18 Uhr", "2022-01-12T17:00:00+00:00"),
        ("Sperrfrist: 18.00 Uhr", "2022-01-11T17:00:00+00:00"),
        ("Sperrfrist morgen 6 Uhr 30", "2022-01-12T05:30:00+00:00"),
        ("Frei ab 12.1., 6 Uhr", "2022-01-12T05:00:00+00:00"),
        (
            "EMBARGO: Not for publication before 6 p.m. CET on Wednesday, January 12",
            "2022-01-12T17:00:00+00:00",
        ),
        ("Gesperrt bis Mitternacht", "2022-01-11T23:00:00+00:00"),
    ]
)
def test_what_the_line_leaves_out_is_taken_from_the_moment_the_copy_came(line, moment):
    found = read_embargo(line, zone=BERLIN, at=TUESDAY)

    assert found is not None
    assert (found.value.isoformat(), found.confidence) == (moment, Confidence.LIKELY)


@each_of(
    [
        "Sperrfrist: Redebeginn",
        "Sperrfrist: 31. Februar 2022, 12 Uhr",
        "Sperrfrist: Mittwoch, 18 Uhr",
        "Sperrfrist",
    ]
)
def test_a_line_that_cannot_be_told_gives_no_moment(line):
    assert read_embargo(line, zone=BERLIN) is None


def test_the_hour_that_comes_twice_in_autumn_is_only_proposed():
    found = read_embargo("Sperrfrist: 30. Oktober 2022, 2.30 Uhr", zone=BERLIN)

    assert found is not None
    assert found.confidence is Confidence.DOUBTFUL
    assert found.value == datetime(2022, 10, 30, 1, 30, tzinfo=UTC)


def test_a_day_without_a_year_that_has_gone_by_may_be_next_years_and_is_asked_about():
    assert read_embargo("Sperrfrist 30. Dezember, 10 Uhr", zone=BERLIN, at=TUESDAY) is None


def test_lines_that_agree_are_one_embargo_and_lines_that_do_not_are_none():
    german, english = "Sperrfrist: 12. Januar 2022, 18 Uhr", "Embargoed until 17:00 GMT, 12 January 2022"
    moved = "Sperrfrist: 12. Januar 2022, 20 Uhr"

    agreed = read_embargo_lines(["ACHTUNG SPERRFRIST", german, english], zone=BERLIN, at=TUESDAY)

    assert agreed is not None
    assert (agreed[0], agreed[1].value) == (1, datetime(2022, 1, 12, 17, 0, tzinfo=UTC))
    assert read_embargo_lines([german, moved], zone=BERLIN, at=TUESDAY) is None
    assert read_embargo_lines([german, "Sperrfrist: Redebeginn"], zone=BERLIN, at=TUESDAY) is None
    assert read_embargo_lines(["ACHTUNG SPERRFRIST"], zone=BERLIN, at=TUESDAY) is None


@each_of(
    [
        ("Sperrfrist: 11. Januar 2022, 9 Uhr", 0, True),
        ("Sperrfrist: 12. Januar 2022, 18 Uhr", 0, False),
        ("Sperrfrist: Mittwoch, 18 Uhr", 0, False),
        ("Sperrfrist: Mittwoch, 18 Uhr", 40, True),
    ]
)
def test_an_embargo_is_over_when_its_hour_has_come_and_one_that_was_over_on_receipt_only_if_it_is_sure(
    line: str, hours: int, over: bool
):
    found = read_embargo(line, zone=BERLIN, at=TUESDAY)

    assert found is not None
    assert is_over(found, received=TUESDAY, at=TUESDAY + timedelta(hours=hours)) is over


def test_a_likely_reading_that_was_over_on_receipt_is_not_over():
    doubtful = Reading(TUESDAY - timedelta(hours=1), Span(0, 1), "embargo.time", Confidence.LIKELY)

    assert not is_over(doubtful, received=TUESDAY, at=TUESDAY)
    assert not is_over(doubtful, received=TUESDAY, at=TUESDAY + timedelta(days=3))


THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
"""10.00 in Berlin, 366 days after 10.00 on 25 November 2025, 31 days before the same on 27 December 2026."""


def read_on(line, *, desk="Europe/Berlin", at=THURSDAY):
    found = read_embargo(line, zone=ZoneInfo(desk), at=at)
    return found and found.value.isoformat()


@each_of(
    [
        ("Sperrfrist: 25. November 2025, 10 Uhr", "2025-11-25T09:00:00+00:00"),
        ("Sperrfrist: 25. November 2025, 10.01 Uhr", None),
        ("Sperrfrist: 26. Dezember 2025, 10 Uhr", None),
        ("Sperrfrist: 26. Dezember 2025, 10.01 Uhr", "2025-12-26T09:01:00+00:00"),
    ]
)
def test_a_date_of_last_year_that_is_near_this_year_may_be_a_slip(line, end):
    assert read_on(line) == end


@each_of(
    [
        ("Sperrfrist: heute, 10 Uhr", "2026-11-26T09:00", None),
        ("Sperrfrist: heute, 10.01 Uhr", "2026-11-26T09:00", "2026-11-26T09:01:00+00:00"),
        ("Sperrfrist: 1 Uhr", "2026-11-26T22:00", "2026-11-27T00:00:00+00:00"),
        ("Sperrfrist: heute, 1 Uhr", "2026-11-26T22:00", None),
    ]
)
def test_a_day_that_is_written_never_becomes_the_next_one(line, received, end):
    assert read_on(line, at=datetime.fromisoformat(received).replace(tzinfo=UTC)) == end


@each_of(
    [
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr", "Europe/Berlin", "2026-12-01T17:00:00+00:00"),
        ("Sperrfrist: 1. Dezember 2026, 18 Uhr", "Europe/London", None),
        ("Embargoed until 6 p.m. on December 1, 2026", "Europe/London", "2026-12-01T18:00:00+00:00"),
        ("Embargoed until 6 p.m. on December 1, 2026", "Asia/Tokyo", None),
        ("Embargo 01.12.2026 18:00", "Asia/Tokyo", "2026-12-01T09:00:00+00:00"),
    ]
)
def test_a_line_without_zone_means_the_desks_clock_where_its_language_is_at_home(line, desk, end):
    assert read_on(line, desk=desk) == end


def test_a_desk_on_a_fixed_offset_reads_every_language_on_its_clock():
    found = read_embargo("Embargoed until 6 p.m. on December 1, 2026", zone=UTC, at=THURSDAY)

    assert found is not None
    assert found.value.isoformat() == "2026-12-01T18:00:00+00:00"


@each_of(
    [
        ("Embargoed until 10:00 America/New_York, 2026-12-01", "2026-12-01T15:00:00+00:00"),
        ("Embargoed until 9:59 America/New_York, 2026-12-01", None),
    ]
)
def test_a_time_before_ten_may_be_evening_even_on_a_clock_named_as_machines_do(line, end):
    assert read_on(line) == end


def test_local_time_beside_its_zone_is_read_in_that_zone():
    assert read_on("Sperrfrist: 1. Dezember 2026, 18 Uhr Ortszeit (MEZ)") == "2026-12-01T17:00:00+00:00"


def test_two_days_that_may_be_meant_are_none():
    assert read_on("Sperrfrist: 3/4/2026, 18 Uhr") is None


def test_the_lines_of_one_copy_are_read_with_the_time_it_was_received():
    found = read_embargo_lines(["Sperrfrist!", "Sperrfrist: heute, 18 Uhr"], zone=BERLIN, at=THURSDAY)

    assert found is not None
    assert (found[0], found[1].value.isoformat()) == (1, "2026-11-26T17:00:00+00:00")


def test_the_place_of_an_embargo_is_from_its_first_word_of_time_to_its_last():
    found = read_embargo("Sperrfrist: 1. Dezember 2026, 18 Uhr!", zone=BERLIN)

    assert found is not None
    assert found.span == Span(12, 36)


def test_an_embargo_read_with_doubt_that_ends_when_the_copy_comes_is_not_over():
    likely = Reading(THURSDAY, Span(0, 1), "embargo.time", Confidence.LIKELY)

    assert not is_over(likely, received=THURSDAY, at=THURSDAY)
    assert is_over(likely, received=THURSDAY - timedelta(minutes=1), at=THURSDAY)
