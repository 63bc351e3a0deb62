"""Reader of Presseportal JSON: press releases of companies and police. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any

from articles.wire.body import paragraphs
from articles.wire.formats import Format
from articles.wire.item import (
    Association,
    BodyBlock,
    Code,
    EditorNote,
    ItemKind,
    Link,
    NewsItem,
    RightsNotice,
    WireReading,
)
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_values import (
    JsonObject,
    keep_links,
    make_link,
    read_body,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
    set_line,
    set_time,
)

_KINDS = {
    "image": ItemKind.PICTURE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO, "document": None,
}  # fmt: skip
_PLACE = re.compile(r"([^()]{2,60}?)\s*\(ots[^()]{0,40}\)\s*[-–]")
"""`Nordhaven (ots) - `, the dateline in the text."""
_CONTACT = re.compile(
    r"(?:Presse-?kontakt|Pressekontakte|Press contact|Kontakt für (?:die )?(?:Presse|Medien)|Medienkontakt|"
    r"Medienrückfragen|Rückfragen(?: von (?:Medien|Journalist)\w*)?(?: bitte)? an|Ansprechpartner(?:in)? für (?:die )?"
    r"(?:Presse|Medien)|Für Rückfragen von Medien)\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"Original-Content von\b", re.IGNORECASE)


def read_presseportal_json(content: Any, zone: tzinfo) -> WireReading:
    """Return the stories of an answer."""
    entries = list_entries(content, Format.PRESSEPORTAL_JSON)
    return WireReading(Format.PRESSEPORTAL_JSON.value, tuple(_read_story(entry, zone) for entry in entries))


def _read_story(entry: JsonObject, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    sender = read_object(entry.get("company")) or read_object(entry.get("office"))
    set_line(draft, "guid", entry, ("id", "url"))
    draft.set("provider", "ots", "")
    draft.set("creditline", "ots", "")
    set_line(draft, "headline", entry, ("title",))
    set_line(draft, "language", entry, ("language",))
    set_line(draft, "teaser", entry, ("teaser",))
    set_time(draft, "versioncreated", entry, ("published",), zone)
    _set_body(draft, entry)
    if ressort := read_line(entry.get("ressort")):
        draft.add("subjects", [Code("ressort", ressort, ressort)], "ressort")
    keywords = entry.get("keywords")
    draft.add(
        "keywords",
        read_lines(keywords.get("keyword") if isinstance(keywords, dict) else keywords),
        "keywords",
    )
    if name := read_line(sender.get("name")):
        draft.set("rights", RightsNotice(holder=name), "company/name")
    draft.add("links", keep_links([make_link(entry.get("url"), role="canonical")]), "url")
    draft.add("associations", _read_media(read_object(entry.get("media"))), "media")
    return draft.build()


def _set_body(draft: ItemDraft, entry: JsonObject) -> None:
    """Set the text; contacts of press offices are notes to desks."""
    body, contacts = _split_contacts(read_body(read_text(entry.get("body"))))
    draft.set("body", body, "body")
    draft.add("ednotes", (EditorNote(text, role="contact") for text in contacts), "body")
    if body and (place := _PLACE.match(body[0].text)):
        draft.set("located", place[1], "body")


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


def _read_media(media: JsonObject) -> Iterator[Association]:
    for name, members in media.items():
        for one in read_objects(members):
            caption = read_line(one.get("caption"))
            yield Association(
                guid=read_line(one.get("id")) or read_text(one.get("url")),
                kind=_KINDS.get(name),
                role=name,
                headline=read_line(one.get("name")),
                caption=caption,
                creator=read_line(one.get("creator")),
                credit=read_line(one.get("credit") or one.get("copyright")),
                renditions=_read_addresses(one),
            )


def _read_addresses(medium: JsonObject) -> tuple[Link, ...]:
    addresses = ((key, value) for key, value in medium.items() if read_text(value).startswith("http"))
    return keep_links(make_link(value, media_type=medium.get("mime"), role=key) for key, value in addresses)
