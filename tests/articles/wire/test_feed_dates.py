"""Dates of feeds are read where one day is possible."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from articles.wire.feeds.feed_dates import find_unknown_zone, parse_feed_date
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
DATES = [
    ("Mon, 02 Mar 2026 07:26:05 +0100", "2026-03-02T07:26:05+01:00"),
    ("Mon,02 Mar 2026 7:26:05 GMT", "2026-03-02T07:26:05+00:00"),
    ("02 Mar 26 1500 GMT", "2026-03-02T15:00:00+00:00"),
    ("Mon, 02 Mar 2026 07:26:05 Z", "2026-03-02T07:26:05+00:00"),
    ("Mon, 02 Mar 2026 07:26:05 CET", "2026-03-02T07:26:05+01:00"),
    ("Mon, 02 Mar 2026 07:26 EST", "2026-03-02T07:26:00-05:00"),
    ("Mo, 02 Mrz 2026 07:26:05 +0100", "2026-03-02T07:26:05+01:00"),
    ("Montag, 2. März 2026, 07.26 Uhr", "2026-03-02T07:26:00+01:00"),
    ("31. Dez 2026 07:26", "2026-12-31T07:26:00+01:00"),
    ("lun., 02 févr. 2026 07:26:05 +0100", "2026-02-02T07:26:05+01:00"),
    ("mar, 03 mar 2026 10:00:00 +0100", "2026-03-03T10:00:00+01:00"),
    ("mardi 3 mars 2026 à 10h15", "2026-03-03T10:15:00+01:00"),
    ("3 de mayo de 2026 10:11", "2026-05-03T10:11:00+02:00"),
    ("mån, 02 maj 2026 10:11:00 +0200", "2026-05-02T10:11:00+02:00"),
    ("Thu Apr 02 2026 10:01:00 GMT+0200 (CEST)", "2026-04-02T10:01:00+02:00"),
    ("Mon Mar  2 16:03:54 2026", "2026-03-02T16:03:54+01:00"),
    ("Mon Mar 02 16:03:54 +0000 2026", "2026-03-02T16:03:54+00:00"),
    ("Thursday, April 2nd, 2026 3:10 p.m. EST", "2026-04-02T15:10:00-05:00"),
    ("Mar 2, 2026 12:10 AM", "2026-03-02T00:10:00+01:00"),
    ("2026-03-02T07:26:05.123+01:00", "2026-03-02T07:26:05+01:00"),
    ("20260302T072605Z", "2026-03-02T07:26:05+00:00"),
    ("2026-03-02", "2026-03-02T00:00:00+01:00"),
    ("2026/03/02 15:05", "2026-03-02T15:05:00+01:00"),
    ("02.03.2026 07:26", "2026-03-02T07:26:00+01:00"),
    ("31/03/2026 07:26", "2026-03-31T07:26:00+02:00"),
    ("3/31/2026 7:26:00 PM", "2026-03-31T19:26:00+02:00"),
    ("2026-31-03 07:26", "2026-03-31T07:26:00+02:00"),
    ("1772436365", "2026-03-02T07:26:05+00:00"),
    ("Mon Mar 02 16:03:54 CET 2026", "2026-03-02T16:03:54+01:00"),
    ("Mon, 2 Mar 2026 7:6:5 GMT", "2026-03-02T07:06:05+00:00"),
    ("2026-03-02T07:26:05.5+01", "2026-03-02T07:26:05+01:00"),
    ("2026-W10-1", "2026-03-02T00:00:00+01:00"),
    ("2026-061", "2026-03-02T00:00:00+01:00"),
    ("2026-366", None),
    ("Δευ, 02 Μαρ 2026 07:26:05 GMT", "2026-03-02T07:26:05+00:00"),
    ("Пн, 02 мар 2026 07:26:05 +0300", "2026-03-02T07:26:05+03:00"),
    ("01/02/2026 07:26", None),
    ("Wed, 30 Nov -0001 00:00:00 +0000", None),
    ("0000-00-00 00:00:00", None),
    ("Mon, 02 Mar 2026 25:26:05 CET", None),
    ("Mon, 32 Mar 2026 07:26:05 +0100", None),
    ("9999-999", None),
    ("0001-01-01T00:00:00", None),
    ("31 Dec 9999 23:59:59 -0500", None),
    ("yesterday", None),
    ("", None),
]


@each_of(DATES)
def test_a_date_of_a_feed_is_read_only_if_it_is_certain(written: str, time: str | None):
    found = parse_feed_date(written, BERLIN)

    assert (found.isoformat() if found else None) == time


def test_an_unknown_abbreviation_of_a_zone_is_named():
    assert [find_unknown_zone(text) for text in ("2 Mar 2026 07:26 IST", "2 Mar 2026 07:26 PM CET")] == [
        "IST",
        "",
    ]


@given(st.text(max_size=60) | st.from_regex(r"[0-9:./, -]{0,30}[A-Z]{0,4}"))
def test_any_text_is_a_date_or_none(written: str):
    found = parse_feed_date(written, BERLIN)

    assert found is None or found.tzinfo is not None
