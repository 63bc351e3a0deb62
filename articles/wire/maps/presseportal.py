"""Presseportal JSON beyond its map: contacts in the text, and media. Pure."""

import re
from collections.abc import Iterable

from articles.wire.body import paragraphs
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item import Association, BodyBlock, EditorNote
from articles.wire.json_formats.json_values import (
    keep_links,
    make_link,
    read_body,
    read_object,
    read_objects,
    read_text,
)
from articles.wire.vocabularies import KINDS, read_forms

_PLACE = re.compile(r"([^()]{2,60}?)\s*\(ots[^()]{0,40}\)\s*[-–]")
"""`Nordhaven (ots) - `, the dateline in the text."""
_CONTACT = re.compile(rf"(?:{read_forms('press_office', 'contact')})\b", re.IGNORECASE)
_ORIGIN = re.compile(r"Original-Content von\b", re.IGNORECASE)


def set_text(item: AgencyFields) -> None:
    """Set the text; contacts of press offices are notes to desks."""
    body, contacts = _split_contacts(read_body(item.raw("body")))
    item.draft.set("body", body, "body")
    item.draft.add("ednotes", (EditorNote(text, role="contact") for text in contacts), "body")
    if body and (place := _PLACE.match(body[0].text)):
        item.draft.set("located", place[1], "body")


def set_media(item: AgencyFields) -> None:
    """Add the media, whose key is their kind, with all of their addresses."""
    media = read_object(item.node.get("media"))
    for kind, one in ((name, one) for name, members in media.items() for one in read_objects(members)):
        addresses = ((key, value) for key, value in one.items() if read_text(value).startswith("http"))
        added = Association(
            guid=item.line("id", one) or item.raw("url", one),
            kind=KINDS.get(kind),
            role=kind,
            headline=item.line("name", one),
            caption=item.line("caption", one),
            creator=item.line("creator", one),
            credit=item.line(["credit", "copyright"], one),
            renditions=keep_links(
                make_link(value, media_type=one.get("mime"), role=key) for key, value in addresses
            ),
        )
        item.draft.add("associations", [added], "media")


def _split_contacts(blocks: Iterable[BodyBlock]) -> tuple[tuple[BodyBlock, ...], tuple[str, ...]]:
    """Return the story and the contacts after it; a block may hold the end of both."""
    story: list[BodyBlock] = []
    contacts: list[str] = []
    for block in blocks:
        if contacts or _CONTACT.match(block.text):
            contacts.append(block.text)
        else:
            story.append(block)
    origin = [text for text in contacts if _ORIGIN.match(text)]
    return (*story, *paragraphs(origin)), tuple(text for text in contacts if text not in origin)
