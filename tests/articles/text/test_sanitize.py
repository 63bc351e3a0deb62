import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.sanitize import sanitize


@pytest.mark.parametrize(
    ("html", "kept"),
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
    ],
)
def test_only_our_tags_come_through(html: str, kept: str) -> None:
    assert sanitize(html) == kept


def test_a_mark_of_our_own_cannot_be_smuggled_in() -> None:
    assert "data-person" not in sanitize('<a data-person="1" href="/x">Name</a>')


@given(st.text())
def test_sanitising_twice_changes_nothing(html: str) -> None:
    assert sanitize(sanitize(html)) == sanitize(html)
