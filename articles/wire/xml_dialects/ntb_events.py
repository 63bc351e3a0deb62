"""Reader of `document`, the events of NTB's calendar. Pure."""

from datetime import tzinfo
from typing import Final

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import local_name, read_html
from articles.wire.formats import Format
from articles.wire.item import Code, EditorNote, ItemKind, Link, NewsItem, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.item_limit import check_count
from articles.wire.made_guid import set_hashed_guid
from articles.wire.safe_xml import XmlElement
from articles.wire.times import parse_time
from articles.wire.urgency import parse_urgency
from articles.wire.xml_dialects.xml_lookup import find_all, read_attribute, read_source, read_text

_STARTS: Final = ("startDate", "timeStart")
_ENDS: Final = ("stopDate", "timeEnd")
_CONTACTS: Final = ("contactname", "contactmail", "contactphone")
_NOTES: Final = ("infoText", "addedby")


def read_ntb_events(root: XmlElement, zone: tzinfo) -> WireReading:
    """Return the event of a file, or the events of a search result."""
    found = [root] if local_name(root) == "document" else find_all(root, "document")
    check_count(found, Format.NTB_EVENTS, "document")
    events = [one for one in found if any(read_text(one, name) for name in _STARTS)]
    if not events:
        raise CopyIsUnknownMarkup(format=Format.XML.value, root=local_name(root)[:60])
    return WireReading(Format.NTB_EVENTS.value, tuple(_read_event(one, zone) for one in events))


def _read_event(document: XmlElement, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    draft.set("kind", ItemKind.EVENT, "document")
    draft.set("provider", "NTB", "document")
    for name, path in (("guid", "ntbId"), ("guid", "guid"), ("headline", "title"), ("service", "category")):
        draft.set(name, read_text(document, path), path)
    for path in ("updated", "modified", "published", "created"):
        draft.set("versioncreated", parse_time(read_text(document, path), zone), path)
    draft.set("urgency", parse_urgency(read_text(document, "priority")), "priority")
    place = ", ".join(
        filter(
            None,
            [read_text(document, "address"), _first_text(document, ("calendarData/location", "location"))],
        )
    )
    draft.set("located", place, "location")
    dates = (("start", _first_text(document, _STARTS)), ("end", _first_text(document, _ENDS)))
    draft.add("signals", [Code(name, written) for name, written in dates if written], "startDate")
    subjects = find_all(document, "subjects/subject")
    draft.add(
        "subjects", [Code("", one.get("reference", ""), read_text(one)) for one in subjects], "subjects"
    )
    draft.set("body", read_html(read_source(document, "content")), "content")
    _set_notes(draft, document)
    link = read_text(document, "contactweb") or read_attribute(document, "link", "href")
    draft.add("links", [Link(link, role="page")] if link else [], "contactweb")
    set_hashed_guid(draft, "NTB", dates[0][1], place, draft.get("headline", ""))
    return draft.build()


def _set_notes(draft: ItemDraft, document: XmlElement) -> None:
    contact = ", ".join(filter(None, (read_text(document, name) for name in _CONTACTS)))
    notes = [(contact, "contact"), *((read_text(document, name), name) for name in _NOTES)]
    draft.add("ednotes", [EditorNote(text, role=role) for text, role in notes if text], "infoText")


def _first_text(document: XmlElement, paths: tuple[str, ...]) -> str:
    return next(filter(None, (read_text(document, path) for path in paths)), "")
