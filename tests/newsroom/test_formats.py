"""Dates and times of the desk have the day before the month and a clock of 24 hours, in both languages."""

from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format, get_format

from tests.tables import each_of

EVENING = datetime(2026, 11, 27, 22, 4)  # noqa: DTZ001  # as shown, without a zone


@each_of(
    [
        ("en", "DATETIME_FORMAT", "27 November 2026, 22:04"),
        ("en", "SHORT_DATETIME_FORMAT", "27 Nov 2026, 22:04"),
        ("en", "SHORT_DATE_FORMAT", "27 Nov 2026"),
        ("de", "DATETIME_FORMAT", "27. November 2026, 22:04"),
        ("de", "SHORT_DATE_FORMAT", "27.11.2026"),
    ]
)
def test_a_time_is_written_as_the_desk_writes_it(language: str, form: str, shown: str) -> None:
    with translation.override(language):
        assert date_format(EVENING, form) == shown


@each_of(["de", "en"])
def test_the_week_of_a_calendar_begins_on_monday(language: str) -> None:
    with translation.override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1
