"""Days, parts of the day and durations, one at a time: what each form means, and how much of the line it takes."""

from datetime import timedelta

from articles.parsing.dates.days import (
    find_day,
    find_day_part,
    find_duration,
    find_tonight,
    find_weekday_part,
)
from articles.parsing.dates.types import (
    CalendarDay,
    DayPart,
    DaysAhead,
    Duration,
    PartOfDay,
    Weekday,
    WeekdayReference,
)
from newsroom.text.spans import Span
from tests.tables import each_of


def make_calendar_day(written: str, *options: tuple[int, int, int]) -> CalendarDay:
    return CalendarDay(options, Span(0, len(written)))


@each_of(
    [
        ("12. januar 2027, 18 uhr", "12. januar 2027", (2027, 1, 12)),
        ("12. januar, 18 uhr", "12. januar", (0, 1, 12)),
        ("12 jan. 2027", "12 jan. 2027", (2027, 1, 12)),
        ("12-jan-2027", "12-jan-2027", (2027, 1, 12)),
        ("12th january, 2027", "12th january, 2027", (2027, 1, 12)),
        ("1st of december 2026", "1st of december 2026", (2026, 12, 1)),
        ("2nd december", "2nd december", (0, 12, 2)),
        ("3rd day of january", "3rd day of january", (0, 1, 3)),
        ("12 januar 2027:", "12 januar", (0, 1, 12)),
        ("december 1, 2026, 6 p.m.", "december 1, 2026", (2026, 12, 1)),
        ("december 1 2026", "december 1 2026", (2026, 12, 1)),
        ("dec. 1st", "dec. 1st", (0, 12, 1)),
        ("january the 12th, 2027", "january the 12th, 2027", (2027, 1, 12)),
        ("september 3", "september 3", (0, 9, 3)),
        ("märz 3", "märz 3", (0, 3, 3)),
        ("29. februar", "29. februar", (0, 2, 29)),
    ]
)
def test_a_day_with_the_name_of_its_month_in_german_and_english(
    line: str, written: str, day: tuple[int, int, int]
) -> None:
    assert find_day(line, 0) == make_calendar_day(written, day)


@each_of(["january 12:30", "january 12.30", "january 12 uhr", "january 12 pm", "mayor 3"])
def test_a_time_after_a_month_is_not_its_day(line: str) -> None:
    assert find_day(line, 0) is None


@each_of(
    [
        ("1.12.2026, 18 uhr", "1.12.2026", (2026, 12, 1)),
        ("1. 12. 2026", "1. 12. 2026", (2026, 12, 1)),
        ("1.12. 2026", "1.12. 2026", (2026, 12, 1)),
        ("1.12.26", "1.12.26", (2026, 12, 1)),
        ("1. 12. 26", "1. 12. 26", (2026, 12, 1)),
        ("1.12., 18 uhr", "1.12.", (0, 12, 1)),
        ("24.12. 18", "24.12.", (0, 12, 24)),
        ("24.12. 18 uhr", "24.12.", (0, 12, 24)),
        ("24. 12. 18 uhr", "24. 12.", (0, 12, 24)),
        ("24.12.2026 18 uhr", "24.12.2026", (2026, 12, 24)),
        ("24.12. 18:30", "24.12.", (0, 12, 24)),
        ("29.2.2028", "29.2.2028", (2028, 2, 29)),
        ("2026-12-01t18:00", "2026-12-01", (2026, 12, 1)),
    ]
)
def test_a_day_in_numbers_leaves_the_time_after_it(
    line: str, written: str, day: tuple[int, int, int]
) -> None:
    assert find_day(line, 0) == make_calendar_day(written, day)


@each_of(
    ["31.2.", "29.2.2027", "0.1.2027", "31. februar", "april 31", "2026-13-01", "0000-12-01", "31/31/2026"]
)
def test_a_day_that_no_calendar_has_is_read_as_no_day(line: str) -> None:
    assert find_day(line, 0) == make_calendar_day(line)


