"""A first sentence in an element of its own is the dek."""

from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE
from tests.tables import each_of

DEK = "Die alte Brücke ist seit dem Winter gesperrt. Nun hat der Rat entschieden."
THIRD = "Gegen den Bau klagen zwei Anwohner, das Verwaltungsgericht Seestadt will im Mai verhandeln."
PAGE = "<h1>Rat baut Brücke</h1><article>{}<p>{}</p><p>{}</p><p>{}</p></article><nav>Sport</nav><nav>Abo</nav><nav>Rat</nav>"


@each_of(
    [
        f'<p class="bold">{DEK}</p>',
        f'<div class="intro"><p>{DEK}</p></div>',
        f'<p class="lead">Aue. {DEK}</p>',
    ]
)
def test_a_first_sentence_in_an_element_that_no_other_has_is_the_dek(first):
    copy = read_copy(PAGE.format(first, SENTENCE, SECOND, THIRD))

    assert copy.dek is not None
    assert copy.dek.value.endswith(DEK)
    assert copy.paragraphs == (SENTENCE, SECOND, THIRD)


@each_of([f"<p>{DEK}</p>", f'<p class="first">{DEK}</p>', f'<p class="bold">Nordhaven (dpa) - {DEK}</p>'])
def test_a_first_paragraph_like_the_others_or_with_an_agency_is_text(first):
    copy = read_copy(PAGE.format(first, SENTENCE, SECOND, THIRD))

    assert copy.dek is None
    assert copy.paragraphs[0].endswith(DEK)


def test_short_lines_in_the_elements_of_the_paragraphs_are_text_and_no_rows():
    rows = ["Gut: sie ist breit", "Schlecht: sie ist teuer", "Gut: sie hat zwei Spuren"]
    copy = read_copy(PAGE.format(f"<p>{SENTENCE}</p>", SECOND, "</p><p>".join(rows), THIRD))

    assert copy.paragraphs == (SENTENCE, SECOND, *rows, THIRD)


def test_an_offer_with_a_button_in_a_box_of_letters_is_left_out():
    offer = (
        '<div class="grid"><section><h3>Nordhaven am Morgen</h3><p class="text-body2">Alles aus dem Hafen, jeden Tag '
        "um sechs, und dazu ein Witz.</p><button>Anmelden</button></section></div>"
    )
    copy = read_copy(
        PAGE.format(f"<p>{SENTENCE}</p>", SECOND, f"{THIRD}</p>{offer}<p>Das Eisen wird verkauft.", SENTENCE)
    )

    assert not any("Witz" in text for text in copy.paragraphs)


def test_a_caption_in_an_aside_is_that_of_its_picture():
    aside = '<aside class="image"><img><p class="caption">Der Kran am Kai <span class="credits">(Foto: Klara Weber)</span></p></aside>'
    copy = read_copy(PAGE.format(f"<p>{SENTENCE}</p>{aside}", SECOND, THIRD, DEK))

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == "Der Kran am Kai"


@each_of(["hidden lg:block", "d-none d-md-block"])
def test_what_is_hidden_on_small_screens_alone_is_read(names):
    copy = read_copy(PAGE.format(f'<p>{SENTENCE}</p><p class="{names}">{DEK}</p>', SECOND, THIRD, SECOND))

    assert DEK in copy.paragraphs
