"""An item without an identifier gets one that its next reading has too."""

from articles.wire.item import NewsItem
from articles.wire.item_draft import ItemDraft
from articles.wire.made_guid import set_guid_of_headline, set_hashed_guid
from articles.wire.registry import read_wire

NITF = "<nitf><head/><body><body.head><hedline><hl1>{}</hl1></hedline></body.head><body.content><p>{}</p></body.content></body></nitf>"


def make_item(*facts: str, guid: str = "") -> NewsItem:
    draft = ItemDraft()
    draft.set("guid", guid, "@guid")
    set_hashed_guid(draft, *facts)
    return draft.build()


def test_the_identifier_of_the_file_counts_first() -> None:
    item = make_item("dpa", "Kran", guid="urn:1")

    assert (item.guid, item.guid_made, item.warnings) == ("urn:1", False, ())


def test_a_made_identifier_is_marked_and_the_borders_of_its_facts_count() -> None:
    item = make_item("dpa", "Kran steht")

    assert item.guid_made
    assert len(item.warnings) == 1
    assert item.guid == make_item("dpa", "Kran steht").guid
    assert item.guid != make_item("dpa Kran", "steht").guid


def test_half_a_character_in_a_fact_is_no_error() -> None:
    assert make_item("\ud83d").guid_made


def test_the_text_counts_only_without_a_headline() -> None:
    def read_guid(headline: str, text: str) -> str:
        return read_wire(NITF.format(headline, text).encode()).items[0].guid

    assert read_guid("Kran", "Er steht.") == read_guid("Kran", "Er fällt.")
    assert read_guid("", "Er steht.") != read_guid("", "Er fällt.")


def test_a_missing_headline_is_no_error() -> None:
    draft = ItemDraft()
    set_guid_of_headline(draft)

    assert draft.build().guid_made
