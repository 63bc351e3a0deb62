"""Times of day, one at a time: what each form means, and how much of the line it takes."""

from articles.parsing.dates.clock_times import find_time
from articles.parsing.dates.types import TimeKind, TimeOfDay
from newsroom.text.spans import Span
from tests.tables import each_of


def format_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_time(line: str, at: int = 0) -> tuple[str, str] | None:
    """What is written, and the times it may mean; "" for a time that no clock shows."""
    time = find_time(line, at)
    if time is None:
        return None
    assert time.span.start == at
    return time.span.of(line), " or ".join(map(format_clock, time.minutes))


def require_time(line: str, at: int = 0) -> TimeOfDay:
    time = find_time(line, at)
    assert time is not None
    return time


@each_of(
    [
        ("18 uhr", "18 uhr", "18:00"),
        ("18uhr", "18uhr", "18:00"),
        ("18.30 uhr", "18.30 uhr", "18:30"),
        ("18:30:15 uhr", "18:30:15 uhr", "18:30"),
        ("1830 uhr", "1830 uhr", "18:30"),
        ("0 uhr", "0 uhr", "00:00"),
        ("24 uhr", "24 uhr", "24:00"),
        ("24.01 uhr", "24.01 uhr", ""),
        ("18.60 uhr", "18.60 uhr", ""),
        ("zwanzig uhr", "zwanzig uhr", "20:00"),
        ("einundzwanzig uhr", "einundzwanzig uhr", "21:00"),
        ("18 uhr 30, freitag", "18 uhr 30", "18:30"),
        ("18 uhr dreißig", "18 uhr dreißig", "18:30"),
        ("18 uhr fünfundvierzig", "18 uhr fünfundvierzig", "18:45"),
        ("18 uhr zehn", "18 uhr zehn", "18:10"),
        ("18 uhr ein", "18 uhr", "18:00"),
        ("18 uhr 12. januar", "18 uhr", "18:00"),
        ("18 uhr 12 januar", "18 uhr", "18:00"),
        ("18 uhr 20 uhr", "18 uhr", "18:00"),
        ("18 uhren", "18", "18:00"),
    ]
)
def test_uhr_makes_an_hour_of_24_and_takes_the_minutes_after_it(line: str, written: str, means: str) -> None:
    assert read_time(line) == (written, means)


@each_of(["18 uhr", "18.30 uhr", "1830 uhr", "18h30", "9 uhr", "1830 hrs", "9h"])
def test_an_hour_of_24_is_exact(line: str) -> None:
    assert require_time(line) == TimeOfDay(
        require_time(line).minutes, Span(0, len(line)), TimeKind.EXACT, padded=True
    )


@each_of(
    [
        ("6 a.m. et", "6 a.m.", "06:00"),
        ("6 p.m. et", "6 p.m.", "18:00"),
        ("6pm", "6pm", "18:00"),
        ("6 p m", "6 p m", "18:00"),
        ("6.30 pm", "6.30 pm", "18:30"),
        ("6:30:00 p.m.", "6:30:00 p.m.", "18:30"),
        ("six pm", "six pm", "18:00"),
        ("1 am", "1 am", "01:00"),
        ("1 p.m.", "1 p.m.", "13:00"),
        ("11.59 p.m.", "11.59 p.m.", "23:59"),
        ("12 p.m.", "12 p.m.", "12:00"),
        ("12.30 pm", "12.30 pm", "12:30"),
        ("12.01 am", "12.01 am", "00:01"),
        ("6 amber", "6", "06:00"),
    ]
)
def test_a_m_and_p_m_choose_the_half_of_the_day(line: str, written: str, means: str) -> None:
    assert read_time(line) == (written, means)


@each_of(["13 p.m.", "18 a.m.", "0 a.m.", "0 pm", "18.30 p.m.", "18.30 am", "6.60 pm", "6:75 am"])
def test_no_clock_of_twelve_hours_shows_it(line: str) -> None:
    assert require_time(line) == TimeOfDay((), Span(0, len(line)), twelve_hours=True)


@each_of(["6 a.m.", "6pm", "12 p.m.", "12.01 am", "half past six pm"])
def test_a_time_with_a_m_or_p_m_is_exact_and_of_twelve_hours(line: str) -> None:
    time = require_time(line)
    assert (time.kind, time.twelve_hours, time.padded) == (TimeKind.EXACT, True, True)


@each_of(["12 am", "12 a.m.", "12:00 a.m.", "12 am fragen", "12 am friday", "12 a.m. freitag"])
def test_twelve_a_m_is_the_start_or_the_end_of_the_day(line: str) -> None:
    written = line.removesuffix(" fragen").removesuffix(" friday").removesuffix(" freitag")
    assert require_time(line) == TimeOfDay(
        (0, 1440), Span(0, len(written)), TimeKind.TWELVE_AM, twelve_hours=True
    )


