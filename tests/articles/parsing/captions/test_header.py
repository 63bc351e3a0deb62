from time import process_time

from articles.parsing.captions.header import read_header
from tests.tables import each_of


@each_of(
    [
        ("07.12.2019, USA, Newport News: Ein Schiff", "Newport News", "2019-12-07"),
        ("12.01.2022, Bayern, Neudorf: Ein Haus", "Neudorf", "2022-01-12"),
        ("Berlin, 12.01.2022: Ein Haus", "Berlin", "2022-01-12"),
        ("Berlin am 12. Januar 2022: Ein Haus", "Berlin", "2022-01-12"),
        ("Wien: Ein Haus", "Wien", None),
        ("BRUSSELS, BELGIUM - FEBRUARY 16: A house", "BRUSSELS", "--02-16"),
        ("NEW YORK, NY - JUNE 05, 2022: A house", "NEW YORK", "2022-06-05"),
        ("Dec 3, 2023; Kansas City, Missouri, USA; A goal", "Kansas City", "2023-12-03"),
    ]
)
def test_a_dateline_gives_its_place_and_date(head: str, place: str, date: str | None) -> None:
    found = read_header(head)

    assert found is not None
    assert (found.place and found.place.value, found.date and found.date.value) == (place, date)


@each_of(
    [
        "Von links: Ida Kern",
        "Im Bild: ein Haus",
        "Das Ziel, 2022: ein Haus",
        "Bundestagswahl 2021: ein Haus",
        "Ein Haus",
        "Ein Haus; ein Garten; ein Hof",
    ]
)
def test_a_head_of_other_words_is_no_dateline(head: str) -> None:
    assert read_header(head) is None


@each_of(["ARCHIV - ", "Archiv: ", "FILE - ", "FILE PHOTO: "])
def test_an_archive_mark_stands_alone_or_before_a_dateline(mark: str) -> None:
    found = read_header(f"{mark}A house in Rome")

    assert found is not None
    assert found.archive


def test_a_head_of_many_capitals_is_read_in_time_in_step_with_its_length() -> None:
    began = process_time()

    assert read_header(f"3. März 2026, {'A' * 90}!: Der Kran steht.") is None
    assert process_time() - began < 1
