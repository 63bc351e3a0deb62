"""The headline by names and font sizes of elements."""

import pytest

from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE
from tests.tables import each_of

HEADLINE = "Nordhaven bekommt die zweite Brücke"
TEXT = f"<p>{SENTENCE}</p><p>{SECOND}</p><footer>Impressum</footer><button>Teilen</button>"


def read_headline(html: str) -> str | None:
    headline = read_copy(f"<nav><a>Sport</a></nav>{html}{TEXT}").headline
    return headline.value if headline else None


def make_title(text: str, size: int) -> str:
    return f'<div style="font-size: {size}px">{text}</div>'


def test_the_largest_letters_are_the_headline():
    titles = (
        make_title("Die Brücke über die Aue bleibt in Nordhaven heute gesperrt", 18),
        make_title(HEADLINE, 40),
    )

    assert read_headline(f'<div style="font-size: 17px">{"".join(titles)}') == HEADLINE


def test_letters_of_the_size_of_the_text_say_nothing():
    titles = make_title("Wetter: Es wird kalt am Wochenende", 18), make_title(HEADLINE, 17)

    assert read_headline(f'<div style="font-size: 17px">{"".join(titles)}') == HEADLINE


@each_of(["site-title", "logo", "c-brand"])
def test_a_title_named_after_the_site_is_not_the_headline(name):
    assert (
        read_headline(f'<h1 class="{name}">Der Nordbote aus der Stadt Nordhaven</h1><h2>{HEADLINE}</h2>')
        == HEADLINE
    )


def test_a_subtitle_in_the_heading_is_no_part_of_the_headline():
    assert (
        read_headline(f"<h1>{HEADLINE}<small>Die Stadt rechnet mit zwei Jahren Bauzeit.</small></h1>")
        == HEADLINE
    )


def test_the_second_article_of_an_endless_page_is_left_out():
    third = (
        "Am Dienstag war der Hafen leer, und nur die Möwen saßen noch auf den Pollern am Kai. Es war still."
    )
    page = f"<main><article><h1>{HEADLINE}</h1>{TEXT}</article><article><h1>Stille am Hafen</h1><p>{third}</p></article></main>"

    copy = read_copy(page)

    assert copy.headline is not None
    assert copy.headline.value == HEADLINE
    assert copy.paragraphs == (SENTENCE, SECOND)


@pytest.mark.parametrize("way", ["<nav>{}</nav>", '<ol class="c-breadcrumb"><li>{}</li></ol>'])
def test_the_title_at_the_end_of_the_way_to_the_page_is_not_the_headline(way):
    title = way.format("<h1>Neue Brücke in Nordhaven: Das sollten Sie jetzt wissen</h1>")

    assert read_headline(f"{title}<main><h2>{HEADLINE}</h2>") == HEADLINE


def test_the_longest_part_of_the_first_title_is_the_headline():
    title = f"<h2><span>Auf und ab</span><span>:</span><span>{HEADLINE}</span></h2>"

    assert read_headline(f"<nav><h1>Neue Brücke in Nordhaven</h1></nav><main>{title}") == HEADLINE
