"""Reader of Reuters Connect JSON: items as its content API answers them. Pure."""

import re
from datetime import tzinfo
from typing import Any

from articles.wire.body import read_html
from articles.wire.formats import Format
from articles.wire.item import Code, ItemKind, NewsItem, Notice, RightsNotice, WirePhoto, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_status import set_json_embargo, set_json_status
from articles.wire.json_formats.json_values import (
    JsonObject,
    find_value,
    iterate_members,
    keep_links,
    make_link,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
    read_urgency,
    set_line,
    set_time,
)
from articles.wire.notice_words import EDIT_STATES

_KINDS = {
    "text": ItemKind.TEXT, "picture": ItemKind.PICTURE, "photo": ItemKind.PICTURE, "graphic": ItemKind.GRAPHIC,
    "graphics": ItemKind.GRAPHIC, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO, "composite": ItemKind.PACKAGE,
}  # fmt: skip
_VERSION = re.compile(r":(\d{1,20})$")


def read_reuters_json(content: Any, zone: tzinfo) -> WireReading:
    """Return the items of an answer."""
    entries = list_entries(content, Format.REUTERS_JSON)
    return WireReading(Format.REUTERS_JSON.value, tuple(_read_item(entry, zone) for entry in entries))


def _read_item(entry: JsonObject, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    draft.set("provider", "Reuters", "")
    _set_identity(draft, entry)
    for field, keys in {
        "headline": ("headLine", "headline"), "slugline": ("slug",), "byline": ("byLine", "byline"),
        "creditline": ("credit",), "language": ("language",), "dateline": ("dateline",), "located": ("located",),
        "teaser": ("intro", "fragment"),
    }.items():  # fmt: skip
        set_line(draft, field, entry, keys)
    draft.set("urgency", read_urgency(entry.get("urgency")), "urgency")
    set_time(draft, "versioncreated", entry, ("versionCreated",), zone)
    set_time(draft, "firstcreated", entry, ("firstCreated",), zone)
    set_json_embargo(draft, entry, ("embargoed", "embargoedUntil"), zone, null_is_none=True)
    _set_status(draft, entry)
    draft.set("kind", _KINDS.get(read_text(entry.get("type")).lower()), "type")
    body, key = find_value(entry, ("bodyXhtmlRich", "bodyXhtml", "body"))
    draft.set("body", read_html(body), key)
    subjects = (
        Code(read_line(one.get("scheme")), read_line(one.get("code")), read_line(one.get("name")))
        for one in read_objects(entry.get("subject"))
    )
    draft.add("subjects", (code for code in subjects if code != Code()), "subject")
    _set_rights_and_photo(draft, entry)
    return draft.build()


def _set_identity(draft: ItemDraft, entry: JsonObject) -> None:
    """Set the identifier without its version; `versionedGuid` ends in it."""
    versioned = read_line(entry.get("versionedGuid"))
    set_line(draft, "guid", entry, ("guid",))
    draft.set("guid", _VERSION.sub("", versioned), "versionedGuid")
    set_line(draft, "guid", entry, ("uri", "usn"))
    set_line(draft, "version", entry, ("version",))
    if found := _VERSION.search(versioned):
        draft.set("version", found[1], "versionedGuid")
    set_line(draft, "item_number", entry, ("usn",))


def _set_status(draft: ItemDraft, entry: JsonObject) -> None:
    signals = read_lines(entry.get("signal") or entry.get("signals"))
    draft.add("signals", (Code(*_split_signal(one)) for one in signals), "signal")
    for signal in draft.get("signals", ()):
        draft.add("notices", [EDIT_STATES.get(signal.code.lower())], "signal")
    deleted = Notice.KILL in draft.get("notices", ())
    set_json_status(draft, "canceled" if deleted else read_text(entry.get("pubStatus")), "pubStatus")


def _split_signal(written: str) -> tuple[str, str]:
    scheme, _, code = written.rpartition(":")
    return scheme, code


def _set_rights_and_photo(draft: ItemDraft, entry: JsonObject) -> None:
    rights = RightsNotice(
        holder=read_line(entry.get("copyrightHolder")),
        notice=read_line(entry.get("copyrightNotice")),
        terms=read_lines(entry.get("usageTerms")),
    )
    if rights != RightsNotice():
        draft.set("rights", rights, "usageTerms")
    links = (
        make_link(one.get("uri") or one.get("href"), media_type=one.get("mimeType"), role=name)
        for name, one in iterate_members(entry.get("renditions"))
    )
    draft.add("links", keep_links(links), "renditions")
    if draft.get("kind") in {ItemKind.PICTURE, ItemKind.GRAPHIC}:
        photo = WirePhoto(
            caption=read_line(entry.get("caption")),
            headline=draft.get("headline", ""),
            creator=draft.get("byline", ""),
            credit=draft.get("creditline", ""),
            copyright=read_line(entry.get("copyrightNotice")),
            city=read_line(read_object(entry.get("located")).get("name")),
        )
        draft.set("photo", photo, "caption")
