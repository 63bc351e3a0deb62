"""Agencies that sign a story on a page."""

from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE
from tests.tables import each_of

PAGE = (
    "<nav><a>Politik</a><a>Sport</a></nav><article><h1>Nordhaven baut zweite Brücke</h1>{above}"
    f'<div class="article-body"><p>{SENTENCE}</p><p>{SECOND}</p></div>{{below}}</article>'
    "<footer><p>© Nordhavener Bote</p></footer>"
)


@each_of(
    [
        ("<footer><p>© dpa-infocom, dpa:260303-99-703391/2</p></footer>", ("dpa",)),
        ('<div class="author">dpa, rtr</div><div><button>Drucken</button></div>', ("dpa", "rtr")),
        ("<p>Von RND/dpa</p>", ("dpa",)),
        ('<div class="end"><div>Associated Press contributed.</div></div>', ("ap",)),
        (
            "<div>(nordhaven.at, apa, mett)<span> | </span><span>Stand: 03.03.2026, 12:40</span></div>",
            ("apa",),
        ),
    ]
)
def test_an_agency_below_the_text_signs_it_in_any_element(below, agencies):
    copy = read_copy(PAGE.format(above="", below=below))

    assert copy.tag is not None
    assert copy.tag.agencies == agencies
    assert copy.paragraphs == (SENTENCE, SECOND)


@each_of(
    [
        "<figure><img><figcaption>Foto: dpa</figcaption></figure>",
        "<p>Foto: dpa</p>",
        "<div class='related'><a href='#'>dpa</a></div>",
        "</article><article><h2>Streik endet</h2><p>dpa</p>",
    ]
)
def test_credits_links_and_other_articles_sign_nothing(below):
    assert read_copy(PAGE.format(above="", below=below)).tag is None


@each_of(['<p itemprop="author">SDA</p>', "<div>Von <a>nordhaven.at/apa</a></div>"])
def test_an_agency_called_the_author_above_the_text_is_a_byline(author):
    copy = read_copy(PAGE.format(above=author, below=""))

    assert copy.byline is not None
    assert copy.tag is None
