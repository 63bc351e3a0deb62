"""A whole line: which of its words are days, times and zones, and which are left over."""

from datetime import timedelta

from articles.parsing.dates.scan import MAX_LENGTH, read_expression
from articles.parsing.dates.types import DateExpression, DayPart, DaysAhead, PartOfDay
from newsroom.text.spans import Span
from tests.tables import each_of


def describe_expression(expression: DateExpression) -> str:
    """Everything that was read in the order of its kinds: `day freitag; time 18 uhr; word nordhaven`."""
    kinds = {
        "day": expression.days,
        "part": expression.parts,
        "time": expression.times,
        "zone": expression.zones,
        "duration": expression.durations,
        "word": expression.words,
    }
    return "; ".join(f"{kind} {one.span.of(expression.text)}" for kind, ones in kinds.items() for one in ones)


@each_of(
    [
        ("Freitag, 18 Uhr", "day freitag; time 18 uhr"),
        (
            "Sperrfrist: 12. Januar 2027, 18 Uhr MEZ",
            "day 12. januar 2027; time 18 uhr; zone mez; word sperrfrist",
        ),
        ("18:00 America/New_York", "time 18:00; zone america/new_york"),
        ("1830 GMT Dec 1", "day dec 1; time 1830; zone gmt"),
        ("in 90 min", "duration in 90 min"),
        ("+2 h", "duration +2 h"),
        ("in 2 Tagen, 18 Uhr", "day in 2 tagen; time 18 uhr"),
        ("18:00 +01:00", "time 18:00; zone +01:00"),
        ("+ 5", "time 5; word +"),
        ("- 5", "time 5; word -"),
        ("Samstagabend 19 Uhr", "day samstagabend; part samstagabend; time 19 uhr"),
        ("tonight 8 pm", "day tonight; part tonight; time 8 pm"),
        ("6 Uhr morgens", "part morgens; time 6 uhr"),
        ("Dr. O'Hara-Smith, Saal 4", "time 4; word dr; word o'hara-smith; word saal"),
        ("a_b", "word a; word b"),
        ("18 Uhr, Saal XL", "time 18 uhr; word saal; word xl"),
        ("PRC 18:00", "time 18:00; zone prc"),
        ("prc 18:00", "time 18:00; word prc"),
        ("Ortszeit (New York), 9 Uhr", "time 9 uhr; zone ortszeit (new york"),
        ("!!! *", ""),
        ("", ""),
    ]
)
def test_each_word_of_a_line_is_read_once(line: str, means: str) -> None:
    assert describe_expression(read_expression(line)) == means


@each_of(
    [
        ("morgen, 6 Uhr", "day morgen; time 6 uhr"),
        ("heute Morgen, 6 Uhr", "day heute; part morgen; time 6 uhr"),
        ("heute, Morgen", "day heute; part morgen"),
        ("Freitag Morgen", "day freitag; part morgen"),
        ("Freitag,  Morgen", "day freitag; part morgen"),
        ("Freitag / morgen", "day freitag; day morgen"),
        ("Freitag und morgen", "day freitag; day morgen; word und"),
        ("24.12. morgen", "day 24.12.; day morgen"),
        ("übermorgen morgen", "day übermorgen; day morgen"),
        ("Samstag, übermorgen", "day samstag; day übermorgen"),
        ("am Morgen", "part morgen; word am"),
        ("am, Morgen", "part morgen; word am"),
        ("frei am Morgen des 3. Mai", "day 3. mai; part morgen; word frei; word am; word des"),
        ("an diesem Morgen", "part morgen; word an; word diesem"),
        ("jeden Morgen", "part morgen; word jeden"),
        ("Programm morgen", "day morgen; word programm"),
        ("am / morgen", "day morgen; word am"),
        ("am Freitag, 24.12., morgen", "day freitag; day 24.12.; day morgen; word am"),
    ]
)
def test_morgen_is_tomorrow_unless_it_follows_a_day(line: str, means: str) -> None:
    assert describe_expression(read_expression(line)) == means


def test_tonight_is_a_day_and_a_part_of_it() -> None:
    expression = read_expression("tonight, 8 pm")

    assert expression.days == (DaysAhead(0, Span(0, 7)),)
    assert expression.parts == (DayPart(PartOfDay.NIGHT, Span(0, 7)),)


def test_the_morning_after_a_day_is_the_part_morning() -> None:
    assert [part.part for part in read_expression("heute Morgen").parts] == [PartOfDay.MORNING]


@each_of(list("\t\n\r\x0b\x0c\x1f\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"))
def test_any_space_is_a_space(space: str) -> None:
    expression = read_expression(f"12.{space}Januar{space}2027,{space}18{space}Uhr")

    assert expression.text == "12. januar 2027, 18 uhr"
    assert describe_expression(expression) == "day 12. januar 2027; time 18 uhr"


@each_of(["-", "\u2212", "\u2011", "\u2010"])
def test_any_short_dash_is_a_minus(dash: str) -> None:
    assert describe_expression(read_expression(f"18:00 UTC{dash}5")) == "time 18:00; zone utc-5"


@each_of(["'", "\u2019", "\u2018"])
def test_any_apostrophe_is_one(apostrophe: str) -> None:
    assert describe_expression(read_expression(f"6 o{apostrophe}clock")) == "time 6 o'clock"


@each_of(
    [
        ("2026-12-01T18:00:00Z", "2026-12-01 18:00:00z"),
        ("2026-12-01T18:00", "2026-12-01 18:00"),
        ("1.12.T18:00", "1.12.t18:00"),
        ("2026-12-01Tea", "2026-12-01tea"),
        ("İzmir, 18 UHR", "İzmir, 18 uhr"),
    ]
)
def test_the_text_is_in_small_letters_with_each_character_in_its_place(line: str, text: str) -> None:
    assert read_expression(line).text == text


def test_only_the_first_characters_of_a_long_text_are_read() -> None:
    assert MAX_LENGTH == 1000
    assert describe_expression(read_expression("!" * 994 + "18 Uhr")) == "time 18 uhr"
    assert read_expression("!" * 995 + "18 Uhr").times[0].span == Span(995, 997)
    assert len(read_expression("x" * 2000).text) == 1000


def test_a_duration_keeps_its_length() -> None:
    assert [one.length for one in read_expression("in 90 min oder in 2 h").durations] == [
        timedelta(minutes=90),
        timedelta(hours=2),
    ]


def test_a_word_left_over_keeps_its_place() -> None:
    words = read_expression("Saal Nordhaven, 18 Uhr").words

    assert [(word.text, word.span) for word in words] == [("saal", Span(0, 4)), ("nordhaven", Span(5, 14))]