@each_of(
    ["freitag", "freitagabend", "fr", "3. mai", "24.12.", "den 3. mai", "kommenden freitag", "diesen fr"]
)
def test_twelve_am_before_a_german_day_may_be_noon_on_that_day(day: str) -> None:
    assert require_time(f"12 am {day}") == TimeOfDay(
        (0, 720, 1440), Span(0, 5), TimeKind.TWELVE_AM, twelve_hours=True
    )
    assert read_time(f"12.30 am {day}") == ("12.30 am", "00:30 or 12:30")


@each_of(
    [
        ("12.01 am tuesday", "00:01"),
        ("12.01 am 1 december", "00:01"),
        ("12:01 a.m. dienstag", "00:01"),
        ("12.30 pm dienstag", "12:30"),
        ("9.30 am dienstag", "09:30"),
        ("11.30 am 3. mai", "11:30"),
    ]
)
def test_minutes_after_twelve_am_are_of_the_night_in_english(line: str, means: str) -> None:
    assert (require_time(line).minutes, require_time(line).kind) == (
        ((int(means[:2]) * 60 + int(means[3:])),),
        TimeKind.EXACT,
    )


@each_of(["18 am freitag", "13 am freitag", "0 am freitag"])
def test_am_after_an_hour_of_24_is_the_german_word(line: str) -> None:
    hour = line.partition(" ")[0]
    assert require_time(line) == TimeOfDay(
        (int(hour) * 60,), Span(0, len(hour)), TimeKind.NUMBER, padded=False
    )


@each_of(
    [
        ("midnight gmt", "midnight"),
        ("mitternacht", "mitternacht"),
        ("12 midnight", "12 midnight"),
        ("mitternacht 24 uhr", "mitternacht 24 uhr"),
        ("mitternacht 24.00", "mitternacht 24.00"),
        ("24 uhr mitternacht", "24 uhr mitternacht"),
        ("12 uhr mitternachts", "12 uhr mitternachts"),
        ("24.00 uhr mitternachts", "24.00 uhr mitternachts"),
    ]
)
def test_midnight_is_the_end_of_the_day(line: str, written: str) -> None:
    assert require_time(line) == TimeOfDay((1440,), Span(0, len(written)), TimeKind.MIDNIGHT)


@each_of(["noon", "midday", "12 noon", "12:00 noon", "12 o'clock noon", "noon 12:00"])
def test_noon_is_twelve(line: str) -> None:
    assert require_time(line) == TimeOfDay((720,), Span(0, len(line)), TimeKind.EXACT)


@each_of(
    [
        ("18:30", "18:30", "18:30", True),
        ("13:00", "13:00", "13:00", True),
        ("12:30", "12:30", "12:30", False),
        ("9:30", "9:30", "09:30", False),
        ("09:30", "09:30", "09:30", True),
        ("0:30", "0:30", "00:30", True),
        ("9:30 hrs", "9:30 hrs", "09:30", True),
        ("9:30 hours. gmt", "9:30 hours.", "09:30", True),
        ("9:30h", "9:30h", "09:30", True),
        ("18:30:59", "18:30:59", "18:30", True),
        ("18:30:00.123456+02:00", "18:30:00.123456", "18:30", True),
        ("24:00", "24:00", "24:00", True),
        ("24:01", "24:01", "", True),
        ("25:00", "25:00", "", True),
        ("18:60", "18:60", "", True),
        ("18.30", "18.30", "18:30", True),
        ("13.00", "13.00", "13:00", True),
        ("9.30", "9.30", "09:30", False),
        ("12.59", "12.59", "12:59", False),
        ("9.30 h", "9.30 h", "09:30", True),
        ("24.00", "24.00", "24:00", True),
        ("24.30", "24.30", "", True),
    ]
)
def test_only_a_time_that_shows_its_24_hours_needs_no_half_of_the_day(
    line: str, written: str, means: str, is_of_24_hours: bool
) -> None:
    time = require_time(line)
    assert (read_time(line), time.kind) == ((written, means), TimeKind.EXACT)
    assert (time.padded, time.twelve_hours) == (is_of_24_hours, False)


@each_of(["25.30", "18.60", "99.99", "18.30.5", "18.30. 5", "18:300", "18:5", "12345", "eight"])
def test_a_sum_a_version_and_a_lone_word_are_no_times(line: str) -> None:
    assert find_time(line, 0) is None


@each_of(
    [
        ("1830 gmt", "1830", "18:30"),
        ("1830 (gmt)", "1830", "18:30"),
        ("0930 london", "0930", "09:30"),
        ("1830 +0100", "1830", "18:30"),
        ("1830z", "1830", "18:30"),
        ("1830 z", "1830", "18:30"),
        ("1830 hrs gmt", "1830 hrs", "18:30"),
        ("0001hrs gmt", "0001hrs", "00:01"),
        ("1830 hours", "1830 hours", "18:30"),
        ("1830h", "1830h", "18:30"),
        ("2400 gmt", "2400", "24:00"),
        ("2430 gmt", "2430", ""),
        ("18h", "18h", "18:00"),
        ("18 h", "18 h", "18:00"),
        ("18h30", "18h30", "18:30"),
        ("18h61", "18h61", ""),
        ("25h", "25h", ""),
    ]
)
def test_four_digits_before_a_zone_and_hours_with_h_are_a_time(line: str, written: str, means: str) -> None:
    assert (read_time(line), require_time(line).kind) == ((written, means), TimeKind.EXACT)


