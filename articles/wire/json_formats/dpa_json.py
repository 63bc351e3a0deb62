"""Reader of dpa-digitalwires JSON: single entries, and lists of wireQ. Pure.

Only `article_html` is the story; teaser, info box, notepad and notes to desks are fields of their own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any

from articles.wire.body import read_html
from articles.wire.formats import Format
from articles.wire.item import (
    Association,
    BodyBlock,
    Code,
    EditorNote,
    ItemKind,
    Link,
    NewsItem,
    Notice,
    RightsNotice,
    WirePhoto,
    WireReading,
)
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.dpa_sections import remove_notepad
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_status import set_json_embargo, set_json_status
from articles.wire.json_formats.json_values import (
    JsonObject,
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
from articles.wire.made_guid import set_hashed_guid
from articles.wire.notice_words import SIGNAL_WORDS

_KINDS = {
    "text": ItemKind.TEXT, "article": ItemKind.TEXT, "composite": ItemKind.PACKAGE, "image": ItemKind.PICTURE,
    "picture": ItemKind.PICTURE, "graphic": ItemKind.GRAPHIC, "infographic": ItemKind.GRAPHIC,
    "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO, "event": ItemKind.EVENT,
}  # fmt: skip
_GENRES = {"zusammenfassung": Notice.SUMMARY, "neufassung": Notice.REWRITE, "wiederholung": Notice.REPEAT}
_ADVISORY_GENRE = re.compile(
    r"achtung|vorschau|programm\b|programmhinweis|redaktionshinweis|themenplan|ankündigung", re.IGNORECASE
)
_ADVISORY_GENRE_CODES = frozenset({"dpatextgenre:27"})
_SUBJECTS = ("dpasubject", "geosubject", "desk", "scope", "wire", "publishadvice", "flextag")
_NUMBER = re.compile(r"(\d{6}-\d+-\d+)(?=$|[/:])")
_PLACE = re.compile(r"\s*([^()]{2,80}?)\s*\(")
_DESK_MARKS = ("closingline", "embargo", "picture", "dpacontacts")
"""Roles of notes for desks, even if dpa calls them publishable."""


def read_dpa_json(content: Any, zone: tzinfo) -> WireReading:
    """Return the entries of a file."""
    entries = list_entries(content, Format.DPA_JSON)
    return WireReading(
        Format.DPA_JSON.value, tuple(_read_entry(_rename_keys(entry), zone) for entry in entries)
    )


def _rename_keys(entry: JsonObject) -> JsonObject:
    """Return an entry of the service before `digitalwires` with the keys of today."""
    if "_urn" not in entry:
        return entry
    categories = read_objects(entry.get("categories"))
    tags = read_lines(entry.get("tags"))
    terms = {read_text(one.get("scheme")).rpartition(".")[2]: one.get("term") for one in categories}
    renamed = {
        "urn": "_urn", "version": "_version", "headline": "title", "teaser": "description",
        "article_html": "content", "version_created": "updated",
    }  # fmt: skip
    return {
        **entry,
        **{name: entry.get(former) for name, former in renamed.items()},
        "urgency": terms.get("urgency"),
        "pubstatus": next((tag for tag in tags if tag.startswith("stat:")), ""),
        "signal": [tag for tag in tags if tag.startswith("sig:")],
        "categories": [
            {"type": one.get("scheme"), "qcode": one.get("term"), "name": one.get("label")}
            for one in categories
        ],
    }


def _read_entry(entry: JsonObject, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    categories = read_objects(entry.get("categories"))
    _set_identity(draft, entry, categories)
    set_line(draft, "headline", entry, ("headline",))
    set_line(draft, "subheadline", entry, ("subhead",))
    for field in ("kicker", "byline", "creditline", "language"):
        set_line(draft, field, entry, (field,))
    draft.set("urgency", read_urgency(entry.get("urgency")), "urgency")
    _set_times_and_status(draft, entry, zone)
    _set_dateline(draft, entry, categories)
    draft.set("teaser", read_line(entry.get("teaser")), "teaser")
    draft.set("body", read_html(remove_notepad(read_text(entry.get("article_html")))), "article_html")
    _add_categories(draft, entry, categories)
    draft.add("ednotes", _read_notes(entry), "ednotes")
    _set_rights(draft, entry)
    draft.add("links", _read_linkbox(entry), "linkbox_html")
    draft.add("associations", _read_associations(entry), "associations")
    _set_kind(draft, entry, categories)
    _set_photo(draft, entry, categories)
    return draft.build()


def _set_identity(draft: ItemDraft, entry: JsonObject, categories: list[JsonObject]) -> None:
    provider = next((read_line(one.get("name")) for one in _pick(categories, "provider")), "")
    draft.set("provider", provider or "dpa", "categories/provider")
    set_line(draft, "guid", entry, ("urn", "entry_id"))
    facts = (read_text(entry.get(key)) for key in ("version_created", "headline"))
    set_hashed_guid(draft, draft.get("provider", ""), *facts)
    set_line(draft, "version", entry, ("version",))
    if number := _NUMBER.search(read_text(entry.get("urn"))):
        draft.set("item_number", number[1], "urn")


def _set_times_and_status(draft: ItemDraft, entry: JsonObject, zone: tzinfo) -> None:
    set_time(draft, "versioncreated", entry, ("version_created", "updated"), zone)
    set_time(draft, "firstcreated", entry, ("first_created",), zone)
    set_time(draft, "expires", entry, ("expires",), zone)
    set_json_embargo(draft, entry, ("embargoed",), zone, null_is_none=True)
    set_json_status(draft, read_text(entry.get("pubstatus")), "pubstatus")


def _set_dateline(draft: ItemDraft, entry: JsonObject, categories: list[JsonObject]) -> None:
    dateline = read_text(entry.get("dateline"))
    draft.set("dateline", f"{dateline} " if dateline.endswith(("-", "–")) else dateline, "dateline")
    for located in _pick(categories, "located"):
        draft.set("located", read_line(located.get("name")), "categories/located")
    if place := _PLACE.match(dateline):
        draft.set("located", place[1], "dateline")


def _add_categories(draft: ItemDraft, entry: JsonObject, categories: list[JsonObject]) -> None:
    """Add what the categories say: subjects, services, genres, keywords and signals."""
    subjects = (code for name in _SUBJECTS for code in _read_codes(_pick(categories, name)))
    draft.add("subjects", subjects, "categories")
    draft.add("genres", _read_codes(_pick(categories, "genre")), "categories/genre")
    draft.add("keywords", read_lines(entry.get("keyword_names")), "keyword_names")
    draft.add("keywords", read_lines(_pick(categories, "keyword")), "categories/keyword")
    wires = [read_line(wire.get("name")) for wire in _pick(categories, "wire")]
    draft.set("service", " ".join(filter(None, wires)), "categories/wire")
    signals = [_read_code(one) for one in _pick(categories, "signal")]
    signals += [_split_qcode(name, name) for name in read_lines(entry.get("signal"))]
    draft.add("signals", signals, "signal")
    draft.add("notices", (SIGNAL_WORDS.get(signal.code.lower()) for signal in signals), "signal")
    genres = draft.get("genres", ())
    draft.add("notices", (_GENRES.get(genre.name.lower()) for genre in genres), "categories/genre")
    if any(_role(note) == "correctionshort" for note in read_objects(entry.get("ednotes"))):
        draft.add("notices", [Notice.CORRECTION], "ednotes")


def _set_kind(draft: ItemDraft, entry: JsonObject, categories: list[JsonObject]) -> None:
    """Set the kind as written, and a notice for what is for the eyes of desks alone."""
    codes = {read_text(genre.get("qcode")).lower() for genre in _pick(categories, "genre")}
    names = [*read_lines(entry.get("genre_names")), *(genre.name for genre in draft.get("genres", ()))]
    if (
        Notice.ADVISORY in draft.get("notices", ())
        or not _ADVISORY_GENRE_CODES.isdisjoint(codes)
        or any(_ADVISORY_GENRE.search(name) for name in names)
    ):
        draft.add("notices", [Notice.ADVISORY], "categories/genre")
    draft.set("kind", _KINDS.get(read_text(entry.get("type")).lower()), "type")
    pictures = draft.get("associations", ())
    if not (read_text(entry.get("type")) or read_text(entry.get("article_html"))) and len(pictures) == 1:
        draft.set("kind", pictures[0].kind, "associations")
        draft.add("links", pictures[0].renditions, "associations")


def _read_notes(entry: JsonObject) -> Iterator[EditorNote]:
    """Yield the notes to desks, then what only the notepad and the info box say."""
    known: list[str] = []
    for note in read_objects(entry.get("ednotes")):
        text, role = read_line(note.get("ednote")), _role(note)
        known.append(text)
        public = note.get("is_publishable") is True and role not in _DESK_MARKS
        if text:
            yield EditorNote(text, public=public, role=role)
    notepad = read_object(entry.get("notepad"))
    for part, public in (("nonpublic_html", False), ("public_html", True)):
        for line in _list_lines(read_html(read_text(notepad.get(part)))):
            if not any(text and text in line for text in known):
                yield EditorNote(line, public=public, role="notepad")
    if infobox := read_html(read_text(entry.get("infobox_html"))):
        yield EditorNote("\n".join(block.text for block in infobox), public=True, role="infobox")
    if notice := read_line(entry.get("autopublishnotice")):
        yield EditorNote(notice, role="autopublishnotice")


def _list_lines(blocks: Iterable[BodyBlock]) -> Iterator[str]:
    """Yield the lines of paragraphs and lists."""
    for block in blocks:
        if block.tag in {"p", "li", "ul", "ol", "aside", "blockquote"}:
            yield from block.text.split("\n")


def _set_rights(draft: ItemDraft, entry: JsonObject) -> None:
    rights = RightsNotice(
        notice=read_line(entry.get("copyrightnotice")),
        terms=tuple(filter(None, map(read_line, read_text(entry.get("usageterms")).split("\n")))),
    )
    if rights != RightsNotice():
        draft.set("rights", rights, "copyrightnotice")


def _read_linkbox(entry: JsonObject) -> Iterator[Link]:
    """Yield the links for readers."""
    for block in read_html(read_text(entry.get("linkbox_html"))):
        for href, title in re.findall(r'<a href="([^"]{1,2000})"[^>]*>(.{0,500}?)</a>', block.html):
            link = make_link(read_line(href).rstrip("?"), role="seeAlso", title=title)
            if link is not None:
                yield link


def _read_associations(entry: JsonObject) -> Iterator[Association]:
    for one in read_objects(entry.get("associations")):
        renditions = (
            make_link(
                rendition.get("url") or rendition.get("href"),
                media_type=rendition.get("mimetype"),
                role=read_text(rendition.get("size")),
                width=rendition.get("width"),
                height=rendition.get("height"),
            )
            for rendition in read_objects(one.get("renditions"))
        )
        yield Association(
            guid=read_line(one.get("urn")),
            kind=_KINDS.get(read_text(one.get("type")).lower()),
            role="feature" if one.get("is_featureimage") is True else "",
            headline=read_line(one.get("headline")),
            caption=read_line(one.get("caption")),
            credit=read_line(one.get("creditline")),
            creator=read_line(one.get("byline")),
            renditions=keep_links(renditions),
        )


def _set_photo(draft: ItemDraft, entry: JsonObject, categories: list[JsonObject]) -> None:
    """Set the facts of a picture that comes without a story."""
    pictures = [
        one for one in draft.get("associations", ()) if one.kind in {ItemKind.PICTURE, ItemKind.GRAPHIC}
    ]
    if read_text(entry.get("article_html")) or len(pictures) != 1:
        return
    captions = [
        read_line(one.get("description"))
        for one in read_objects(entry.get("descriptions"))
        if _role(one) in {"caption", ""}
    ]
    place = next((read_object(one.get("geojson")) for one in _pick(categories, "locationcreated")), {})
    address = read_object(read_object(place).get("properties"))
    photo = WirePhoto(
        caption=next(filter(None, captions), pictures[0].caption),
        headline=draft.get("headline", ""),
        creator=draft.get("byline", ""),
        credit=draft.get("creditline", "") or pictures[0].credit,
        copyright=read_line(entry.get("copyrightnotice")),
        keywords=draft.get("keywords", ()),
        date_created=read_line(entry.get("content_created")),
        city=read_line(address.get("locality")),
        state=read_line(address.get("administrative_area_level_1")),
        country=read_line(address.get("country")),
        usage_terms=read_line(entry.get("usageterms")),
    )
    draft.set("photo", photo, "associations")


def _pick(categories: Iterable[JsonObject], name: str) -> list[JsonObject]:
    """Return the categories of a type, by rank."""
    found = [one for one in categories if read_text(one.get("type")).rpartition(":")[2] == name]
    return sorted(found, key=lambda one: one["rank"] if isinstance(one.get("rank"), int) else 0)


def _read_codes(categories: Iterable[JsonObject]) -> tuple[Code, ...]:
    return tuple(_read_code(one) for one in categories)


def _read_code(category: JsonObject) -> Code:
    return _split_qcode(read_line(category.get("qcode")), read_line(category.get("name")))


def _split_qcode(qcode: str, name: str) -> Code:
    scheme, colon, code = qcode.partition(":")
    return Code(scheme, code, name) if colon else Code("", qcode, name)


def _role(note: JsonObject) -> str:
    return read_text(note.get("role")).rpartition(":")[2]
