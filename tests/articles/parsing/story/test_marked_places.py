"""A place in bold before the text."""

from articles.parsing.story.marked_places import read_place_in_element
from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE
from tests.tables import each_of


@each_of(
    [
        ("Trier Das Gericht urteilt.", "Trier", False, "Das Gericht urteilt."),
        ("Trier. Richter urteilen.", "Trier.", False, "Richter urteilen."),
        ("Trier / Konz Ein Zug entgleist.", "Trier / Konz", False, "Ein Zug entgleist."),
        ("Auental - Richter urteilen.", "Auental", True, "Richter urteilen."),
    ]
)
def test_a_place_in_an_element_of_its_own_opens_the_text(line, opening, is_called_place, rest):
    found = read_place_in_element(line, opening, is_called_place=is_called_place)

    assert found is not None
    assert line[found.end :] == rest


@each_of(
    [
        ("Trier Richter urteilen.", "Trier", False),
        ("Trier wird teurer.", "Trier", False),
        ("Trier wird teurer.", "Trier", True),
        ("Auental Das Gericht urteilt.", "Auental", False),
        ("Wichtig. Das Gericht urteilt.", "Wichtig.", False),
        ("Trier Das Gericht urteilt.", "", True),
    ]
)
def test_other_words_in_bold_are_no_dateline(line, opening, is_called_place):
    assert read_place_in_element(line, opening, is_called_place=is_called_place) is None


def test_a_page_has_the_place_of_its_element_as_dateline():
    copy = read_copy(
        f'<h1>Nordhaven baut Brücke</h1><p><b class="ort">Nordhaven</b> {SENTENCE}</p><p>{SECOND}</p>'
    )

    assert copy.dateline_place == "Nordhaven"
    assert copy.paragraphs == (SENTENCE, SECOND)


@each_of(
    [
        ("In Auental brennt ein Hof. Drei Wehren helfen.", "AUENTAL"),
        ("Ein Hof brennt. Drei Wehren helfen.", None),
    ]
)
def test_a_place_below_a_teaser_is_one_that_the_copy_names(above, place):
    copy = read_copy(f"<h1>Ein Hof brennt ab</h1><p>{above}</p><p>AUENTAL. {SENTENCE}</p><p>{SECOND}</p>")

    assert copy.dateline_place == place
