"""A text that arrives without its text is said to be one, and is not published as it is."""

import json
from typing import Any

from articles.wire.item import NewsItem
from articles.wire.registry import read_wire
from tests.tables import each_of


def read_item(**content: Any) -> NewsItem:
    (item,) = read_wire(json.dumps({"uri": "urn:kran:1", "sector": "INR", **content}).encode()).items
    return item


def test_a_text_without_text_is_held_with_its_reason() -> None:
    item = read_item(headline="Kran steht wieder")

    assert item.held
    assert [one.message for one in item.warnings] == [
        "The item has no text; it is held until an editor decides."
    ]


def test_a_summary_alone_is_a_warning_and_no_reason_to_hold() -> None:
    item = read_item(headline="Kran steht wieder", description_text="Der Kran im Hafen steht wieder.")

    assert not item.held
    assert [one.message for one in item.warnings] == ["The item has a summary, but no text."]


@each_of(
    [
        {"headline": "EIL: Kran gestürzt"},
        {"headline": "Kran steht wieder", "pubstatus": "canceled"},
        {"headline": "Kran steht wieder", "pubstatus": "withheld"},
        {"headline": "Kran steht wieder", "type": "picture"},
        {"headline": "Kran steht wieder", "body_text": "Er steht."},
    ]
)
def test_an_alert_a_kill_a_picture_and_a_story_lack_no_text(content: dict[str, Any]) -> None:
    item = read_item(**content)

    assert (item.held, item.warnings) == (False, ())


def test_a_heading_at_the_end_that_heads_nothing_becomes_a_note() -> None:
    item = read_item(body_html="<h2>Der Kran</h2><p>Er steht.</p><h2>Zum Bild</h2><h3>Karte</h3>")

    assert [block.text for block in item.body] == ["Der Kran", "Er steht."]
    assert [(note.text, note.public) for note in item.ednotes] == [("Zum Bild", False), ("Karte", False)]


def test_a_text_of_headings_alone_keeps_them() -> None:
    assert [block.text for block in read_item(body_html="<h2>Der Kran</h2>").body] == ["Der Kran"]
