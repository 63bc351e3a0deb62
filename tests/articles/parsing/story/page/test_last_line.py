import pytest

from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.last_line import find_last_line
from articles.parsing.story.types import BlockKind, CopyLine
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, make_html_lines, make_lines
from tests.tables import each_of

TEASER = (
    "In Seestadt öffnet das Hallenbad nach zwei Jahren Umbau, der Eintritt kostet künftig fünf Euro am Tag."
)


def find_html(html: str) -> str | None:
    lines = make_html_lines(html)
    for line in lines:
        line.is_story = line.text in {SENTENCE, SECOND, TEASER} and "story" in html
        if line.link_share:
            line.claim(BlockKind.FURNITURE, "furniture.link")
    index = find_last_line(lines, 0, BUILTIN)
    return None if index is None else lines[index].text


def find_text(*texts: str) -> str | None:
    lines = make_lines(*texts)
    index = find_last_line(lines, 0, BUILTIN)
    return None if index is None else lines[index].text


@each_of(["Kommentare", "12 Kommentare", "Leave a Reply", "Über den Autor", "Mehr zum Thema"])
def test_the_story_ends_above_a_heading_of_the_page(heading):
    assert find_text(SENTENCE, "", SECOND, "", heading, "", "Kran am Kai fällt um") == SECOND


def test_a_subhead_with_text_below_does_not_end_the_story():
    assert find_text(SENTENCE, "", "Anwohner klagen", "", SECOND) is None


def test_a_tag_on_its_own_line_belongs_to_the_story():
    assert find_text(SENTENCE, "", SECOND, "", "(dpa/dl)", "", "Kommentare", "", TEASER) == "(dpa/dl)"


def test_teasers_with_text_below_a_signed_story_are_not_of_it():
    last = find_text(SENTENCE, "", SECOND + " (dpa)", "", "Hallenbad öffnet", "", "Sport", "", TEASER)

    assert last == SECOND + " (dpa)"


def test_a_page_that_interrupts_the_first_lines_does_not_end_the_story():
    page_lines = (
        "Anzeige",
        "",
        "Kran am Kai fällt um",
        "",
        "Bäckerei gewinnt Preis",
        "",
        "Hallenbad öffnet",
        "",
    )
    rest = "Der Bau dauert drei Jahre. " + SECOND

    assert (
        find_text(
            "Die Aue bekommt eine zweite Brücke. Anwohner klagen dagegen.",
            "",
            *page_lines,
            SENTENCE,
            "",
            rest,
        )
        is None
    )


def test_a_short_sentence_right_below_the_text_belongs_to_it():
    last = "Im Herbst wird darüber abgestimmt werden."

    assert find_text(SENTENCE, "", SECOND, "", last, "", "Kommentare", "", TEASER) == last


def test_an_offer_of_the_page_right_below_the_text_does_not():
    offer = "Die Kommentarfunktion ist um diese Uhrzeit geschlossen."

    assert find_text(SENTENCE, "", SECOND, "", offer, "", "Kommentare", "", TEASER) == SECOND


LINKS = ("Mehr Meldungen", "Hallenbad öffnet wieder", "Vermisst", "Kater kehrt heim", "Sport", "")


def test_a_paragraph_with_somebody_of_the_story_below_links_belongs_to_it():
    last = "Finken hat die Baupläne schon gesehen und hält sie für vernünftig."

    assert find_text(SENTENCE, "", SECOND, "", *LINKS, last) is None


def test_two_paragraphs_without_a_title_between_them_belong_to_it():
    rest = ("Rentner Graham Pohl, 68, hatte den Plan schon im Schuppen gefunden, als Deutschland gegen Schweden verlor.",
            "Inspektorin Danica Holm sagte, Nordhaven könne damit hundert Jahre leben. Beide teilen sich nun die Arbeit.")  # fmt: skip

    assert find_text(SENTENCE, "", SECOND, "", *LINKS, *rest) is None