@each_of(
    [
        ("18", "18", "18:00"),
        ("7, freitag", "7", "07:00"),
        ("930", "930", "09:30"),
        ("1830 menschen", "1830", "18:30"),
        ("1860 gmt", "1860", ""),
        ("18hx", "18", "18:00"),
        ("25", "25", ""),
        ("2400", "2400", "24:00"),
        ("2401", "2401", ""),
    ]
)
def test_a_bare_number_is_only_perhaps_a_time(line: str, written: str, means: str) -> None:
    time = require_time(line)
    assert (read_time(line), time.kind, time.padded) == ((written, means), TimeKind.NUMBER, False)


@each_of([("um acht", 8), ("at eight", 8), ("um zwanzig", 20), ("at twenty-one", 21), ("at noonish", None)])
def test_an_hour_in_words_is_perhaps_a_time_after_um_or_at(line: str, hour: int | None) -> None:
    span = Span(3, len(line))
    expected = None if hour is None else TimeOfDay((hour * 60,), span, TimeKind.NUMBER, padded=False)
    assert find_time(line, 3) == expected


@each_of(
    [
        ("6 o'clock", "06:00 or 18:00"),
        ("sechs o'clock", "06:00 or 18:00"),
        ("12 o'clock", "00:00 or 12:00"),
        ("halb sieben", "06:30 or 18:30"),
        ("halb sieben uhr", "06:30 or 18:30"),
        ("halb 1", "00:30 or 12:30"),
        ("viertel acht", "07:15 or 19:15"),
        ("dreiviertel acht", "07:45 or 19:45"),
        ("drei viertel 8", "07:45 or 19:45"),
        ("viertel vor acht", "07:45 or 19:45"),
        ("viertel nach acht", "08:15 or 20:15"),
        ("quarter to eight", "07:45 or 19:45"),
        ("quarter past eight", "08:15 or 20:15"),
        ("a quarter to eight", "07:45 or 19:45"),
        ("a quarter past eight", "08:15 or 20:15"),
        ("ten to six", "05:50 or 17:50"),
        ("ten before six", "05:50 or 17:50"),
        ("ten after six", "06:10 or 18:10"),
        ("20 vor 8", "07:40 or 19:40"),
        ("59 nach 8", "08:59 or 20:59"),
        ("10 minuten nach 8 uhr", "08:10 or 20:10"),
        ("half past six", "06:30 or 18:30"),
        ("half six", "06:30 or 18:30"),
        ("quarter past 12", "00:15 or 12:15"),
    ]
)
def test_a_spoken_hour_up_to_twelve_is_of_the_morning_or_the_evening(line: str, means: str) -> None:
    time = require_time(line)
    assert (read_time(line), time.kind, time.twelve_hours) == ((line, means), TimeKind.HALF_DAY, False)


@each_of(
    [
        ("18 o'clock", "18:00"),
        ("13 o'clock", "13:00"),
        ("twenty-one o'clock", "21:00"),
        ("24 o'clock", "24:00"),
        ("25 o'clock", ""),
        ("halb 13", "12:30"),
        ("halb 24", "23:30"),
        ("halb 25", ""),
        ("10 minuten vor 18", "17:50"),
        ("quarter to 13", "12:45"),
        ("half past 18", "18:30"),
        ("viertel nach 24", ""),
        ("half past 24", ""),
        ("viertel vor 24", "23:45"),
        ("20 vor 25", ""),
    ]
)
def test_a_spoken_hour_after_twelve_is_exact(line: str, means: str) -> None:
    time = require_time(line)
    assert (read_time(line), time.kind, time.twelve_hours) == ((line, means), TimeKind.EXACT, False)


@each_of(
    [
        ("half past six pm", "18:30"),
        ("half past six a.m.", "06:30"),
        ("zehn minutes before six pm", "17:50"),
        ("quarter to one pm", "12:45"),
        ("quarter past 12 pm", "12:15"),
        ("quarter past 12 am", "00:15"),
    ]
)
def test_a_m_or_p_m_decides_the_half_of_the_day_of_a_spoken_hour(line: str, means: str) -> None:
    minutes = int(means[:2]) * 60 + int(means[3:])
    assert require_time(line) == TimeOfDay((minutes,), Span(0, len(line)), twelve_hours=True)


@each_of(["60 vor 8", "99 nach 8"])
def test_an_hour_has_no_sixty_minutes(line: str) -> None:
    time = require_time(line)
    assert (time.span, time.kind) == (Span(0, 2), TimeKind.NUMBER)
