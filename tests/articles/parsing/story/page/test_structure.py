import pytest

from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.structure import claim_by_structure, find_main_article
from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import (
    SECOND,
    SENTENCE,
    list_claimed,
    list_unclaimed,
    make_html_lines,
)
from tests.tables import each_of

ARTICLE = f"<article><h1>Brücke kommt</h1><p>{SENTENCE}</p><p>{SECOND}</p></article>"


@each_of(["<nav><a>Sport</a></nav>", "<button>Teilen</button>", "<p hidden>Sport</p>", '<p style="display: none">Sport</p>',
     '<div class="share-bar">Sport</div>', '<div><a href="/s">Alles zum Sport</a></div>', "<footer>Impressum</footer>",
     "<template><p>Sport</p></template>", '<p class="sr-only">Sport</p>'])  # fmt: skip
def test_an_element_of_the_page_next_to_the_article_is_left_out(html):
    lines = make_html_lines(ARTICLE + html)

    claim_by_structure(lines, BUILTIN)

    assert len(list_claimed(lines)) == 1
    assert list_unclaimed(lines) == ["Brücke kommt", SENTENCE, SECOND]


@each_of([f'<div class="recommended-reading">{SENTENCE}</div>', "<p>Von Ida <a>Brandt</a></p>", '<p>By <a href="#">JANE ROE</a></p>',
     '<p class="caption related">Die Brücke</p>'])  # fmt: skip
def test_text_and_authors_inside_an_element_with_such_a_name_stay(html):
    lines = make_html_lines(html)

    claim_by_structure(lines, BUILTIN)

    assert list_claimed(lines) == []


def test_the_article_with_half_of_the_text_is_the_main_one():
    lines = make_html_lines(ARTICLE + f"<article><p>{SECOND[:80]}.</p></article>")

    assert find_main_article(lines) == lines[0].article


def test_two_articles_of_one_paragraph_have_no_main_one():
    lines = make_html_lines(f"<article><p>{SENTENCE}</p></article><article><p>{SECOND}</p></article>")

    assert find_main_article(lines) == 0


@pytest.mark.parametrize(
    "around",
    [
        "<form>{}</form>", "<aside>{}</aside>", '<div class="paywall">{}</div>', '<div class="layout with-sidebar">{}</div>',
        '<div class="post comments-open">{}</div>', '<div class="newsletter-issue">{}</div>', "<table><tr><td>{}</td></tr></table>",
        '<div class="gallery-article"><img>{}</div>', '<div class="video-article">{}</div>', '<div class="quote-block">{}</div>',
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "page", ["<h1>Brücke kommt</h1>{}<footer>Impressum</footer><button>Teilen</button>", "{}"]
)
def test_an_element_around_the_whole_story_holds_it_by_any_name(around, page):
    text = f"<p>{SENTENCE}</p><p>{SECOND}</p>"

    assert read_copy(page.format(around.format(text))).paragraphs == (SENTENCE, SECOND)
