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
