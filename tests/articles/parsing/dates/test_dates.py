from articles.parsing.dates.dates import find_dates
from tests.tables import each_of


@each_of(
    [
        ("am 12. Januar 2022", "2022-01-12"),
        ("am 16. Jänner 2022", "2022-01-16"),
        ("in Kharkiv, Ukraine March 12, 2022", "2022-03-12"),
        ("le 12 mars 2021", "2021-03-12"),
        ("le 1er mai 2021", "2021-05-01"),
        ("21 dicembre 2020", "2020-12-21"),
        ("1º maggio 2021", "2021-05-01"),
        ("el 5 de mayo de 2021", "2021-05-05"),
        ("octubre de 2018", "2018-10"),
        ("Feber 2022", "2022-02"),
        ("am 12.01.2022", "2022-01-12"),
        ("am 3.4.22", "2022-04-03"),
        ("vom 31.12.99", "1999-12-31"),
        ("Tuesday, Feb. 1, 2022", "2022-02-01"),
        ("on February 16, 2022", "2022-02-16"),
        ("on 3rd March 2021", "2021-03-03"),
        ("2022-01-12", "2022-01-12"),
        ("31/12/2021", "2021-12-31"),
        ("12.-14. März 2021", "2021-03-12"),
        ("12./13. Mai 2021", "2021-05-12"),
        ("Mai 2022", "2022-05"),
        ("Sept. 2020", "2020-09"),
        (", 2021", "2021"),
        ("am 24. Dezember", "--12-24"),
        ("on Jan. 12", "--01-12"),
        ("am 1.5.", "--05-01"),
        ("im Mai", "--05"),
    ]
)
def test_a_date_of_copy_is_read_to_iso(text: str, iso: str) -> None:
    dates = find_dates(text)

    assert [date.value for date in dates] == [iso]


@each_of(
    [
        "um 10.12 Uhr",
        "1.500 Euro",
        "Version 2.0.1",
        "am 31.2. und am 45. Tag",
        "you may 5 times",
        "in 1234 Fällen",
        "le 45 mars",
        "Mars et Vénus",
        "0:2022",
    ]
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_dates(text) == ()


def test_a_month_that_is_a_surname_gives_the_year_alone() -> None:
    dates = find_dates("Premierministerin Theresa May 2018 in London")

    assert [date.value for date in dates] == ["2018"]


def test_the_span_of_a_date_points_at_its_words() -> None:
    text = "Rom, am 3. Mai 2021."

    (date,) = find_dates(text)

    assert date.span.of(text) == "3. Mai 2021"


def test_a_date_within_a_longer_date_is_not_read_again() -> None:
    dates = find_dates("am 3. Mai 2021 und im Juni 2022")

    assert [date.value for date in dates] == ["2021-05-03", "2022-06"]


def test_the_leap_day_passes_without_a_year_and_fails_in_a_common_one() -> None:
    assert [date.value for date in find_dates("29. Februar; 29. Februar 2023")] == ["--02-29", "2023-02"]
