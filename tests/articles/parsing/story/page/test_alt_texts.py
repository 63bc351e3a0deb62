"""The texts of images are left out, listed, and may have the credit of their picture."""

from articles.parsing.story.parse import read_copy
from articles.parsing.story.remainder import find_remainder
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE
from tests.tables import each_of

CAPTION = "Der neue Kran im Hafen von Nordhaven"
PAGE = "<main><h1>Rat baut Brücke</h1>{}<p>{}</p><p>{}</p></main><nav>Sport</nav><nav>Abo</nav><nav>Rat</nav>"


def read_page(picture: str):
    return read_copy(PAGE.format(picture, SENTENCE, SECOND))


@each_of(
    [
        '<img alt="Ein Kran am Kai">',
        '<p>Von <img alt="Ein Kran am Kai">Ida Brandt</p>',
        '<figure><img alt="Ein Kran am Kai" title="Kran"><figcaption>Ole Finken auf dem Kran</figcaption></figure>',
        '<a href="/kran"><picture><img alt="Ein Kran am Kai"></picture></a>',
    ]
)
def test_the_text_of_an_image_is_listed_and_no_part_of_the_story(picture):
    copy = read_page(picture)

    assert "Ein Kran am Kai" in [piece.text for piece in find_remainder(copy)]
    assert copy.paragraphs == (SENTENCE, SECOND)


@each_of(
    [
        f'<div><img alt="{CAPTION}. Foto: Klara Weber/dpa"></div>',
        f'<div><img alt="Kran" title="{CAPTION}. Foto: Klara Weber/dpa"></div>',
        f'<figure><img alt="Ein Kran. Foto: Klara Weber/dpa"><figcaption>{CAPTION}.</figcaption></figure>',
        f'<figure><img alt="Ein Kran. Foto: Klara Weber/AP"><figcaption>{CAPTION}. Foto: Klara Weber/dpa</figcaption></figure>',
    ]
)
def test_a_credit_in_the_text_of_an_image_is_that_of_the_picture_if_it_has_no_other(picture):
    copy = read_page(picture)

    assert len(copy.captions) == 1
    assert copy.lead_caption.text == CAPTION + "."
    assert copy.lead_caption.credit_raw.value.endswith("Klara Weber/dpa")


@each_of(
    [
        f'<a href="/x"><img alt="{CAPTION}. Foto: Klara Weber/dpa"></a>',
        f'<aside class="related"><img alt="{CAPTION}. Foto: Klara Weber/dpa"></aside>',
    ]
)
def test_the_image_of_another_story_is_no_picture_of_this_one(picture):
    assert read_page(picture).captions == ()


def test_a_picture_shown_twice_is_read_once_with_the_credit_of_its_copy():
    first = f"<figure><figcaption>{CAPTION} am Kai (Archiv)</figcaption></figure>"
    copy = read_page(first + first.replace("</figcaption>", "</figcaption><small>Klara Weber/dpa</small>"))

    assert [found.caption.credit_raw.value for found in copy.captions] == ["Klara Weber/dpa"]
