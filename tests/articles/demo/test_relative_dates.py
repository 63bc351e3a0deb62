from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.demo.relative_dates import (
    RelativeTimeError,
    fill_dates,
    format_date,
    parse_duration,
    parse_relative_time,
)
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)
"""A Tuesday, two days after the clocks went forward."""


@each_of(
    [
        ("ago 95min", "2026-03-31T09:55+02:00"),
        ("in 3h", "2026-03-31T14:30+02:00"),
        ("-1 09:45", "2026-03-30T09:45+02:00"),
        ("-3 17:05", "2026-03-28T17:05+01:00"),
        ("-2 work 17:05", "2026-03-27T17:05+01:00"),
        ("-4 work 17:05", "2026-03-27T17:05+01:00"),
        ("-10 sun 20:48", "2026-03-15T20:48+01:00"),
        ("+1 06:00", "2026-04-01T06:00+02:00"),
    ]
)
def test_times_are_counted_from_the_hour_of_loading(words: str, expected: str) -> None:
    assert parse_relative_time(words, AT, BERLIN) == datetime.fromisoformat(expected)


@each_of(["", "yesterday", "-3", "-3 fr 10:00", "ago 3 h"])
def test_a_time_in_no_known_form_is_refused(words: str) -> None:
    with pytest.raises(RelativeTimeError, match="calendar"):
        parse_relative_time(words, AT, BERLIN)


def test_spans_are_minutes_or_hours_and_nothing_else() -> None:
    assert (parse_duration("40min"), parse_duration("3h")) == (timedelta(minutes=40), timedelta(hours=3))
    with pytest.raises(RelativeTimeError):
        parse_duration("3 days")


@each_of(
    [
        ("EEEE, d. MMMM yyyy", "de", "Dienstag, 31. März 2026"),
        ("MMMM d, yyyy", "en", "March 31, 2026"),
        ("EEEE", "en", "Tuesday"),
        ("d.M.yyyy", "de", "31.3.2026"),
        ("yyyy-MM", "de", "2026-03"),
    ]
)
def test_a_day_is_written_in_the_words_of_the_language(pattern: str, language: str, expected: str) -> None:
    assert format_date(AT, pattern, language) == expected


def test_placeholders_count_from_the_day_of_the_story_or_ask_for_another_storys_day() -> None:
    text = "am {day:0|EEEE}, seit {day:-3|d. MMMM}, wie am {of:werft-1|d. MMMM}, bis {embargo|EEEE}"

    filled = fill_dates(
        text, AT, "de", time_of=lambda key: AT - timedelta(days=len(key)), embargo=AT + timedelta(days=1)
    )

    assert filled == "am Dienstag, seit 28. März, wie am 24. März, bis Mittwoch"


def test_an_embargo_date_in_a_story_without_embargo_is_a_mistake() -> None:
    with pytest.raises(RelativeTimeError, match="without an embargo"):
        fill_dates("bis {embargo|EEEE}", AT, "de", time_of=lambda key: AT)
