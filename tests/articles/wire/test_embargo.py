from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from articles.wire.embargo import read_embargo
from newsroom.reading import Confidence

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2022, 1, 11, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Sperrfrist: 12. Januar 2022, 18.00 Uhr", "2022-01-12T17:00:00+00:00"),
        ("Achtung, Sperrfrist: Mittwoch, 12.01.2022, 18:00 Uhr", "2022-01-12T17:00:00+00:00"),
        ("Sperrfrist: 13. Juli 2022, 6 Uhr", "2022-07-13T04:00:00+00:00"),
        ("Sperrfrist: 12.01.22, 18.00 Uhr MEZ", "2022-01-12T17:00:00+00:00"),
        ("Embargoed until 1800 GMT Jan 12, 2022", "2022-01-12T18:00:00+00:00"),
        ("EMBARGOED FOR RELEASE UNTIL 00:01 BST 13 June 2022", "2022-06-12T23:01:00+00:00"),
        ("Embargo until 2022-01-12T18:00:00", "2022-01-12T17:00:00+00:00"),
    ],
)
def test_a_line_that_names_day_and_hour_is_a_moment(line, moment):
    found = read_embargo(line, zone=BERLIN)

    assert found is not None
    assert (found.value.isoformat(), found.confidence) == (moment, Confidence.SURE)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Sperrfrist: Mittwoch, 18 Uhr", "2022-01-12T17:00:00+00:00"),
        ("Sperrfrist: 18.00 Uhr", "2022-01-11T17:00:00+00:00"),
        ("Sperrfrist morgen 6 Uhr 30", "2022-01-12T05:30:00+00:00"),
        ("Frei ab 12.1., 6 Uhr", "2022-01-12T05:00:00+00:00"),
        ("Sperrfrist 30. Dezember, 10 Uhr", "2021-12-30T09:00:00+00:00"),
        (
            "EMBARGO: Not for publication before 6 p.m. CET on Wednesday, January 12",
            "2022-01-12T17:00:00+00:00",
        ),
        ("Gesperrt bis Mitternacht", "2022-01-11T23:00:00+00:00"),
    ],
)
def test_what_the_line_leaves_out_is_taken_from_the_moment_the_copy_came(line, moment):
    found = read_embargo(line, zone=BERLIN, at=TUESDAY)

    assert found is not None
    assert (found.value.isoformat(), found.confidence) == (moment, Confidence.LIKELY)


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist: Redebeginn",
        "Sperrfrist: 31. Februar 2022, 12 Uhr",
        "Sperrfrist: Mittwoch, 18 Uhr",
        "Sperrfrist",
    ],
)
def test_a_line_that_cannot_be_told_gives_no_moment(line):
    assert read_embargo(line, zone=BERLIN) is None


def test_the_hour_that_comes_twice_in_autumn_is_only_proposed():
    found = read_embargo("Sperrfrist: 30. Oktober 2022, 2.30 Uhr", zone=BERLIN)

    assert found is not None
    assert found.confidence is Confidence.DOUBTFUL
