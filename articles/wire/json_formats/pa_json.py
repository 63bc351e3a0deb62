"""Reader of PA JSON: flat items of the PA API and of other wires. Pure.

`source-feed` names the wire. An item whose status is `embargoed` is never usable.
"""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from articles.wire.formats import Format
from articles.wire.item import (
    Association,
    Code,
    EditorNote,
    ItemKind,
    NewsItem,
    Notice,
    RightsNotice,
    WireReading,
)
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_status import set_json_embargo, set_json_status
from articles.wire.json_formats.json_values import (
    JsonObject,
    read_body,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
    read_urgency,
    set_line,
    set_time,
)
from articles.wire.made_guid import set_hashed_guid

_KINDS = {
    "text": ItemKind.TEXT, "story": ItemKind.TEXT, "picture": ItemKind.PICTURE, "photo": ItemKind.PICTURE,
    "graphic": ItemKind.GRAPHIC, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO, "composite": ItemKind.PACKAGE,
    "advisory": ItemKind.ADVISORY,
}  # fmt: skip
_EMBARGO = ("embargoed", "embargo", "embargoedUntil", "embargoUntil", "embargoDate")
_ADVISORY_WIRE = re.compile(r"\bADVIS(?:ORY)?\b")
"""`PA ADVISORY`, `AP ADVIS`: wires of notes to desks."""
_ID_IN_ADDRESS = re.compile(r"^https?://[^/]+/([^/]+)/\d{4}-")
_ESCAPED_BREAK = re.compile(r"\\r\\n|\\[nr]")


def read_pa_json(content: Any, zone: tzinfo) -> WireReading:
    """Return the items of a file."""
    entries = list_entries(content, Format.PA_JSON)
    return WireReading(Format.PA_JSON.value, tuple(_read_item(entry, zone) for entry in entries))


def _read_item(entry: JsonObject, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    _set_identity(draft, entry)
    for field, keys in {
        "headline": ("headline",), "subheadline": ("subhead",), "slugline": ("slug", "slugline"), "byline": ("byline",),
        "language": ("language",), "located": ("location",), "teaser": ("abstract",),
        "creditline": ("creditline", "credit"), "dateline": ("dateline",),
    }.items():  # fmt: skip
        set_line(draft, field, entry, keys)
    draft.set("urgency", read_urgency(entry.get("urgency") or entry.get("priority")), "priority")
    set_time(draft, "versioncreated", entry, ("versionCreated", "dateTimeSent"), zone)
    set_time(draft, "firstcreated", entry, ("firstVersion",), zone)
    set_time(draft, "expires", entry, ("expires",), zone)
    set_json_embargo(draft, entry, _EMBARGO, zone)
    set_json_status(draft, read_text(entry.get("status") or entry.get("pubStatus")), "status")
    _set_kind(draft, entry)
    if note := read_line(entry.get("ednote")):
        draft.add("ednotes", [EditorNote(note)], "ednote")
    keywords = entry.get("keywords")
    draft.add(
        "keywords", read_lines(keywords.split("+") if isinstance(keywords, str) else keywords), "keywords"
    )
    draft.add("subjects", _read_subjects(entry), "subjects")
    draft.set("body", read_body(_ESCAPED_BREAK.sub("\n", read_text(entry.get("body_text")))), "body_text")
    draft.set("body", read_body(read_text(entry.get("body_html"))), "body_html")
    _set_rights(draft, entry)
    pictures = (Association(guid=one, kind=ItemKind.PICTURE) for one in read_lines(entry.get("imageIds")))
    draft.add("associations", pictures, "imageIds")
    return draft.build()


def _set_identity(draft: ItemDraft, entry: JsonObject) -> None:
    """Set the unique story number; the address carries time and version."""
    set_line(draft, "provider", entry, ("source-feed",))
    draft.set("provider", "PA", "")
    set_line(draft, "guid", entry, ("usn",))
    if (found := _ID_IN_ADDRESS.match(read_text(entry.get("uri")))) is not None:
        draft.set("guid", found[1], "uri")
    set_line(draft, "guid", entry, ("unique-name", "uri"))
    facts = (read_text(entry.get(key)) for key in ("firstVersion", "slug", "headline"))
    set_hashed_guid(draft, draft.get("provider", ""), *facts)
    set_line(draft, "version", entry, ("version",))


def _set_kind(draft: ItemDraft, entry: JsonObject) -> None:
    draft.set("kind", _KINDS.get(read_text(entry.get("type")).lower()), "type")
    if _ADVISORY_WIRE.search(read_text(entry.get("source-feed")).upper()):
        draft.set("kind", ItemKind.ADVISORY, "source-feed")
        draft.add("notices", [Notice.ADVISORY], "source-feed")
    elif draft.get("kind") is ItemKind.ADVISORY:
        draft.add("notices", [Notice.ADVISORY], "type")


def _read_subjects(entry: JsonObject) -> Iterator[Code]:
    """Yield the codes of subjects, wires and companies, as written."""
    yield from (Code("", code) for code in read_lines(read_object(entry.get("subjects")).get("code")))
    for key, part in (("destinations", "code"), ("organisation", "symbols")):
        yield from (Code(key, code) for code in read_lines(read_object(entry.get(key)).get(part)))
    if category := read_line(entry.get("mediaCatCodes")):
        yield Code("mediaCatCodes", category)
    for event in read_objects(read_object(entry.get("agencyMetadata")).get("event")):
        yield Code(read_line(event.get("scheme")), read_line(event.get("code")), read_line(event.get("name")))


def _set_rights(draft: ItemDraft, entry: JsonObject) -> None:
    rights = RightsNotice(
        holder=read_line(entry.get("copyrightHolder")),
        notice=read_line(entry.get("copyrightNotice")),
        terms=read_lines(entry.get("usage")),
    )
    if rights != RightsNotice():
        draft.set("rights", rights, "copyrightHolder")