@each_of(["1.13.2026", "2026-12-01-3", "3/4/2026/5", "3/4", "12", "der 12"])
def test_other_numbers_are_no_day(line: str) -> None:
    assert find_day(line, 0) is None


@each_of(
    [
        ("3/4/2026", ((2026, 4, 3), (2026, 3, 4))),
        ("3/4/26", ((2026, 4, 3), (2026, 3, 4))),
        ("13/4/2026", ((2026, 4, 13),)),
        ("4/13/2026", ((2026, 4, 13),)),
        ("3/3/2026", ((2026, 3, 3),)),
    ]
)
def test_a_day_with_slashes_may_be_american(line: str, options: tuple[tuple[int, int, int], ...]) -> None:
    assert find_day(line, 0) == make_calendar_day(line, *options)


@each_of(
    [
        ("montag, 18 uhr", "montag", 0, "plain"),
        ("sonnabend", "sonnabend", 5, "plain"),
        ("thurs. 6 pm", "thurs.", 3, "plain"),
        ("weds", "weds", 2, "plain"),
        ("do 24.10.", "do", 3, "plain"),
        ("do., 24.10.", "do.", 3, "plain"),
        ("mo um 8", "mo", 0, "plain"),
        ("fr)", "fr", 4, "plain"),
        ("diesen freitag", "diesen freitag", 4, "this"),
        ("this friday", "this friday", 4, "this"),
        ("kommenden freitag", "kommenden freitag", 4, "coming"),
        ("coming friday", "coming friday", 4, "coming"),
        ("next friday", "next friday", 4, "next"),
        ("nächsten freitag", "nächsten freitag", 4, "next-german"),
        ("naechsten freitag", "naechsten freitag", 4, "next-german"),
        ("übernächsten freitag", "übernächsten freitag", 4, "after-next"),
        ("freitag nächster woche", "freitag nächster woche", 4, "next-week"),
        ("freitag in der nächsten woche", "freitag in der nächsten woche", 4, "next-week"),
        ("nächsten freitag kommender woche", "nächsten freitag kommender woche", 4, "next-week"),
        ("friday of next week", "friday of next week", 4, "next-week"),
        ("thursday week", "thursday week", 3, "week-after"),
        ("donnerstag in einer woche", "donnerstag in einer woche", 3, "week-after"),
        ("nächste woche freitag", "nächste woche freitag", 4, "next-week"),
        ("in der nächsten woche am freitag", "in der nächsten woche am freitag", 4, "next-week"),
        ("next week on friday, 6 pm", "next week on friday", 4, "next-week"),
    ]
)
def test_a_weekday_says_which_week_it_means(line: str, written: str, number: int, which: str) -> None:
    assert find_day(line, 0) == Weekday(number, Span(0, len(written)), WeekdayReference(which))


@each_of(["do not publish", "so far", "montags", "nächste woche", "sonne", "di caprio"])
def test_a_common_word_is_no_weekday(line: str) -> None:
    assert find_day(line, 0) is None


@each_of(
    [
        ("heute", 0),
        ("today", 0),
        ("morgen", 1),
        ("tomorrow", 1),
        ("übermorgen", 2),
        ("uebermorgen", 2),
        ("day after tomorrow", 2),
        ("the day after tomorrow", 2),
    ]
)
def test_a_day_near_today_has_a_name(line: str, days: int) -> None:
    assert find_day(f"{line}, 18 uhr", 0) == DaysAhead(days, Span(0, len(line)), is_count=False)


@each_of(
    [
        ("in 2 tagen", 2),
        ("in einem tag", 1),
        ("in a day", 1),
        ("in 10 days", 10),
        ("in zwei wochen", 14),
        ("in an week", 7),
        ("in 3 weeks", 21),
    ]
)
def test_days_and_weeks_are_counted_from_today(line: str, days: int) -> None:
    assert find_day(f"{line}, 18 uhr", 0) == DaysAhead(days, Span(0, len(line)), is_count=True)


