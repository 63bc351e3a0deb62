from articles.site.story_body import render_body
from articles.text.sanitize import sanitize

TABLE = sanitize(
    "<table><caption>Sitze &amp; Stimmen</caption><tr><th>Liste</th><th>Sitze</th></tr>"
    "<tr><td>A</td><td>12</td></tr><tr><td>B</td><td>7</td></tr></table>"
)


def test_a_table_scrolls_in_a_named_region() -> None:
    shown = render_body(f"<p>Vor</p>{TABLE}")
    assert shown.startswith(
        '<p>Vor</p><div class="table" role="region" aria-label="Sitze &amp; Stimmen" tabindex="0"><table>'
    )
    assert shown.endswith("</table></div>")


def test_numbers_are_aligned_with_their_head() -> None:
    shown = render_body(TABLE)
    assert '<th scope="col" class="number">Sitze</th>' in shown
    assert '<td class="number">12</td>' in shown
    assert "<td>A</td>" in shown


def test_a_table_without_caption_is_called_a_table() -> None:
    source = sanitize("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>")
    assert 'aria-label="Tabelle"' in render_body(source)


def test_a_text_without_tables_is_unchanged() -> None:
    assert render_body("<p>a</p>") == "<p>a</p>"


def test_a_box_with_a_title_is_a_landmark_below_the_headings_around_it() -> None:
    box = "<aside><h3>Zur <em>Person</em></h3><p>a</p><h3>Später</h3><p>b</p></aside>"
    assert render_body(box) == (
        '<aside class="box" aria-label="Zur Person"><h2 class="box-title">Zur <em>Person</em></h2>'
        "<p>a</p><h3>Später</h3><p>b</p></aside>"
    )
    assert '<h3 class="box-title">' in render_body(f"<h2>Vor</h2>{box}")
    assert '<h2 class="box-title">' in render_body(f"{box}<h2>Danach</h2>")


def test_a_pull_quote_names_its_source() -> None:
    quote = "<aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>"
    assert render_body(f"<p>a</p>{quote}") == (
        '<p>a</p><aside class="quote"><blockquote><p>Ja.</p></blockquote><p class="quote-source">Anna</p></aside>'
    )


def test_a_table_in_a_box_scrolls_too() -> None:
    shown = render_body(f"<aside><h3>Zahlen</h3>{TABLE}</aside>")
    assert '<h2 class="box-title">Zahlen</h2><div class="table" role="region"' in shown
