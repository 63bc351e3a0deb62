"""Reader of AP Media API JSON: items, feeds and files of the AP agent. Pure.

The text of a story is a second document in NITF; its address, with tokens, is a link and never an identifier.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from articles.parsing.errors import CopyError, gettext_noop
from articles.wire.body import read_element, read_html
from articles.wire.formats import Format
from articles.wire.item import (
    BodyBlock,
    Code,
    EditorNote,
    ItemKind,
    NewsItem,
    Notice,
    RightsNotice,
    WireReading,
)
from articles.wire.item_draft import ItemDraft, set_kind
from articles.wire.json_formats.ap_json_media import make_photo, read_associations, read_rendition_links
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_status import set_json_embargo, set_json_status
from articles.wire.json_formats.json_values import (
    JsonObject,
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
from articles.wire.notice_words import SIGNAL_WORDS
from articles.wire.safe_xml import parse_xml

KINDS: Mapping[str, ItemKind] = {
    "text": ItemKind.TEXT, "picture": ItemKind.PICTURE, "photo": ItemKind.PICTURE, "graphic": ItemKind.GRAPHIC,
    "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO, "composite": ItemKind.PACKAGE, "package": ItemKind.PACKAGE,
}  # fmt: skip
_PUBLISHABLE = "newscontent"
"""Signal of all items for readers; advisories and daybooks lack it."""
_CONCEPTS = (
    "subject",
    "person",
    "place",
    "organisation",
    "organization",
    "company",
    "event",
    "audiences",
    "fixture",
)
_ID_IN_ADDRESS = re.compile(r"/content/([0-9a-f]{32})")
_ETAG_SUFFIX = re.compile(r"_[0-9a-z]+$")
_BY_IN_NAME = re.compile(r"\s*(?:,|\band\b)\s*$")


def read_ap_json(content: Any, zone: tzinfo) -> WireReading:
    """Return the items of a file or a feed; a feed may be empty."""
    nitf = content.get("nitf") if isinstance(content, dict) else None
    entries = list_entries(content, Format.AP_JSON)
    return WireReading(Format.AP_JSON.value, tuple(_read_item(entry, nitf, zone) for entry in entries))


def _read_item(entry: JsonObject, nitf: Any, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    _set_identity(draft, entry)
    _set_lines(draft, entry)
    set_time(draft, "versioncreated", entry, ("versioncreated",), zone)
    set_time(draft, "firstcreated", entry, ("firstcreated",), zone)
    set_time(draft, "expires", entry, ("expires",), zone)
    set_json_embargo(draft, entry, ("embargoed",), zone, null_is_none=True)
    set_json_status(draft, read_text(entry.get("pubstatus")), "pubstatus")
    _set_kind(draft, entry)
    if note := read_line(entry.get("ednote")):
        draft.add("ednotes", [EditorNote(note)], "ednote")
    draft.add("keywords", read_lines(entry.get("keywords")), "keywords")
    for name in _CONCEPTS:
        draft.add("subjects", _read_codes(entry, name), name)
    _set_rights(draft, entry)
    draft.add("links", read_rendition_links(entry), "renditions")
    draft.add("associations", read_associations(entry, KINDS), "associations")
    if draft.get("kind") in {ItemKind.PICTURE, ItemKind.GRAPHIC}:
        draft.set("photo", make_photo(entry), "description_caption")
    else:
        _set_body(draft, entry, nitf)
    return draft.build()


def _set_identity(draft: ItemDraft, entry: JsonObject) -> None:
    """Set the identifier that all versions share.

    The address of an item carries a token of the session.
    """
    identifiers = read_object(entry.get("altids"))
    set_line(draft, "provider", entry, ("provider",))
    draft.set("provider", "AP", "")
    draft.set("guid", read_line(identifiers.get("itemid")), "altids/itemid")
    draft.set("guid", _ETAG_SUFFIX.sub("", read_line(identifiers.get("etag"))), "altids/etag")
    if (found := _ID_IN_ADDRESS.search(read_text(entry.get("uri")))) is not None:
        draft.set("guid", found[1], "uri")
    set_hashed_guid(draft, "AP", read_text(entry.get("firstcreated")), read_text(entry.get("headline")))
    set_line(draft, "version", entry, ("version",))


def _set_lines(draft: ItemDraft, entry: JsonObject) -> None:
    set_line(draft, "headline", entry, ("headline", "title"))
    set_line(draft, "subheadline", entry, ("headline_extended",))
    set_line(draft, "slugline", entry, ("slugline",))
    set_line(draft, "language", entry, ("language",))
    set_line(draft, "teaser", entry, ("description_summary", "headline_extended"))
    set_line(draft, "creditline", entry, ("description_creditline",))
    draft.set("urgency", read_urgency(entry.get("urgency")), "urgency")
    draft.set("byline", _read_byline(entry), "bylines")
    draft.set("byline", read_line(read_object(entry.get("photographer")).get("name")), "photographer/name")
    set_line(draft, "dateline", entry, ("located",))
    draft.set(
        "located", read_line(read_object(entry.get("datelinelocation")).get("city")), "datelinelocation/city"
    )


def _read_byline(entry: JsonObject) -> str:
    names = (
        read_line(one.get("by")) or read_line(one.get("name")) for one in read_objects(entry.get("bylines"))
    )
    return ", ".join(_BY_IN_NAME.sub("", name) for name in names if name)


def _set_kind(draft: ItemDraft, entry: JsonObject) -> None:
    """Set kind, signals and notices; a text for editors only is announced as one."""
    signals = read_lines(entry.get("signals"))
    draft.add("signals", (Code(code=signal) for signal in signals), "signals")
    for key in ("editorialrole", "editorialtypes", "profile"):
        for role in read_lines(entry.get(key)):
            draft.add("notices", [SIGNAL_WORDS.get(re.sub(r"[\s_-]", "", role).lower())], key)
    written = read_text(entry.get("type")).lower()
    only_for_editors = isinstance(entry.get("signals"), list) and _PUBLISHABLE not in signals
    if only_for_editors and KINDS.get(written, ItemKind.TEXT) is ItemKind.TEXT:
        draft.add("notices", [Notice.ADVISORY], "signals")
    set_kind(draft, written, KINDS, "type")


def _read_codes(entry: JsonObject, name: str) -> Iterator[Code]:
    """Yield the concepts of a key; without a scheme the key tells what they are."""
    for one in read_objects(entry.get(name)):
        code = Code(
            scheme=read_line(one.get("scheme")) or ("" if name == "subject" else name),
            code=read_line(one.get("code")),
            name=read_line(one.get("name")),
        )
        if code.code or code.name:
            yield code


def _set_rights(draft: ItemDraft, entry: JsonObject) -> None:
    rights = RightsNotice(
        holder=read_line(entry.get("copyrightholder")),
        notice=read_line(entry.get("copyrightnotice")),
        terms=read_lines(entry.get("usageterms")),
    )
    if rights != RightsNotice():
        draft.set("rights", rights, "usageterms")


def _set_body(draft: ItemDraft, entry: JsonObject, nitf: Any) -> None:
    """Set the text if the file holds it; otherwise say where it is."""
    for holder, place in ((entry, ""), (read_object(nitf), "nitf/")):
        for key in ("body_nitf", "body_html", "body"):
            draft.set("body", _read_nitf(read_text(holder.get(key))), place + key)
    draft.set("body", _read_nitf(read_text(nitf)), "nitf")
    if draft.get("body") is None and "nitf" in read_object(entry.get("renditions")):
        draft.warn(gettext_noop("The text of the item is in a second file, which has not been read."))


def _read_nitf(text: str) -> tuple[BodyBlock, ...]:
    """Return the blocks of a NITF document or of its content."""
    if not text.startswith(("<?xml", "<nitf", "<!DOCTYPE nitf")):
        return read_html(text)
    try:
        root = parse_xml(text.encode("utf-8", "replace"))
    except CopyError:
        return ()
    content = next(root.iter("{*}body.content", "body.content"), None)
    return read_element(content) if content is not None else ()