def test_a_teaser_that_names_nobody_of_the_story_does_not():
    assert find_text(SENTENCE, "", SECOND, "", *LINKS, TEASER, "", "Wetter", "", "Mehr Sport") == SECOND


def test_a_short_sentence_below_an_offer_of_the_page_belongs_to_it():
    lines = make_lines(
        SENTENCE, "", SECOND, "", "Anzeige", "Die Kinder freuen sich.", "", "Wetter", "Service", "Kontakt"
    )
    lines[2].claim(BlockKind.FURNITURE, "furniture.page")

    index = find_last_line(lines, 0, BUILTIN)

    assert index is not None
    assert lines[index].text == "Die Kinder freuen sich."


def test_a_last_sentence_with_the_signs_of_the_writer_belongs_to_it():
    last = "Den Fahrpreis hat die Reederei beglichen. /ud"

    assert find_text(SENTENCE, "", SECOND, last, "", "Kontakt der Redaktion", "Pressestelle") == last


@pytest.mark.parametrize(
    "note",
    ["Jana Weber is a reporter for Channel 6.", "Jana Weber ist NDF-Reporterin für das Gebiet Nordhaven."],
)
def test_a_line_about_the_author_below_the_text_ends_it(note):
    assert find_text(SENTENCE, "", SECOND, "", note) == SECOND


def test_a_teaser_about_somebody_of_the_story_with_its_own_title_does_not():
    teaser = "Ole Finken fährt am Dienstag nach Rotterdam und sieht sich dort einen Schlepper an, der zum Kauf steht."
    titles = (*LINKS[:-1], "Finken reist nach Rotterdam")

    assert find_text(SENTENCE, "", SECOND, "", *titles, teaser, "", "Wetter", "", "Mehr Sport") == SECOND


LINK = "<a href='#'>{}</a>"
BOX = "<h4>Weiterlesen</h4>" + LINK.format("Kran am Kai fällt um") + LINK.format("Bäckerei gewinnt Preis")


@each_of(
    [
        (
            f'<div class="story"><p>{SENTENCE}</p><p>{SECOND}</p><p>Kommentare</p>{BOX}<p>{TEASER}</p></div>',
            None,
        ),
        (f"<div><p>{SENTENCE}</p><p>{SECOND}</p>{BOX}<p>{TEASER}</p></div>", SECOND),
        (
            f"<div><p>{SENTENCE}</p><p>{SECOND}</p></div><aside>{BOX}</aside><div><p>{TEASER}</p></div>",
            SECOND,
        ),
    ]
)
def test_the_story_goes_on_down_to_the_last_of_its_elements(html, last):
    article = f"<article><h1>Nordhaven baut</h1>{html}</article>"

    assert find_html(article) == last


def test_a_link_to_a_comment_does_not_end_the_story():
    link = LINK.format("Kommentar: Die Brücke reicht nicht")
    html = f'<div class="story"><p>{SENTENCE}</p><div>{link}</div><p>{SECOND}</p></div>'

    assert find_html(html) is None


@each_of([("Finken klagt. " + SECOND, None), (TEASER, SECOND)])
def test_a_paragraph_of_links_does_not_end_a_story_that_is_named_again(below, last):
    links = (
        f"<p><b>Mehr dazu:</b><br>{LINK.format('Kran am Kai fällt um')}<br>{LINK.format('Bad öffnet')}</p>"
    )
    html = f"<article><h1>Nordhaven baut</h1><div><p>{SENTENCE}</p><p>{SECOND}</p>{links}<p>{below}</p></div></article>"

    assert find_html(html) == last


def test_a_title_in_another_element_below_a_signed_story_is_not_of_it():
    html = f"<div><p>{SENTENCE}</p><p>{SECOND}</p><p>dpa/kko</p></div><div><h3>Am Morgen</h3><p>{TEASER}</p></div>"

    assert find_html(html) == "dpa/kko"


