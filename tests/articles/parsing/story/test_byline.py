import pytest

from articles.parsing.story.byline import is_author_line, is_byline


@pytest.mark.parametrize(
    "line",
    [
        "VON: JANE ROE",
        "by: Jane Roe",
        "Von Jane Roe",
        "von Jane Roe (jro)",
        "By Jane Roe, KXQR",
        "Von: Jane Roe und Jan Ott",
        "By Jane Roe Bugle Staff, Updated May 3, 2022, 6:12 p.m.",
    ],
)
def test_a_label_before_names_makes_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By: the numbers",
        "By then, updated May 3, 2022",
        "Interview mit Türmer Jan Ott",
        "Von: Kiel Nach: Bremen",
        "Von Anna lernte er viel.",
    ],
)
def test_a_label_before_other_words_makes_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe North of England correspondent",
        "Jane Roe Political editor",
        "Jane Roe Special to The Record",
        "Aus Kiel Anna Berg",
        "Bericht: Anna Berg",
        "Anna Berg, Kiel",
    ],
)
def test_an_author_may_have_a_post_or_a_town(line: str) -> None:
    assert is_author_line(line)


@pytest.mark.parametrize("line", ["Aus Kiel kam Hilfe", "Anna Berg gewinnt", "Political editor"])
def test_words_that_are_no_name_make_no_author(line: str) -> None:
    assert not is_author_line(line)
