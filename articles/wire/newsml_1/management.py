"""Identity, status and times of a NewsML 1 item. Pure."""

import re
from datetime import datetime, tzinfo
from typing import Final

from articles.wire.item import Association, Code, EditorNote, ItemKind, Notice, PubStatus
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_1.tree import formal_name
from articles.wire.release_status import set_management_status
from articles.wire.safe_xml import XmlElement
from articles.wire.times import parse_time
from articles.wire.urgency import parse_urgency
from articles.wire.xml_dialects.xml_lookup import find_all, find_first, line_text, read_attribute, read_text

_PARTS_OF_URN: Final = 5
"""`urn:newsml:provider:date:item`; Belga's constant `urn:newsml:www.belga.be` names no item."""
_ADVISORIES: Final = frozenset({"advisory", "planning", "schedule", "memo", "notice to editors"})
_CORRECTIONS: Final = frozenset({"rectify", "correction", "correct", "corrected"})
_VERSION: Final = re.compile(r"-v\d{1,3}$")
"""`ANPX-101218-041-v2`"""
_NOTES: Final = ("Comment", "NewsManagement/Comment", "NewsComponent/Comment")


def begin_draft(
    element: XmlElement, envelope: XmlElement | None, zone: tzinfo, suffix: str = ""
) -> ItemDraft:
    """Return a draft with identity, times, status and notes.

    A suffix makes the identifiers of several stories in one item differ.
    """
    draft = ItemDraft()
    identification = find_first(element, "Identification")
    identifier = find_first(identification, "NewsIdentifier")
    _set_identity(draft, identifier, suffix)
    _set_times(draft, element, envelope, zone)
    management = find_first(element, "NewsManagement")
    _set_status_changes(draft, management, zone)
    _set_types(draft, management)
    for one in find_all(management, "Urgency"):
        draft.set("urgency", parse_urgency(formal_name(one)), "NewsManagement/Urgency")
    draft.set("service", read_attribute(envelope, "NewsService", "FormalName"), "NewsEnvelope/NewsService")
    draft.set("sequence", read_text(envelope, "TransmissionId"), "NewsEnvelope/TransmissionId")
    if find_first(element, "TopicSet") is not None:
        draft.set("kind", ItemKind.CONCEPT, "NewsItem/TopicSet")
    for path in _NOTES:
        comments = ((line_text(one), one.get("FormalName", "")) for one in find_all(element, path))
        draft.add(
            "ednotes",
            [EditorNote(text, role=role) for text, role in comments if text and not role.endswith("Version")],
            path,
        )
    return draft


def read_provider_id(element: XmlElement) -> str:
    return read_text(element, "Identification/NewsIdentifier/ProviderId")


def _set_identity(draft: ItemDraft, identifier: XmlElement | None, suffix: str) -> None:
    """Set the identifier; the standard builds it from provider, date and item."""
    public = read_text(identifier, "PublicIdentifier")
    number = read_text(identifier, "NewsItemId")
    if not number.strip("0"):
        number = ""
    if public.startswith("urn:newsml:") and public.count(":") < _PARTS_OF_URN - 1:
        public = f"{public}:{number}" if number else ""
    revision = read_text(identifier, "RevisionId")
    if not public and number:
        update = read_attribute(identifier, "RevisionId", "Update").replace("N", "")
        parts = [
            read_text(identifier, "ProviderId"),
            read_text(identifier, "DateId"),
            number,
            f"{revision}{update}",
        ]
        public = ":".join(["urn:newsml", *filter(None, parts)])
    draft.set(
        "guid", f"{public}#{suffix}" if public and suffix else public, "NewsIdentifier/PublicIdentifier"
    )
    draft.set("version", revision, "NewsIdentifier/RevisionId")
    draft.set("item_number", _VERSION.sub("", number), "NewsIdentifier/NewsItemId")
    if read_attribute(identifier, "RevisionId", "PreviousRevision").strip("0"):
        draft.add("notices", [Notice.UPDATE], "NewsIdentifier/RevisionId")


def _set_times(draft: ItemDraft, element: XmlElement, envelope: XmlElement | None, zone: tzinfo) -> None:
    first = parse_time(read_text(element, "NewsManagement/FirstCreated"), zone)
    draft.set("firstcreated", first, "NewsManagement/FirstCreated")
    for place, written in (
        ("NewsManagement/ThisRevisionCreated", read_text(element, "NewsManagement/ThisRevisionCreated")),
        ("NewsManagement/FirstCreated", read_text(element, "NewsManagement/FirstCreated")),
        ("NewsEnvelope/DateAndTime", read_text(envelope, "DateAndTime")),
        ("NewsIdentifier/DateId", read_text(element, "Identification/NewsIdentifier/DateId")),
    ):
        draft.set("versioncreated", parse_time(written, zone), place)


def _set_status_changes(draft: ItemDraft, management: XmlElement | None, zone: tzinfo) -> None:
    """Set the status and, by `StatusWillChange`, the end of an embargo or of the use."""
    release: datetime | None = None
    for change in find_all(management, "StatusWillChange"):
        future = read_attribute(change, "FutureStatus", "FormalName").casefold()
        moved = parse_time(read_text(change, "DateAndTime"), zone)
        if future in {"usable", ""}:
            release = moved
        elif future in {"canceled", "cancelled", "withheld"}:
            draft.set("expires", moved, "NewsManagement/StatusWillChange")
    status = find_first(management, "Status")
    written = formal_name(status) if status is not None else ""
    set_management_status(draft, written, release, "NewsManagement/Status")
    if draft.get("pubstatus") is PubStatus.WITHHELD:
        draft.set("embargo", release, "NewsManagement/StatusWillChange")


def _set_types(draft: ItemDraft, management: XmlElement | None) -> None:
    """Set the signals of type and instruction, and the items that this one goes with."""
    for name in ("NewsItemType", "Instruction"):
        words = [word for one in find_all(management, name) if (word := formal_name(one))]
        draft.add("signals", [Code(name, word) for word in words], f"NewsManagement/{name}")
    types = {code.code.casefold() for code in draft.get("signals", ())}
    if types & {"alert", "flash"}:
        draft.add("notices", [Notice.ALERT], "NewsManagement/NewsItemType")
    if types & _ADVISORIES:
        draft.set("kind", ItemKind.ADVISORY, "NewsManagement/NewsItemType")
        draft.add("notices", [Notice.ADVISORY], "NewsManagement/NewsItemType")
    if types & _CORRECTIONS:
        draft.add("notices", [Notice.CORRECTION], "NewsManagement/Instruction")
    related = [one.get("NewsItem", "").strip() for one in find_all(management, "AssociatedWith")]
    draft.add(
        "associations", [Association(guid=guid) for guid in related if guid], "NewsManagement/AssociatedWith"
    )
