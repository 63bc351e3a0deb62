"""dpa-digitalwires JSON beyond its map: categories, notes, pictures. Pure.

Only `article_html` and the info box are the story; teaser, notepad and notes to desks are fields of their own.
"""

import re
from collections.abc import Iterable, Iterator

from articles.wire.body import read_html
from articles.wire.field_map.agency_fields import PICTURES, AgencyFields
from articles.wire.item import BodyBlock, EditorNote, Notice, WirePhoto
from articles.wire.json_formats.dpa_sections import arrange_sections
from articles.wire.json_formats.json_values import (
    JsonObject,
    make_link,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
)
from articles.wire.placed_media import set_html_body

_ADVISORY_GENRE = re.compile(
    r"achtung|vorschau|programm\b|programmhinweis|redaktionshinweis|themenplan|ankündigung", re.IGNORECASE
)
_ADVISORY_CODE = "dpatextgenre:27"
_DESK_MARKS = ("closingline", "embargo", "picture", "dpacontacts")
"""Roles of notes for desks, even if dpa calls them publishable."""
_FOR_READERS = ("correction_consumerready", "correctionconsumerready")
"""Roles of corrections in words for readers."""
_READ_TYPES = frozenset(
    {"dpasubject", "geosubject", "desk", "scope", "wire", "publishadvice", "flextag", "genre", "keyword", "signal",
     "located", "locationcreated", "provider", "pubstatus", "urgency"}
)  # fmt: skip
"""Types of categories with a rule of their own; all others, such as user needs, are subjects."""
_FORMER_KEYS = {
    "urn": "_urn", "version": "_version", "headline": "title", "teaser": "description",
    "article_html": "content", "version_created": "updated",
}  # fmt: skip
_ANCHOR = re.compile(r'<a href="([^"]{1,2000})"[^>]*>(.{0,500}?)</a>')


def prepare_entry(entry: JsonObject) -> JsonObject:
    """Return an entry with the keys of today, and its categories by type and rank."""
    entry = _rename_keys(entry) if "_urn" in entry else entry
    by_type: dict[str, list[JsonObject]] = {}
    categories = read_objects(entry.get("categories"))
    for one in sorted(categories, key=lambda one: one["rank"] if isinstance(one.get("rank"), int) else 0):
        kind = read_text(one.get("type")).rpartition(":")[2]
        by_type.setdefault(kind, []).append(one)
        if kind not in _READ_TYPES:
            by_type.setdefault("other", []).append(one)
    return {**entry, **_identify_picture(entry), "category": by_type}


def _identify_picture(entry: JsonObject) -> JsonObject:
    """Return the identity of an entry that is a picture: its association has it."""
    pictures = read_objects(entry.get("associations"))
    if len(pictures) != 1 or not _is_picture(entry) or not read_text(urn := pictures[0].get("urn")):
        return {}
    version = pictures[0].get("version")
    return {"urn": urn, "version": entry.get("version") if version is None else version}


def _is_picture(entry: JsonObject) -> bool:
    return not (read_text(entry.get("type")) or read_text(entry.get("article_html")))


def _rename_keys(entry: JsonObject) -> JsonObject:
    """Return an entry of the service before `digitalwires` with the keys of today."""
    categories = read_objects(entry.get("categories"))
    tags = read_lines(entry.get("tags"))
    terms = {read_text(one.get("scheme")).rpartition(".")[2]: one.get("term") for one in categories}
    return {
        **entry,
        **{name: entry.get(former) for name, former in _FORMER_KEYS.items()},
        "urgency": terms.get("urgency"),
        "pubstatus": next((tag for tag in tags if tag.startswith("stat:")), ""),
        "signal": [tag for tag in tags if tag.startswith("sig:")],
        "categories": [
            {"type": one.get("scheme"), "qcode": one.get("term"), "name": one.get("label")}
            for one in categories
        ],
    }


