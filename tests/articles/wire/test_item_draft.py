"""Values are collected with their places; the first one of a field counts."""

from articles.wire.item import NewsItem, PubStatus
from articles.wire.item_draft import ItemDraft


def test_the_first_value_that_is_not_empty_counts() -> None:
    draft = ItemDraft()
    draft.set("headline", "  ", "a")
    draft.set("headline", "Kran\n steht", "b")
    draft.set("headline", "Werft", "c")

    item = draft.build()

    assert (item.headline, item.paths) == ("Kran steht", {"headline": "b"})


def test_a_status_stays_a_status() -> None:
    draft = ItemDraft()
    draft.set("pubstatus", PubStatus.CANCELED, "status")

    assert draft.get("pubstatus") is PubStatus.CANCELED
    assert draft.build() == NewsItem(guid="", pubstatus=PubStatus.CANCELED, paths={"pubstatus": "status"})
