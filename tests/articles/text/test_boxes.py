"""Fact boxes and pull quotes have one form, whatever HTML they come in."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from tests.tables import each_of

BOX = "<aside><h3>Zur Person</h3><p>Geboren 1970.</p><ul><li>Werft</li><li>Rat</li></ul></aside>"
QUOTE = "<aside><blockquote><p>Der Hafen bleibt.</p></blockquote><p>Anna Bruns</p></aside>"


@each_of(
    [
        (BOX, BOX),
        (QUOTE, QUOTE),
        (
            '<aside class="infobox" id=a style="x"><h3>T</h3>lose</aside>',
            "<aside><h3>T</h3><p>lose</p></aside>",
        ),
        ("<aside><h4>T</h4><h2>U</h2><p>a</p></aside>", "<aside><h3>T</h3><h3>U</h3><p>a</p></aside>"),
        ("<aside><div>a</div> <p> </p></aside><p>b</p>", "<aside><p>a</p></aside><p>b</p>"),
        ("<aside>a<aside>b</aside></aside>", "<aside><p>a b</p></aside>"),
        ("<aside> <p></p></aside><p>b</p>", "<p>b</p>"),
        ("<aside><blockquote><p>&nbsp;</p></blockquote></aside><p>b</p>", "<p>b</p>"),
        ("<aside><h3>&nbsp;</h3><p>\xa0<br></p></aside><p>b</p>", "<p>b</p>"),
        ("<ul><li><aside>a</aside></li></ul>", "<ul><li>a</li></ul>"),
        ("<blockquote class=x><aside><p>a</p></aside></blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<p>a<aside>b</aside></p>", "<p>a</p><aside><p>b</p></aside>"),
        ("<aside>offen", "<aside><p>offen</p></aside>"),
        (
            '<blockquote class="pullquote">Ja.</blockquote>',
            "<aside><blockquote><p>Ja.</p></blockquote></aside>",
        ),
        (
            '<aside class="c-pull-quote"><blockquote><p>Ja.</p></blockquote><footer>— Anna</footer></aside>',
            "<aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>",
        ),
        (
            '<aside class="quote"><p>Ja.</p><p>Nein.</p><cite>Anna</cite></aside>',
            "<aside><blockquote><p>Ja.</p><p>Nein.</p></blockquote><p>Anna</p></aside>",
        ),
        (
            '<aside class="quote"><blockquote>Ja.</blockquote><p>Anna</p></aside>',
            "<aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>",
        ),
        ('<blockquote class="wp-block-quote"><p>Ja.</p></blockquote>', "<blockquote><p>Ja.</p></blockquote>"),
        ('<blockquote class="gmail_quote"><p>Ja.</p></blockquote>', "<blockquote><p>Ja.</p></blockquote>"),
        ("<aside><script>x()</script><p onclick=y>a</p></aside>", "<aside><p>a</p></aside>"),
    ]
)
def test_boxes_have_one_form(html: str, kept: str) -> None:
    assert sanitize(html) == kept


def test_a_small_table_in_a_box_is_kept() -> None:
    box = sanitize("<aside><h3>Zahlen</h3><table><tr><th>A<th>B<tr><td>1<td>2</table></aside>")
    assert box.startswith("<aside><h3>Zahlen</h3><table><thead>")


def test_the_words_of_boxes_are_lines_of_the_text() -> None:
    assert plain_paragraphs(f"<p>a</p>{BOX}{QUOTE}") == (
        "a", "Zur Person", "Geboren 1970.", "Werft", "Rat", "Der Hafen bleibt.", "Anna Bruns",
    )  # fmt: skip


PIECES = [
    "<aside>", "</aside>", "<aside class=quote>", "<blockquote>", "<blockquote class=pullquote>", "</blockquote>",
    "<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "</table>", "<a>", "</a>", "<em>", "</em>",
    "<br>", " ", "a", "b—", "–",
]  # fmt: skip
HTML = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(HTML)
def test_no_word_is_lost(html: str) -> None:
    typed = re.sub(r"<[^>]*>|[–—|\s]", "", html)
    kept = re.sub(r"<[^>]*>|[–—|\s]", "", sanitize(html))
    assert sorted(kept) == sorted(typed)


@given(HTML)
def test_sanitising_twice_changes_nothing(html: str) -> None:
    assert sanitize(sanitize(html)) == sanitize(html)
