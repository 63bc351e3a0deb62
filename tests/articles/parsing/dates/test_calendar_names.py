"""Every parser that looks for months or weekdays knows the names of the one table."""

from datetime import date
from pathlib import Path

from articles.parsing.captions.header import read_header
from articles.parsing.dates import calendar_names, read_expression
from articles.parsing.dates.calendar_names import FULL_MONTHS, GERMAN_WEEKDAYS, MONTHS, WEEKDAYS
from articles.parsing.dates.dates import find_dates
from articles.parsing.dates.types import CalendarDay, TimeKind, Weekday
from articles.parsing.story.parse import read_copy
from articles.parsing.story.photo_blocks import is_caption_like
from articles.parsing.story.types import BlockKind
from articles.parsing.tags.parse import read_tag
from tests.tables import each_of

LONG = sorted(name for name in WEEKDAYS if len(name) > 2)


@each_of(MONTHS.items())
def test_every_month_is_read_in_dates_and_in_embargo_lines(name: str, number: int):
    (found,) = find_dates(f"12. {name.title()} 2022")
    (day,) = read_expression(f"12. {name.title()} 2022").days

    assert found.value == f"2022-{number:02}-12"
    assert isinstance(day, CalendarDay)
    assert day.options == ((2022, number, 12),)


@each_of(WEEKDAYS.items())
def test_every_weekday_is_read_in_embargo_lines(name: str, number: int):
    (day, _date) = read_expression(f"{name}, 12.1.2022").days

    assert isinstance(day, Weekday)
    assert day.number == number


@each_of(LONG)
def test_every_weekday_may_open_a_date_line_and_the_head_of_a_caption(name: str):
    copy = read_copy(f"{name.title()}, 12.01.2022\n\nDer Rat tagt. Er hat viel zu tun.")
    header = read_header(f"Berlin, {name.title()}, 12.01.2022: Der Rat.")

    assert copy.blocks[0].kind is BlockKind.DATE
    assert header is not None
    assert header.date is not None
    assert header.date.value == "2022-01-12"


@each_of(sorted(FULL_MONTHS))
def test_a_line_that_ends_with_a_full_date_looks_like_a_caption_and_a_month_is_no_tag(name: str):
    assert is_caption_like(f"Der Hafen am 12. {name.title()} 2022")
    assert not read_tag(f"Der Rat tagt. ({name.title()})").trailing


def test_abbreviations_are_no_full_months():
    assert {"januar", "january", "mai", "may", "märz", "march"} <= FULL_MONTHS
    assert not FULL_MONTHS & {
        "jan",
        "feb",
        "mär",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "okt",
        "oct",
        "nov",
        "dez",
    }


def test_an_english_weekday_after_12_am_leaves_the_time_english():
    german, english = read_expression("12 am Freitag").times[0], read_expression("12 am Friday").times[0]

    assert (len(german.minutes), len(english.minutes)) == (3, 2)
    assert english.kind is TimeKind.TWELVE_AM
    assert {"mo", "montag", "mittwoch", "sonnabend"} <= GERMAN_WEEKDAYS
    assert not GERMAN_WEEKDAYS & {"monday", "mon", "wed"}


def test_weekdays_are_numbered_from_monday():
    assert WEEKDAYS["montag"] == date(2026, 3, 2).weekday()


def test_no_other_module_of_the_parsers_lists_months_or_weekdays():
    folder = Path(calendar_names.__file__).parents[1]
    files = [file for file in folder.rglob("*.py") if file.name != "calendar_names.py"]
    lists = [
        file.name
        for file in files
        if {"donnerstag", "februar"} & set(file.read_text().lower().replace("|", " ").split())
    ]

    assert len(files) > 40
    assert lists == []
