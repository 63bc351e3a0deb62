"""Captions and credits by the element of their picture."""

import pytest

from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.figures import claim_figures
from articles.parsing.story.page.regions import find_region
from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_unclaimed, make_html_lines
from tests.tables import each_of

CAPTION = "Der neue Kran im Hafen von Nordhaven am Montagmorgen"
TEXT = f'<div class="article-body"><p>{SENTENCE}</p><p>{SECOND}</p></div>'


@pytest.mark.parametrize(
    ("html", "credit"),
    [
        (f"<figure><div>{CAPTION}</div><div>Klara Weber</div></figure>", "Klara Weber"),
        (f"<figure><span>Klara Weber</span><figcaption>{CAPTION}</figcaption></figure>", "Klara Weber"),
        (f"<figure><footer>Foto: Klara Weber</footer><figcaption>{CAPTION}</figcaption></figure>", "Foto: Klara Weber"),
        (f'<div class="pic"><b class="source">Weber/dpa</b> <b class="caption">{CAPTION}</b></div>', "Weber/dpa"),
        (f"<div><img><div>{CAPTION}</div><div>Foto: Klara Weber</div></div>", "Foto: Klara Weber"),
        (f"<figure><div>Bild vergrößern</div><div>{CAPTION}</div><div>© Klara Weber</div></figure>", "© Klara Weber"),
        (f"<div><ul><li><a><img></a><div>{CAPTION}. <em>Bild: Klara Weber</em></div></li></ul></div>", "Bild: Klara Weber"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "page", ["<h1>Kran steht</h1>{}" + TEXT, "<main><h1>Kran steht</h1>" + TEXT + "{}</main>"]
)
def test_a_picture_has_its_caption_and_credit_in_either_order(page, html, credit):
    copy = read_copy(page.format(html))

    assert copy.lead_caption is not None
    assert copy.lead_caption.text.rstrip(".") == CAPTION
    assert copy.lead_caption.credit_raw.value == credit
    assert copy.paragraphs == (SENTENCE, SECOND)


@each_of(
    [
        "<div><img><span>Von Ida Brandt</span><span>12. Mai 2021</span></div>",
        "<div><img><span>2 Min. Lesezeit</span></div>",
        "<div><img><h3>Ein anderer Kran steht auch wieder</h3></div>",
        f"<div><img><a href='#'>{CAPTION}</a></div>",
    ]
)
def test_authors_titles_and_links_with_an_image_are_no_caption(html):
    lines = make_html_lines(f"<h1>Kran steht</h1>{html}{TEXT}")

    assert claim_figures(lines, find_region(lines), BUILTIN) == []


def test_a_line_with_an_image_alone_is_a_caption_above_the_end_of_the_text():
    lines = make_html_lines(f"<h1>Kran steht</h1><div><img><div>{CAPTION}</div></div>{TEXT}")

    (photo,) = claim_figures(lines, find_region(lines), BUILTIN)

    assert photo.span == lines[1].span


def test_a_line_with_an_image_below_the_text_is_no_caption():
    lines = make_html_lines(f"<h1>Kran steht</h1>{TEXT}<div><img><div>{CAPTION}</div></div>")

    assert claim_figures(lines, find_region(lines), BUILTIN) == []


def test_the_title_of_a_player_is_left_out():
    player = f'<div class="video-box"><img><div class="caption"><p>{CAPTION}</p></div></div>'
    lines = make_html_lines(f"<h1>Kran steht</h1>{player}{TEXT}")

    assert claim_figures(lines, find_region(lines), BUILTIN) == []
    assert CAPTION not in list_unclaimed(lines)


def test_a_source_in_the_head_of_a_page_with_a_picture_is_that_of_the_text():
    head = f"<h1>Kran steht</h1><div>Quelle: dpa, BOTE</div><figure><p>{CAPTION}</p><p>Foto: Klara Weber</p></figure>"
    copy = read_copy(head + TEXT)

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == CAPTION


ITEM = '<li class="item"><img><div class="caption">{}</div><div class="copyright">Foto: Weber</div></li>'


def test_each_item_of_a_gallery_is_a_picture():
    items = ITEM.format(CAPTION) + ITEM.format("Ole Finken blickt auf die Werft")
    copy = read_copy(f'<h1>Kran steht</h1><ul class="gallery">{items}</ul>{TEXT}')

    assert [caption.caption.text for caption in copy.captions] == [CAPTION, "Ole Finken blickt auf die Werft"]


def test_a_credit_that_is_there_twice_is_not_in_the_caption():
    words = f'<div class="caption"><p>{CAPTION} <b class="credit">Weber/dpa</b></p></div><b class="credit">Weber/dpa</b>'
    copy = read_copy(f"<h1>Kran steht</h1><div class='pic'><img>{words}</div>{TEXT}")

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == CAPTION


def test_a_caption_below_an_image_has_the_credit_beside_it():
    words = (
        f'<div><span class="caption">{CAPTION}</span> <span class="sub">© dpa Foto: Klara Weber</span></div>'
    )
    copy = read_copy(f"<h1>Kran steht</h1><div><img>{words}</div>{TEXT}")

    assert copy.lead_caption is not None
    assert copy.lead_caption.credit_raw is not None
    assert copy.lead_caption.text == CAPTION


def test_a_credit_with_the_image_goes_with_the_caption_around_it():
    image = "<div><img><div><span>Feuerwehr Nordhaven</span></div></div>"
    copy = read_copy(
        f'<h1>Kran steht</h1><div class="f">{image}<div class="caption">{CAPTION}</div></div>{TEXT}'
    )

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == CAPTION


def test_a_courtesy_line_alone_in_a_figure_is_the_credit_and_no_caption():
    copy = read_copy(
        f"<h1>Kran steht</h1><figure><img><figcaption>Courtesy of Marlow Film Festival</figcaption></figure>{TEXT}"
    )

    (photo,) = copy.captions
    assert photo.caption.text == ""
    assert photo.caption.credit_raw is not None
    assert photo.caption.credit_raw.value == "Courtesy of Marlow Film Festival"
