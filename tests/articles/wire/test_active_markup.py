"""Active HTML is in no text of an item, however often the agency escaped it."""

from articles.wire.active_markup import remove_active_markup, strip_active_text
from articles.wire.body import paragraphs
from articles.wire.item import Association, NewsItem, WirePhoto
from articles.wire.registry import read_wire
from tests.tables import each_of


@each_of(
    [
        ("<script>alert(1)</script>Kran steht", "Kran steht"),
        ("Kran <img src=x onerror=alert(1)> steht", "Kran steht"),
        ('<a href="javascript:alert(1)">Ida Brandt</a>', "Ida Brandt"),
        ("<iframe src=https://x.example></iframe>Werft", "Werft"),
        ("&lt;Kran&gt; <form action=x>steht", "<Kran> steht"),
        ("Kran javascript:alert(1) steht", "Kran steht"),
        ("Sprachen: Javascript: eine von vielen", "Sprachen: Javascript: eine von vielen"),
        ("1 < 2 > 0, once = 1", "1 < 2 > 0, once = 1"),
        ("Das Tag <b> macht fett", "Das Tag <b> macht fett"),
    ]
)
def test_a_text_keeps_its_words_and_loses_active_tags(text: str, expected: str) -> None:
    assert strip_active_text(text) == expected


def test_every_part_that_readers_see_is_cleaned_with_a_warning() -> None:
    bad = "<script>x()</script>Kran"
    item = NewsItem(
        guid="x",
        headline=bad,
        byline=bad,
        body=paragraphs(["Eins", bad, "<script>x()</script>", "Zwei javascript:x(1) Wörter"]),
        photo=WirePhoto(caption=bad),
        associations=(Association(caption=bad, credit="Ida"), Association(caption="Hafen")),
    )

    clean = remove_active_markup(item)

    assert (clean.headline, clean.byline) == ("Kran", "Kran")
    assert [block.text for block in clean.body] == ["Eins", "Kran", "Zwei Wörter"]
    assert clean.photo is not None
    assert clean.photo.caption == "Kran"
    assert [one.caption for one in clean.associations] == ["Kran", "Hafen"]
    assert "headline, byline, body, photo, associations" in clean.warnings[0].message


def test_an_item_without_active_html_stays_the_same_object() -> None:
    item = NewsItem(guid="x", headline="A < B", body=paragraphs(["5 < 6"]))

    assert remove_active_markup(item) is item


def test_an_escaped_script_in_nitf_is_no_text() -> None:
    raw = (
        b"<nitf><body><body.head><hedline><hl1>&lt;script&gt;x&lt;/script&gt;Kran</hl1></hedline></body.head>"
        b"<body.content><p>Er steht.</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></body.content></body></nitf>"
    )

    item = read_wire(raw).items[0]

    assert (item.headline, [block.text for block in item.body]) == ("Kran", ["Er steht."])
