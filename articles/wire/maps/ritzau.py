"""Ritzau XML beyond its map: messages to desks in elements and in the text. Pure."""

from articles.wire.body import read_html, read_plain
from articles.wire.desk_marks import DESK_MARK, split_desk_mark
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item import EditorNote
from articles.wire.release_status import hold_for_note


def add_message(item: AgencyFields) -> None:
    """Add the message to desks; it may speak of an embargo."""
    message = " ".join(block.text for block in read_html(item.line("TilRedaktionen")))
    item.draft.add(
        "ednotes", [EditorNote(message, role="TilRedaktionen")] if message else [], "TilRedaktionen"
    )
    hold_for_note(item.draft, message, "TilRedaktionen")


def set_text(item: AgencyFields) -> None:
    """Set the text; the desk's mark at its end is private."""
    source = item.raw("content")
    blocks, mark = split_desk_mark(read_html(source) if "<" in source else read_plain(source))
    item.draft.set("body", blocks, "content")
    item.draft.add("ednotes", [EditorNote(mark, role=DESK_MARK)] if mark else [], DESK_MARK)