@each_of(
    [
        ("in 90 min", "in 90 min", 90),
        ("in 90 minuten.", "in 90 minuten.", 90),
        ("in a minute", "in a minute", 1),
        ("+30m", "+30m", 30),
        ("+ 2 h", "+ 2 h", 120),
        ("in 2 hrs. from now", "in 2 hrs.", 120),
        ("in zwei stunden", "in zwei stunden", 120),
        ("in an hour", "in an hour", 60),
        ("in 3 std.", "in 3 std.", 180),
        ("in half an hour", "in half an hour", 30),
        ("in einer halben stunde", "in einer halben stunde", 30),
        ("in anderthalb stunden", "in anderthalb stunden", 90),
        ("in an hour and a half", "in an hour and a half", 90),
        ("in einer viertelstunde", "in einer viertelstunde", 15),
        ("in a quarter of an hour", "in a quarter of an hour", 15),
    ]
)
def test_hours_and_minutes_from_now_are_a_duration(line: str, written: str, minutes: int) -> None:
    assert find_duration(line, 0) == Duration(timedelta(minutes=minutes), Span(0, len(written)))


@each_of(["in 2 tagen", "2 stunden", "in hamburg", "+2 mal", "in half"])
def test_days_and_plain_hours_are_no_duration(line: str) -> None:
    assert find_duration(line, 0) is None


@each_of(
    [
        ("freitagmorgen", "morning"),
        ("freitagfrüh", "morning"),
        ("freitagvormittag", "morning"),
        ("freitagmittag", "noon"),
        ("freitagnachmittag", "afternoon"),
        ("freitagabend", "evening"),
        ("freitagabend.", "evening"),
        ("sonnabendabend", "evening"),
        ("nächsten freitagnacht", "night"),
        ("freitagabend nächster woche", "evening"),
    ]
)
def test_a_weekday_may_end_with_its_part_of_the_day(line: str, part: str) -> None:
    day = find_day(line, 0)
    assert isinstance(day, Weekday)
    assert find_weekday_part(line, day) == DayPart(PartOfDay(part), Span(0, len(line)))


@each_of(["freitag", "fr.", "sonnabend", "sonnabend.", "nächsten sonnabend"])
def test_a_weekday_alone_has_no_part_even_when_it_sounds_like_an_evening(line: str) -> None:
    day = find_day(line, 0)
    assert isinstance(day, Weekday)
    assert find_weekday_part(line, day) is None


@each_of(
    [
        ("früh", "morning"),
        ("vormittags", "morning"),
        ("mittags", "noon"),
        ("nachmittag", "afternoon"),
        ("abends", "evening"),
        ("nachts", "night"),
        ("evening", "evening"),
    ]
)
def test_a_part_of_the_day_needs_no_day_before_it(word: str, part: str) -> None:
    assert find_day_part(f"um {word},", 3, after_a_day=False) == DayPart(
        PartOfDay(part), Span(3, 3 + len(word))
    )
    assert find_day_part(word, 0, after_a_day=True) == DayPart(PartOfDay(part), Span(0, len(word)))


def test_morgen_is_the_morning_only_after_a_day() -> None:
    assert find_day_part("heute morgen", 6, after_a_day=True) == DayPart(PartOfDay.MORNING, Span(6, 12))
    assert find_day_part("heute morgen", 6, after_a_day=False) is None


@each_of(["abendessen", "mittagspause", "morgenstern", "uhr"])
def test_a_longer_word_is_no_part_of_the_day(word: str) -> None:
    assert find_day_part(word, 0, after_a_day=True) is None


def test_tonight_is_today_and_its_night() -> None:
    assert find_tonight("tonight, 8 pm", 0) == (
        DaysAhead(0, Span(0, 7)),
        DayPart(PartOfDay.NIGHT, Span(0, 7)),
    )
    assert find_tonight("tonights", 0) is None
