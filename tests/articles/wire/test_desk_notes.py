"""What an agency writes to desks into a text becomes a note, and never copy."""

import json

from articles.wire.item import NewsItem
from articles.wire.registry import read_wire
from tests.tables import each_of

STORY = "<p>Nordhaven (agt) - Der Kran steht.</p>"
END = "<p>Er ist wieder rot.</p>"
PARAGRAPHS = ["Nordhaven (agt) - Der Kran steht.", "Er ist wieder rot."]


def read_item(body: str, **content: str) -> NewsItem:
    raw = {"uri": "urn:kran:1", "type": "text", "headline": "Kran steht", "body_html": body, **content}
    (item,) = read_wire(json.dumps(raw).encode()).items
    return item


def list_texts(item: NewsItem) -> list[str]:
    return [block.text for block in item.body]


@each_of([
        ("<pre>KORREKTUR-HINWEIS\n\nDer letzte Satz muss gestrichen werden.</pre>",
         "KORREKTUR-HINWEIS Der letzte Satz muss gestrichen werden."),
        ("<pre>Im ersten Absatz muss es richtig heißen: der Kran.</pre>",
         "Im ersten Absatz muss es richtig heißen: der Kran."),
        ("<p>HINWEIS: Eine Grafik folgt.</p>", "HINWEIS: Eine Grafik folgt."),
        ("<p>Achtung Redaktionen, eine Grafik folgt.</p>", "Achtung Redaktionen, eine Grafik folgt."),
        ("<p>ACHTUNG: Eine Grafik folgt.</p>", "ACHTUNG: Eine Grafik folgt."),
        ("<p>EDITORS: A graphic follows.</p>", "EDITORS: A graphic follows."),
        ("<p>--------</p><p>Hinweis an die Redaktionen: Eine Grafik folgt.</p><p>--------</p>",
         "Hinweis an die Redaktionen: Eine Grafik folgt."),
    ])  # fmt: skip
def test_a_note_to_desks_in_the_text_becomes_a_note(note: str, text: str) -> None:
    item = read_item(STORY + note + END)

    assert list_texts(item) == PARAGRAPHS
    assert [(one.text, one.public) for one in item.ednotes] == [(text, False)]


def test_what_follows_the_heading_of_a_note_belongs_to_it() -> None:
    item = read_item(f"{STORY}<p>HINWEIS AN DIE REDAKTIONEN</p><p>Eine Grafik folgt.</p>{END}")

    assert list_texts(item) == PARAGRAPHS
    assert [one.text for one in item.ednotes] == ["HINWEIS AN DIE REDAKTIONEN", "Eine Grafik folgt."]


def test_everything_between_two_rules_belongs_to_the_note_that_they_enclose() -> None:
    note = "<p>-----</p><p>Achtung Redaktionen</p><p>Eine Grafik folgt.</p><p>Ein Bild auch.</p><p>-----</p>"

    item = read_item(STORY + note + END)

    assert list_texts(item) == PARAGRAPHS


@each_of(
    [
        "Achtung: Auf den Straßen ist es glatt.",
        "Hinweis: Die Fähre fährt nur werktags.",
        "An die Redaktionen gingen drei Briefe.",
        "Der Paragraf muss gestrichen werden, sagt die Opposition.",
        "Editors of the paper disagreed.",
    ]
)
def test_a_paragraph_for_readers_stays_in_the_text(paragraph: str) -> None:
    item = read_item(f"{STORY}<p>{paragraph}</p>{END}")

    assert list_texts(item) == [PARAGRAPHS[0], paragraph, PARAGRAPHS[1]]
    assert item.ednotes == ()


def test_preformatted_text_that_is_no_note_stays_in_the_text() -> None:
    item = read_item(f"{STORY}<pre>Werft  3\n\nHafen  1</pre>")

    assert list_texts(item) == [PARAGRAPHS[0], "Werft 3", "Hafen 1"]


def test_a_text_that_is_nothing_but_a_note_keeps_it() -> None:
    assert list_texts(read_item("<p>HINWEIS: Heute folgt kein Bericht.</p>")) == [
        "HINWEIS: Heute folgt kein Bericht."
    ]


def test_a_note_about_an_embargo_holds_the_item() -> None:
    item = read_item(f"<p>Achtung Redaktionen: Sperrfrist 18 Uhr!</p>{STORY}{END}")

    assert (item.held, list_texts(item)) == (True, PARAGRAPHS)


def test_a_sub_headline_above_the_text_is_not_doubled() -> None:
    source = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" standard="NewsML-G2" '
        'standardversion="2.30" xml:lang="de"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta>'
        '<headline rank="1">Kran steht</headline><headline rank="2">Er ist wieder rot</headline></contentMeta><contentSet>'
        '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><h2>Er ist wieder rot</h2><p>Der Kran steht.</p>'
        "</body></html></inlineXML></contentSet></newsItem>"
    )

    item = read_wire(source.encode()).items[0]

    assert (item.subheadline, list_texts(item)) == ("Er ist wieder rot", ["Der Kran steht."])
