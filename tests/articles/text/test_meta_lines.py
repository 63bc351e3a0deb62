"""Date, author and buttons of a page side by side."""

from articles.text.html_blocks import html_blocks
from tests.tables import each_of


@each_of([
        ("<div><time>3. März 2026</time> <span>Von</span> <a>Ida Brandt</a> <a>Teilen</a></div>",
         ["3. März 2026", "Von Ida Brandt", "Teilen"]),
        ("<div><span>Von <a>Ida Brandt</a></span> <span>|</span> <time>03.03.2026, 16:48 Uhr</time></div>",
         ["Von Ida Brandt", "|", "03.03.2026, 16:48 Uhr"]),
        ("<div>(bote.example, apa, ib)<span> | </span><span>Stand: 03.03.2026</span></div>",
         ["(bote.example, apa, ib)", "|", "Stand: 03.03.2026"]),
        ("<p><span>Von Ida Brandt</span> <time>3. März 2026</time> · 3 Min</p>",
         ["Von Ida Brandt", "3. März 2026", "· 3 Min"]),
        ("<div><a>Ida Brandt</a> and <a>Max Roe</a> <time>March 3, 2026</time></div>",
         ["Ida Brandt and Max Roe", "March 3, 2026"]),
    ])  # fmt: skip
def test_each_element_beside_a_date_is_a_line(html, lines):
    (block,) = html_blocks(html)

    assert block.text.split("\n") == lines


@each_of(
    [
        "<p>Die Messe am <b>3. März 2026</b> in <a>Nordhaven</a> wird eröffnet.</p>",
        "<div><b>Am 3. März 2026</b> <a>Nordhaven</a> eröffnet die Messe</div>",
        "<div><span>Ida Brandt</span> <span>Nordhaven</span></div>",
        "<h2><span>Rückblick</span> <span>Das war 2026</span></h2>",
        "<li><time>14:02</time> <a>Bahn: Weiche repariert</a></li>",
        "<figure><figcaption><span>Der Kran 2026</span> <span>Foto: Weber</span></figcaption></figure>",
    ]
)
def test_words_in_elements_of_a_sentence_title_or_caption_stay_on_a_line(html):
    (block,) = html_blocks(html)

    assert "\n" not in block.text


@each_of(
    [
        ("<p><strong>Nordhaven</strong> Das Werk schließt.</p>", "Nordhaven"),
        ("<p><strong>Nordhaven</strong></p>", ""),
        ("<p>Das <strong>Werk</strong> schließt.</p>", ""),
        ("<p><strong>" + "Das Werk schließt. " * 5 + "</strong> Der Rat berät.</p>", ""),
    ]
)
def test_a_block_has_the_words_that_it_begins_with_in_an_element(html, opening):
    (block,) = html_blocks(html)

    assert block.opening == opening


def test_a_title_by_its_role_ends_the_line_above():
    html = '<div><span>Kanton Aue</span> <span role="heading" aria-level="1">Hof brennt</span></div>'

    assert [(block.text, block.tag) for block in html_blocks(html)] == [
        ("Kanton Aue", "p"),
        ("Hof brennt", "h1"),
    ]
