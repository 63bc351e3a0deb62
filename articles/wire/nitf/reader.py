"""Reader of NITF 3.x, the format of AP, PA, AAP, CP, EFE and NTB. Pure."""

import re
from datetime import datetime, tzinfo

from articles.parsing.errors import WireFileIsInvalid, gettext_noop
from articles.wire.formats import Format
from articles.wire.item import Code, EditorNote, ItemKind, Notice, PubStatus, RightsNotice, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.made_guid import set_guid_of_headline
from articles.wire.nitf.body import NitfBody, read_nitf_body
from articles.wire.release_status import hold_for_note, set_embargo, set_management_status
from articles.wire.safe_xml import XmlElement
from articles.wire.times import parse_time
from articles.wire.urgency import parse_urgency
from articles.wire.xml_dialects.xml_lookup import (
    find_all,
    find_first,
    read_attribute,
    read_attributes,
    read_language,
    read_text,
)

_SLUG_METAS = ("anpa-keyword", "NTBStikkord", "slug", "slugline")
_NOTE_METAS = frozenset({"NTBBeskjedTilRed", "ednote", "editors-note"})
_CATEGORY_METAS = ("anpa-category", "category", "categoria")
_ADVISORIES = frozenset({"advisory", "schedule", "diary", "planning"})
_TAKES = re.compile(r"(\d{1,2})\s?(?:of|/|von|de)\s?(\d{1,2})")
_TAKE = re.compile(r"take\s?(\d{1,2})", re.IGNORECASE)


def read_nitf(root: XmlElement, zone: tzinfo) -> WireReading:
    """Return the story of a NITF document."""
    if find_first(root, "head") is None and find_first(root, "body") is None:
        raise WireFileIsInvalid(format=Format.NITF.value, problem="head, body")
    draft = ItemDraft()
    set_nitf_head(draft, root, zone)
    body = read_nitf_body(root)
    set_nitf_body(draft, body)
    _set_from_title(draft, root)
    for note in draft.get("ednotes", ()):
        hold_for_note(draft, note.text, "docdata/ed-msg")
    text = body.blocks[0].text if body.blocks else ""
    set_guid_of_headline(draft, text)
    return WireReading(Format.NITF.value, (draft.build(),))


def set_nitf_head(draft: ItemDraft, root: XmlElement, zone: tzinfo) -> None:
    """Set the fields of the `head` of a NITF document."""
    head = find_first(root, "head")
    docdata = find_first(head, "docdata")
    metas = _read_metas(head)
    _set_identity(draft, docdata, metas)
    _set_times(draft, docdata, head, zone)
    _set_language(draft, root)
    _set_subjects(draft, head, docdata, metas)
    _set_notes(draft, docdata, metas)
    _set_rights(draft, docdata, find_first(root, "body/body.head/rights"))
    draft.set("urgency", parse_urgency(read_attribute(docdata, "urgency", "ed-urg")), "docdata/urgency")
    draft.set("service", metas.get("service") or metas.get("anpa-service", ""), "head/meta")
    draft.set("sequence", metas.get("anpa-sequence") or metas.get("NTBIPTCSequence", ""), "head/meta")
    _set_takes(draft, metas.get("anpa-takekey", ""))


def set_nitf_body(draft: ItemDraft, body: NitfBody) -> None:
    """Set the fields of the `body` of a NITF document."""
    draft.set("headline", body.headline, "body.head/hedline/hl1")
    if body.subheadline not in draft.get("keywords", ()):
        draft.set("subheadline", body.subheadline, "body.head/hedline/hl2")
    draft.set("kicker", body.kicker, "body.head/hedline/hl2")
    draft.set("byline", body.byline, "body.head/byline")
    draft.set("dateline", body.dateline, "body.head/dateline")
    draft.set("located", body.located, "body.head/dateline/location")
    draft.set("provider", body.distributor, "body.head/distributor")
    draft.set("teaser", body.teaser, "body.head/abstract")
    draft.set("body", body.blocks, "body.content")
    draft.add("associations", body.associations, "body.content/media")
    draft.add("ednotes", body.notes, "body.head/note")
    if body.associations and not body.blocks and body.associations[0].kind is not None:
        draft.set("kind", body.associations[0].kind, "body.content/media")


def _read_metas(head: XmlElement | None) -> dict[str, str]:
    metas = find_all(head, "meta")
    return {meta.get("name", ""): " ".join(meta.get("content", "").split()) for meta in metas}


def _set_identity(draft: ItemDraft, docdata: XmlElement | None, metas: dict[str, str]) -> None:
    identifier = read_attribute(docdata, "doc-id", "id-string") or read_text(docdata, "doc-id")
    draft.set("guid", identifier, "docdata/doc-id")
    draft.set("version", read_attribute(docdata, "du-key", "version"), "docdata/du-key")
    draft.set("slugline", read_attribute(docdata, "du-key", "key"), "docdata/du-key")
    draft.set("slugline", read_attribute(docdata, "fixture", "fix-id"), "docdata/fixture")
    for name in _SLUG_METAS:
        draft.set("slugline", metas.get(name, ""), "head/meta")
    if docdata is not None:
        draft.add("replaces", [docdata.get("management-doc-idref", "").strip()], "docdata")


def _set_times(draft: ItemDraft, docdata: XmlElement | None, head: XmlElement | None, zone: tzinfo) -> None:
    issued = _read_time(draft, docdata, "date.issue", zone)
    draft.set("versioncreated", issued, "docdata/date.issue")
    published = parse_time(read_attribute(head, "pubdata", "date.publication"), zone)
    draft.set("versioncreated", published, "head/pubdata")
    draft.set("expires", _read_time(draft, docdata, "date.expire", zone), "docdata/date.expire")
    release = _read_time(draft, docdata, "date.release", zone)
    status = docdata.get("management-status", "") if docdata is not None else ""
    set_management_status(draft, status, release, "docdata")
    created = draft.get("versioncreated")
    is_later = release is not None and created is not None and release > created
    if is_later and draft.get("pubstatus", PubStatus.USABLE) is PubStatus.USABLE:
        set_embargo(draft, release, "docdata/date.release")