def set_text(item: AgencyFields) -> None:
    """Set the text with its pictures and boxes; the box of the entry comes last."""
    source = arrange_sections(item.raw("article_html"))
    box = arrange_sections(item.raw("infobox_html"))
    if box and not _repeats(box, source):
        source += box if "<aside" in box else f"<aside>{box}</aside>"
    set_html_body(item.draft, source, "article_html")


def _repeats(box: str, source: str) -> bool:
    """Return whether the text has all lines of the box."""
    known = {line for block in read_html(source) for line in block.text.split("\n")}
    return all(line in known for block in read_html(box) for line in block.text.split("\n"))


def announce_advisory(item: AgencyFields) -> None:
    """Announce what is for the eyes of desks alone."""
    names = [*item.lines("genre_names"), *item.lines("#genres.name")]
    codes = [text.lower() for text in item.lines("category.genre[*].qcode")]
    if _ADVISORY_CODE in codes or any(_ADVISORY_GENRE.search(name) for name in names):
        item.draft.add("notices", [Notice.ADVISORY], "categories/genre")


def set_notes(item: AgencyFields) -> None:
    item.draft.add("ednotes", _read_notes(item.node), "ednotes")


def _read_notes(entry: JsonObject) -> Iterator[EditorNote]:
    """Yield the notes to desks, then what only the notepad says."""
    known: list[str] = []
    for note in read_objects(entry.get("ednotes")):
        text, role = read_line(note.get("ednote")), _read_role(note)
        known.append(text)
        public = (note.get("is_publishable") is True and role not in _DESK_MARKS) or role in _FOR_READERS
        if text:
            yield EditorNote(text, public=public, role=role)
    notepad = read_object(entry.get("notepad"))
    for part, public in (("nonpublic_html", False), ("public_html", True)):
        for line in _list_lines(read_html(read_text(notepad.get(part)))):
            if not any(text and text in line for text in known):
                yield EditorNote(line, public=public, role="notepad")


def _list_lines(blocks: Iterable[BodyBlock]) -> Iterator[str]:
    """Yield the lines of paragraphs and lists."""
    for block in blocks:
        if block.tag in {"p", "li", "ul", "ol", "aside", "blockquote"}:
            yield from block.text.split("\n")


def set_linkbox(item: AgencyFields) -> None:
    """Set the links for readers."""
    found = (pair for block in read_html(item.raw("linkbox_html")) for pair in _ANCHOR.findall(block.html))
    links = (make_link(read_line(href).rstrip("?"), role="seeAlso", title=title) for href, title in found)
    item.draft.add("links", filter(None, links), "linkbox_html")


def set_kind_of_picture(item: AgencyFields) -> None:
    """Set kind and links of an entry that is a picture without a story or a type."""
    pictures = item.draft.get("associations", ())
    if not (item.raw("type") or item.raw("article_html")) and len(pictures) == 1:
        item.draft.set("kind", pictures[0].kind, "associations")
        item.draft.add("links", pictures[0].renditions, "associations")


def set_photo(item: AgencyFields) -> None:
    """Set the facts of a picture that comes without a story."""
    pictures = [one for one in item.draft.get("associations", ()) if one.kind in PICTURES]
    if item.raw("article_html") or len(pictures) != 1:
        return
    descriptions = read_objects(item.node.get("descriptions"))
    captions = [
        read_line(one.get("description")) for one in descriptions if _read_role(one) in {"caption", ""}
    ]
    address = "category.locationcreated[0].geojson.properties."
    photo = WirePhoto(
        caption=next(filter(None, captions), pictures[0].caption),
        headline=item.line("#headline"),
        creator=item.line("#byline"),
        credit=item.line("#creditline") or pictures[0].credit,
        copyright=item.line("copyrightnotice"),
        keywords=item.lines("#keywords"),
        date_created=item.line("content_created"),
        city=item.line(address + "locality"),
        state=item.line(address + "administrative_area_level_1"),
        country=item.line(address + "country"),
        usage_terms=item.line("usageterms"),
    )
    item.draft.set("photo", photo, "associations")


def _read_role(note: JsonObject) -> str:
    return read_text(note.get("role")).rpartition(":")[2]
