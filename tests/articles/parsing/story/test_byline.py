from articles.parsing.story.byline import is_author_line, is_byline
from articles.parsing.story.parse import read_copy
from tests.tables import each_of


@each_of(
    [
        "VON: JANE ROE",
        "by: Jane Roe",
        "Von Jane Roe",
        "von Jane Roe (jro)",
        "By Jane Roe, KXQR",
        "Von: Jane Roe und Jan Ott",
        "By Jane Roe Bugle Staff, Updated May 3, 2022, 6:12 p.m.",
    ]
)
def test_a_label_before_names_makes_a_byline(line: str) -> None:
    assert is_byline(line)


@each_of(
    [
        "By: the numbers",
        "By then, updated May 3, 2022",
        "Interview mit Türmer Jan Ott",
        "Von: Kiel Nach: Bremen",
        "Von Anna lernte er viel.",
    ]
)
def test_a_label_before_other_words_makes_no_byline(line: str) -> None:
    assert not is_byline(line)


@each_of(
    [
        "Jane Roe North of England correspondent",
        "Jane Roe Political editor",
        "Jane Roe Special to The Record",
        "Aus Kiel Anna Berg",
        "Bericht: Anna Berg",
        "Anna Berg, Kiel",
    ]
)
def test_an_author_may_have_a_post_or_a_town(line: str) -> None:
    assert is_author_line(line)


@each_of(["Aus Kiel kam Hilfe", "Anna Berg gewinnt", "Political editor"])
def test_words_that_are_no_name_make_no_author(line: str) -> None:
    assert not is_author_line(line)


TEXT = "In Zumdorf steht seit Montag ein neuer Kran. Das sagte Hafenmeister Jan Ott am Kai."


@each_of(
    [
        ("Von Ida Zumbor-Quell 05.01.2018, 16:22 Uhr", "Von Ida Zumbor-Quell"),
        ("Von Ida Kern am 3. Mai 2022", "Von Ida Kern"),
        ("By Jane Roe 3 March 2022", "By Jane Roe"),
        ("By Jane Roe May 3, 2022, 6:12 p.m.", "By Jane Roe"),
    ]
)
def test_a_date_after_the_author_is_no_part_of_the_byline(line: str, author: str) -> None:
    copy = read_copy(f"Zumdorf baut einen Kran\n{line}\n\n{TEXT}\n\n{TEXT}")

    assert copy.byline is not None
    assert copy.byline.value == author
    assert copy.dek is None


def test_a_year_after_a_place_is_no_byline() -> None:
    copy = read_copy(f"Zumdorf baut einen Kran\nVon Kiel 2022 bis Bremen 2024\n\n{TEXT}\n\n{TEXT}")

    assert copy.byline is None


@each_of(["", "Hochschule Zumdorf\n"])
def test_a_press_officer_above_the_date_is_the_author(house: str) -> None:
    copy = read_copy(
        f"Kran hebt Brücke\n\nDr. Ida Quellberg, Pressestelle\n{house}19.01.2021 11:15\n\n{TEXT}\n\n{TEXT}"
    )

    assert copy.byline is not None
    assert copy.byline.value == "Dr. Ida Quellberg, Pressestelle"
    assert [person.name for person in copy.people] == ["Jan Ott"]


def test_a_press_office_without_a_date_below_it_is_no_author() -> None:
    copy = read_copy(f"Kran hebt Brücke\n\nDr. Ida Quellberg, Pressestelle\n\n{TEXT}\n\n{TEXT}")

    assert copy.byline is None