def _read_time(draft: ItemDraft, docdata: XmlElement | None, name: str, zone: tzinfo) -> datetime | None:
    """Return a date of the document; a placeholder in its place is warned of."""
    written = read_attribute(docdata, name, "norm") or read_text(docdata, name)
    found = parse_time(written, zone)
    if written and found is None:
        draft.warn(gettext_noop("The date in {place} cannot be read: “{value}”."), place=name, value=written)
    return found


def _set_language(draft: ItemDraft, root: XmlElement) -> None:
    draft.set("language", root.get("baselang", ""), "nitf/@baselang")
    for place in ("", "body", "body/body.head", "body/body.head/hedline/hl1", "body/body.content"):
        draft.set("language", read_language(find_first(root, place) if place else root), f"{place}/@xml:lang")


def _set_subjects(
    draft: ItemDraft, head: XmlElement | None, docdata: XmlElement | None, metas: dict[str, str]
) -> None:
    subjects = find_all(head, "tobject/tobject.subject") or find_all(docdata, "tobject/tobject.subject")
    draft.add(
        "subjects", [code for one in subjects for code in _read_subject(one)], "tobject/tobject.subject"
    )
    draft.add(
        "subjects", [Code(name, metas[name]) for name in _CATEGORY_METAS if metas.get(name)], "head/meta"
    )
    kinds = read_attributes(head, "tobject", "tobject.type")
    properties = read_attributes(head, "tobject/tobject.property", "tobject.property.type")
    draft.add("genres", [Code("tobject.property", one) for one in properties], "tobject/tobject.property")
    if any(kind.casefold() in _ADVISORIES for kind in (*kinds, *properties)):
        draft.set("kind", ItemKind.ADVISORY, "tobject")
        draft.add("notices", [Notice.ADVISORY], "tobject")
    keywords = read_attributes(docdata, "key-list/keyword", "key")
    draft.add("keywords", keywords, "docdata/key-list/keyword")
    place = read_attribute(docdata, "evloc", "city")
    if find_first(head, "../body/body.head/dateline/location") is None:
        draft.set("located", place, "docdata/evloc")


def _read_subject(subject: XmlElement) -> list[Code]:
    scheme = subject.get("tobject.subject.ipr", "")
    names = [subject.get(f"tobject.subject.{level}", "") for level in ("detail", "matter", "type")]
    name = " ".join(next(filter(None, names), "").split())
    codes = [
        subject.get("tobject.subject.refnum", "").strip(),
        subject.get("tobject.subject.code", "").strip(),
    ]
    coded = [Code(scheme, code, name) for code in codes if code]
    return coded or ([Code(scheme, "", name)] if name else [])


def _set_notes(draft: ItemDraft, docdata: XmlElement | None, metas: dict[str, str]) -> None:
    for message in find_all(docdata, "ed-msg"):
        text = " ".join((message.get("info") or "").split()) or read_text(message)
        role = message.get("msg-type", "")
        draft.add("ednotes", [EditorNote(text, role=role)] if text else [], "docdata/ed-msg")
    for correction in find_all(docdata, "correction"):
        text = " ".join((correction.get("info") or "").split())
        draft.add("notices", [Notice.CORRECTION], "docdata/correction")
        draft.add("ednotes", [EditorNote(text, role="correction")] if text else [], "docdata/correction")
        draft.add("replaces", [correction.get("id-string", "").strip()], "docdata/correction")
    notes = [EditorNote(metas[name], role=name) for name in sorted(_NOTE_METAS) if metas.get(name)]
    draft.add("ednotes", notes, "head/meta")


def _set_rights(draft: ItemDraft, docdata: XmlElement | None, printed: XmlElement | None) -> None:
    holder = read_attribute(docdata, "doc.copyright", "holder")
    owner = read_attribute(docdata, "doc.rights", "owner") or read_text(printed, "rights.owner")
    terms = [
        text
        for name in ("type", "limitations", "geography")
        for text in read_attributes(docdata, "doc.rights", name)
    ]
    terms += filter(None, [read_text(printed, "rights.limitations"), read_text(printed, "rights.geography")])
    if holder or owner or terms:
        draft.set("rights", RightsNotice(holder or owner, terms=tuple(terms)), "docdata/doc.copyright")


def _set_takes(draft: ItemDraft, key: str) -> None:
    """Set the number of a take by the take key: `2 of 3`, `take 2`."""
    if match := _TAKES.search(key):
        draft.set("take", int(match[1]), "head/meta")
        draft.set("takes", int(match[2]), "head/meta")
    elif match := _TAKE.search(key):
        draft.set("take", int(match[1]), "head/meta")


def _set_from_title(draft: ItemDraft, root: XmlElement) -> None:
    """Set what the usual places lack by the title and the owner."""
    title = read_text(root, "head/title")
    if title and not draft.get("headline"):
        draft.set("headline", title, "head/title")
        draft.warn(gettext_noop("There is no headline; it is taken from the title of the file."))
    docdata = find_first(root, "head/docdata")
    for path, name in (
        ("doc.rights", "agent"), ("doc-id", "regsrc"), ("doc.rights", "owner"), ("del-list/from-src", "src-name"),
        ("doc.copyright", "holder"),
    ):  # fmt: skip
        draft.set("provider", read_attribute(docdata, path, name), f"docdata/{path}")
