import re

from hypothesis import given
from hypothesis import strategies as st

from articles.text.sanitize import sanitize
from tests.tables import each_of


@each_of(
    [
        ("<p>Text</p>", "<p>Text</p>"),
        ("<h1>Zeile</h1>", "<h2>Zeile</h2>"),
        ("<h5>Zeile</h5>", "<h3>Zeile</h3>"),
        ("<div>Absatz</div>", "<p>Absatz</p>"),
        ("<b>fett</b> <i>kursiv</i>", "<strong>fett</strong> <em>kursiv</em>"),
        ("<p>a</p><p> </p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener nofollow">x</a>'),
        ('<img src="https://example.org/a.png"><p>a</p>', "<p>a</p>"),
        ("<p>a\x0bb</p>", "<p>ab</p>"),
        ("<p>offen", "<p>offen</p>"),
        (
            "<table><tr><th>Partei</th><th>Sitze</th></tr><tr><td><p>Liste A</p></td><td>12</td></tr></table><p>b</p>",
            '<table><thead><tr><th scope="col">Partei</th><th scope="col">Sitze</th></tr></thead>'
            "<tbody><tr><td>Liste A</td><td>12</td></tr></tbody></table><p>b</p>",
        ),
        ("<table><tr><td>Mo<td>19 Uhr<tr><td>Di<td></table>", "<p>Mo | 19 Uhr</p><p>Di</p>"),
        ("<table><tr>vor<td>A</td><td>1</td></tr></table>", "vor<p>A | 1</p>"),
        ("<table><caption>Sitze</caption><tr><td>A</td><td>1</td></tr></table>", "<p>Sitze</p><p>A | 1</p>"),
        ("<table><tr><td><p>eins</p><p>zwei</p></td></tr></table>", "<p>eins</p><p>zwei</p>"),
    ]
)
def test_only_our_tags_come_through(html: str, kept: str) -> None:
    assert sanitize(html) == kept


def test_a_mark_of_our_own_cannot_be_smuggled_in() -> None:
    assert "data-person" not in sanitize('<a data-person="1" href="/x">Name</a>')


TABLES = st.lists(
    st.sampled_from(
        [
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "<p>",
            "</p>",
            "<br>",
            "a",
            "b ",
            "|",
        ]
    ),
    max_size=30,
).map("".join)


@given(TABLES)
def test_no_word_of_a_table_is_lost(html: str) -> None:
    typed = re.sub(r"<[^>]*>", " ", html).replace("|", " ").split()
    kept = re.sub(r"<[^>]*>", " ", sanitize(html)).replace("|", " ").split()
    assert sorted("".join(kept)) == sorted("".join(typed))


@given(st.text() | TABLES)
def test_sanitising_twice_changes_nothing(html: str) -> None:
    assert sanitize(sanitize(html)) == sanitize(html)
