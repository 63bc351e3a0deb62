from articles.search.excerpts import mark_excerpt
from tests.tables import each_of


@each_of(
    [
        ("Der \x02Kran\x03 steht.", "Der <mark>Kran</mark> steht."),
        ("\x02Kran\x03 <b>fett</b> & mehr.", "<mark>Kran</mark> &lt;b&gt;fett&lt;/b&gt; &amp; mehr."),
        ("\x02<i>Kran</i>\x03.", "<mark>&lt;i&gt;Kran&lt;/i&gt;</mark>."),
        ("am Kai der \x02Kran\x03", "… am Kai der <mark>Kran</mark> …"),
        ("Offen \x02Kran.", "Offen Kran."),
        ("Zu\x03viel.", "Zuviel."),
        ("", ""),
    ]
)
def test_hits_are_marked_and_all_else_is_text(excerpt, shown):
    assert mark_excerpt(excerpt) == shown
