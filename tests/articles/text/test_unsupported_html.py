import pytest

from articles.text.unsupported_html import Unkept, count_unsupported


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Text</p>", Unkept()),
        ("2 < 3", Unkept()),
        ("<table><tr><th>Partei<th>Sitze<tr><td>A<td>12</table>", Unkept(tables=1, rows=2)),
        (
            "<table><tr><td>Montag</td><td>19 Uhr</td></tr><tr><td>Dienstag</td><td>20 Uhr</td></tr></table>",
            Unkept(tables=1, rows=2),
        ),
        ("<table><tr><td><p>Ein Rahmen um den Text</p></td></tr></table>", Unkept()),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", Unkept()),
        ("<p>a</p><img src=x><iframe src=y></iframe><video></video>", Unkept(pictures=1, players=2)),
        ('<input name=q><input type="hidden">', Unkept(fields=1)),
        ("<td>verirrt</td></table></tr>", Unkept()),
    ],
)
def test_what_a_text_cannot_hold_is_counted(html: str, found: Unkept) -> None:
    assert count_unsupported(html) == found