@each_of([(), (SECOND, "")])
def test_share_buttons_end_no_story_below_its_first_paragraph(above):
    """A bar of the same buttons further down is the end of the story."""
    text = (SENTENCE, "", *above, "Artikel teilen", "Kommentare", "", TEASER, "", "Kran fällt um", "", TEASER)
    lines = make_lines(*text)
    for line in lines:
        if line.text in {"Artikel teilen", "Kommentare"}:
            line.claim(BlockKind.FURNITURE, "furniture.page")
    index = find_last_line(lines, 0, BUILTIN)

    assert (index is not None and lines[index].text == SECOND) == bool(above)


def test_an_address_of_the_author_is_below_the_story():
    lines = make_lines("Von Ida Brandt", SENTENCE, "", SECOND, "", "Ida Brandt: 040-5550182 oder i.brandt@bote.example. Sie ist neu.")  # fmt: skip
    lines[0].claim(BlockKind.BYLINE, "byline.names")
    index = find_last_line(lines, 1, BUILTIN)

    assert index is not None
    assert lines[index].text == SECOND


def test_a_sentence_below_an_advertisement_with_words_is_of_the_story():
    last = "Der Bau kostet laut Rat viel Geld."

    assert (
        find_text(SENTENCE, "", SECOND, "", "Advertisement · Scroll on", "", last, "", "Kommentare") == last
    )


def test_a_copyright_of_the_page_is_no_paragraph():
    notice = "© 2026 Radio North. All rights reserved. This material may not be published or broadcast."

    assert find_text(SENTENCE, "", SECOND, "", "Marlow", "", notice, "", "Kommentare") == SECOND


@each_of([("„Wir bauen im Herbst“, sagte Sprecher Jens Pape.", True),
     ("Das Bad öffnet im Mai.", False)])  # fmt: skip
def test_a_sentence_of_speech_below_a_box_is_of_the_story(last, is_text):
    box = ("Radio Norden", "Hören", "Folge vier", "Alle Folgen")
    lines = make_lines(SENTENCE, "", SECOND, "", *box, "", last, "", "Mein Konto")
    for line in lines[2:6]:
        line.claim(BlockKind.FURNITURE, "page.teaser")
    lines[-1].claim(BlockKind.FURNITURE, "page.phrase")
    index = find_last_line(lines, 0, BUILTIN)

    assert index is not None
    assert (lines[index].text == last) == is_text


def test_a_short_sentence_below_a_button_and_above_the_page_is_of_the_story():
    lines = make_lines(
        SENTENCE, "", SECOND, "", "Loading...", "", "Das Haus ist noch leer.", "", "Mein Konto"
    )
    lines[2].claim(BlockKind.FURNITURE, "page.phrase")
    lines[-1].claim(BlockKind.FURNITURE, "page.phrase")
    index = find_last_line(lines, 0, BUILTIN)

    assert index is not None
    assert lines[index].text == "Das Haus ist noch leer."


LIST = ("Most read", "Hallenbad öffnet wieder", "Kater kehrt heim", "Latest News", "")
APART = "Am Ende half nur Geduld. Kapitänin Ida Quellberg will im Mai wiederkommen."


@each_of(
    [
        (APART.partition(". ")[2], "", "Wetter"),
        (
            "Am Ende half nur Geduld. Die Kapitänin will im Mai wiederkommen, sobald die Schleuse offen ist.",
            "",
        ),
        (APART, "Wetter", "Service"),
        ("Quellberg am Ziel", APART, "", "Wetter"),
    ]
)
def test_other_paragraphs_below_a_headed_list_do_not(texts):
    lines = read_below_list(*texts)

    assert lines[find_last_line(lines, 0, BUILTIN) or 0].text == SECOND


def read_below_list(*texts: str) -> list[CopyLine]:
    lines = make_lines(SENTENCE, "", SECOND, "", *LIST, *texts)
    for line in lines[2 : 1 + len(LIST)]:
        line.claim(BlockKind.FURNITURE, "furniture.link")
    return lines
