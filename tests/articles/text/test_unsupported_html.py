from articles.text.unsupported_html import UnsupportedParts, count_unsupported
from tests.tables import each_of


@each_of(
    [
        ("<p>Text</p>", UnsupportedParts()),
        ("2 < 3", UnsupportedParts()),
        ("<table><tr><th>Partei<th>Sitze<tr><td>A<td>12</table>", UnsupportedParts()),
        (
            "<p>a</p><img src=x><iframe src=y></iframe><video></video>",
            UnsupportedParts(pictures=1, players=2),
        ),
        ('<input name=q><input type="hidden">', UnsupportedParts(fields=1)),
        ("<td>verirrt</td></table></tr>", UnsupportedParts()),
    ]
)
def test_what_a_text_cannot_hold_is_counted(html: str, found: UnsupportedParts) -> None:
    assert count_unsupported(html) == found
