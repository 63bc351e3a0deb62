"""Pastes that are broken or no story: a clear result, and nothing is lost."""

import time

import pytest

from articles.parsing.errors import CopyTooLarge
from articles.parsing.story.lines import read_lines
from articles.parsing.story.parse import read_copy
from articles.parsing.story.remainder import find_remainder
from articles.parsing.to_dict import parse_story
from tests.articles.parsing.labelled_lines import read_labelled
from tests.articles.parsing.story.page.test_no_line_is_lost import find_lost_words
from tests.tables import each_of

PAGES = {row["id"]: row for row in read_labelled("pages")}
PDF = """Nordhavener Bote · Seite 1
Nordhaven baut zweite Brücke über die Aue
Von Ida Brandt
Nordhaven (dpa) - Die Stadt Nordhaven baut eine zweite Brü-
cke über die Aue. Das kündigte Bürgermeisterin Mira Talberg
am Montag im Rathaus an, wo sie die Ein- und Ausfuhr des Ha-
fens vorstellte. Die alte Brücke war im Winter wegen Rissen
gesperrt worden und soll im Herbst abgerissen werden.
– 1 –
Nordhavener Bote · Seite 2
Der Reeder Ole Finken begrüßte den Plan. Er nannte die neue
Brücke überfällig, weil die Lastwagen seit Monaten einen Um-
weg von zwölf Kilometern fahren. (dpa/dl)
– 2 –
"""
ARABIC = "الجسر الجديد في المدينة\n\n" + "أعلنت رئيسة البلدية يوم الاثنين بناء جسر ثان فوق النهر.\n\n" * 3
HEBREW = (
    '<div dir="rtl"><h1>גשר שני בעיר</h1><p>ראש העיר הודיעה ביום שני על בניית גשר שני מעל הנהר.</p></div>'
)
NAVIGATION = "Startseite\nPolitik\nWirtschaft\nSport\nImpressum\nDatenschutz\n12 Kommentare\nTeilen\nFacebook"


def test_a_pdf_as_text_has_its_words_joined_and_its_page_numbers_left_out():
    copy = read_copy(PDF)
    body = " ".join(copy.paragraphs)

    assert copy.headline is not None
    assert copy.headline.value == "Nordhaven baut zweite Brücke über die Aue"
    assert "zweite Brücke über" in body
    assert "Ein- und Ausfuhr des Hafens" in body
    assert {piece.text for piece in find_remainder(copy)} >= {"Nordhavener Bote · Seite 2", "– 2 –"}


@each_of([PDF, ARABIC, HEBREW, NAVIGATION])
def test_no_word_of_such_a_paste_is_lost(raw):
    assert find_lost_words(read_copy(raw)) == []


def test_right_to_left_text_has_its_headline_and_paragraphs():
    arabic, hebrew = read_copy(ARABIC), read_copy(HEBREW)

    assert len(arabic.paragraphs) == 3
    assert hebrew.headline is not None
    assert hebrew.headline.value == "גשר שני בעיר"


def test_navigation_alone_gives_no_paragraph():
    answer = parse_story(NAVIGATION)

    assert answer["body_paragraphs"] == 0


@each_of(["</div>", "</p>", "</article>", "</h1>", "<p>", "<div><div><div>", "</figure>"])
def test_broken_nesting_changes_neither_headline_nor_number_of_paragraphs(closing):
    row = PAGES["html-clipboard"]
    raw = row["raw"].replace("</h1>", "</h1>" + closing, 1)

    answer = parse_story(raw)

    assert (answer["headline"], answer["body_paragraphs"]) == (row["headline"], row["body_paragraphs"])


def test_html_without_any_closing_tag_loses_no_word():
    raw = "<div><h1>Brücke kommt<p>Die Stadt baut. Sie baut bald.<p>Es wird teuer, sagte Talberg.<ul><li>Eins<li>Zwei"

    copy = read_copy(raw)

    assert find_lost_words(copy) == []
    assert copy.headline is not None


def test_minified_html_of_more_than_the_limit_is_refused_with_its_length():
    raw = "<div>" * 100 + PAGES["html-news-article"]["raw"] * (
        5_000_000 // len(PAGES["html-news-article"]["raw"])
    )

    with pytest.raises(CopyTooLarge):
        read_copy(raw)


def test_the_time_for_a_minified_page_grows_no_faster_than_its_length():
    page = PAGES["html-news-article"]["raw"]
    spent = []
    for size in (250_000, 1_000_000):
        raw = page * (size // len(page))
        begun = time.process_time()
        copy = read_copy(raw)
        spent.append(time.process_time() - begun)
        assert copy.headline is not None

    assert spent[1] < 10 * spent[0]  # four times as long; sixteen times would be the square


@each_of(["Author: " + "a" * 70 + "!", "(" + "A" * 90 + "!", "A crane in Marlow (" + "a" * 155 + "!"])  # fmt: skip
def test_a_long_word_that_almost_ends_a_form_takes_less_than_a_second(line):
    text = "The port of Marlow will get a new crane next year, the harbour police said on Monday.\n\n" * 3
    head = "Menu\nSearch\nHome\nLog in\n\nMarlow gets new crane\n\n3 July 2022 18:47\n\n"
    begun = time.process_time()

    copy = read_copy(f"{head}{line}\n\n{text}")

    assert time.process_time() - begun < 1
    assert len(copy.paragraphs) >= 3


def test_a_line_is_the_same_as_itself_alone():
    first, second = (read_lines("Quelle: dpa")[1][0] for _ in range(2))

    assert first != second
    assert first in [second, first]
