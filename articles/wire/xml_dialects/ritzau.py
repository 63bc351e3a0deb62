"""Reader of `RBNews`, the XML of the Danish agency Ritzau. Pure."""

from datetime import tzinfo
from typing import Final

from articles.parsing.errors import WireFileIsInvalid
from articles.wire.body import local_name, read_html, read_plain
from articles.wire.desk_marks import DESK_MARK, split_desk_mark
from articles.wire.formats import Format
from articles.wire.item import Association, Code, EditorNote, Link, NewsItem, Notice, PubStatus, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.item_limit import check_count
from articles.wire.made_guid import set_guid_of_headline
from articles.wire.release_status import hold_for_note, set_embargo
from articles.wire.safe_xml import XmlElement
from articles.wire.times import parse_time
from articles.wire.urgency import parse_urgency
from articles.wire.xml_dialects.xml_lookup import find_all, iterate_named, read_source, read_text

_FLAGS: Final = {
    "Annuleret": Notice.KILL, "Korrektion": Notice.CORRECTION, "NyVersion": Notice.UPDATE, "InfoFlash": Notice.ALERT,
}  # fmt: skip
_CONTACTS: Final = ("byLine", "byLineEmail", "byLinePhone")
_EMBARGOES: Final = ("Embargo", "EmbargoDate", "embargo", "Klausul", "KlausulDato")


def read_ritzau(root: XmlElement, zone: tzinfo) -> WireReading:
    """Return the story of a file, or the stories of a list."""
    found = [root] if local_name(root) == "RBNews" else list(iterate_named(root, "RBNews"))
    check_count(found, Format.RITZAU, "RBNews")
    items = [_read_story(news, zone) for news in found]
    if not items:
        raise WireFileIsInvalid(format=Format.RITZAU.value, problem="RBNews")
    return WireReading(Format.RITZAU.value, tuple(items))


def _read_story(news: XmlElement, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    draft.set("provider", "ritzau", "RBNews")
    for name, path in (
        ("guid", "NewsID"), ("version", "version"), ("headline", "headline"), ("subheadline", "subtitle"),
        ("slugline", "strapline"), ("located", "town"), ("dateline", "town"), ("creditline", "origin"),
        ("byline", "byLine"), ("item_number", "HistID"), ("service", "section"),
    ):  # fmt: skip
        draft.set(name, read_text(news, path), path)
    draft.set("versioncreated", parse_time(read_text(news, "PublishDate"), zone), "PublishDate")
    draft.set("urgency", parse_urgency(read_text(news, "Priority")), "Priority")
    _set_status(draft, news, zone)
    _set_codes(draft, news)
    _set_text(draft, news)
    _set_related(draft, news)
    set_guid_of_headline(draft)
    return draft.build()


def _set_status(draft: ItemDraft, news: XmlElement, zone: tzinfo) -> None:
    """Set the notices by the flags; `Annuleret` is a kill."""
    for name, notice in _FLAGS.items():
        if read_text(news, name).casefold() in {"true", "1"}:
            draft.add("notices", [notice], name)
            if notice is Notice.KILL:
                draft.set("pubstatus", PubStatus.CANCELED, name)
    if read_text(news, "format").casefold() in {"flash", "hast"}:
        draft.add("notices", [Notice.ALERT], "format")
    for name in _EMBARGOES:
        if written := read_text(news, name):
            set_embargo(draft, parse_time(written, zone), name, written)
    status = read_text(news, "Status")
    draft.add("signals", [Code("Status", status)] if status else [], "Status")


def _set_codes(draft: ItemDraft, news: XmlElement) -> None:
    subjects = [Code("IPTC", code) for code in _list_texts(news, "IPTCList")]
    code = read_text(news, "sectionShort") or read_text(news, "sectionID")
    subjects += [Code("section", code, read_text(news, "section"))] if code else []
    subjects += [Code("ISIN", code) for code in _list_texts(news, "ISIN")]
    draft.add("subjects", subjects, "IPTCList")
    draft.add("keywords", _list_texts(news, "SubjectKeyword"), "SubjectKeyword")
    form = read_text(news, "format")
    draft.add("genres", [Code("format", form)] if form else [], "format")


def _set_text(draft: ItemDraft, news: XmlElement) -> None:
    """Set the text; the desk's messages and the writer's addresses are private."""
    source = read_source(news, "content")
    blocks, mark = split_desk_mark(read_html(source) if "<" in source else read_plain(source))
    draft.set("body", blocks, "content")
    message = " ".join(block.text for block in read_html(read_text(news, "TilRedaktionen")))
    contact = ", ".join(filter(None, (read_text(news, name) for name in _CONTACTS[1:])))
    for text, role in ((message, "TilRedaktionen"), (contact, "contact"), (mark, DESK_MARK)):
        draft.add("ednotes", [EditorNote(text, role=role)] if text else [], role)
    hold_for_note(draft, message, "TilRedaktionen")


def _set_related(draft: ItemDraft, news: XmlElement) -> None:
    draft.add("replaces", [read_text(news, "replacedID"), *_list_texts(news, "Replaces")], "Replaces")
    draft.add("associations", [Association(guid=guid) for guid in _list_texts(news, "Related")], "Related")
    addresses = _list_texts(news, "MultimedieList")
    draft.add(
        "links", [Link(one) for one in addresses if one.startswith(("http://", "https://"))], "MultimedieList"
    )


def _list_texts(news: XmlElement, path: str) -> list[str]:
    """Return the texts of a list, of its innermost elements or of itself."""
    inner = [one for found in find_all(news, path) for one in found.iter("*") if len(one) == 0]
    return [text for one in inner if (text := read_text(one))]
