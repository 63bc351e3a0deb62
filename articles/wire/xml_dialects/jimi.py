"""Reader of `Publish`, the Jimi XML of The Canadian Press. Pure."""

from datetime import tzinfo
from typing import Final

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import local_name, read_html
from articles.wire.formats import Format
from articles.wire.item import (
    Association,
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
from articles.wire.item_limit import check_count
from articles.wire.made_guid import set_guid_of_headline
from articles.wire.release_status import hold_for_note, set_embargo
from articles.wire.safe_xml import XmlElement
from articles.wire.times import parse_time
from articles.wire.urgency import parse_urgency
from articles.wire.xml_dialects.xml_lookup import find_all, read_source, read_text

_NO_TIME: Final = "0001-01-01"
_LANGUAGES: Final = {"1": "en", "2": "fr"}
_KINDS: Final = {
    "photo": ItemKind.PICTURE, "picture": ItemKind.PICTURE, "graphic": ItemKind.GRAPHIC, "video": ItemKind.VIDEO,
    "audio": ItemKind.AUDIO, "composite": ItemKind.PACKAGE,
}  # fmt: skip
_NOTES: Final = {"EditorNote": None, "UpdateNote": Notice.UPDATE, "Corrections": Notice.CORRECTION}


def read_jimi(root: XmlElement, zone: tzinfo) -> WireReading:
    """Return the items that a file publishes."""
    found = find_all(root, "ContentItem")
    check_count(found, Format.CP_JIMI, "ContentItem")
    if not found:
        raise CopyIsUnknownMarkup(format=Format.XML.value, root=local_name(root)[:60])
    return WireReading(Format.CP_JIMI.value, tuple(_read_content(root, content, zone) for content in found))


def _read_content(root: XmlElement, content: XmlElement, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    for name, path in (
        ("guid", "SystemSlug"), ("guid", "FileName"), ("guid", "ContentItemID"), ("version", "WritethruValue"),
        ("headline", "Headline"), ("headline", "Headline2"), ("slugline", "SlugProper"), ("byline", "Byline"),
        ("creditline", "Credit"), ("provider", "Source"), ("provider", "Credit"), ("item_number", "NewsCompID"),
    ):  # fmt: skip
        draft.set(name, read_text(content, path), path)
    if (second := read_text(content, "Headline2")) != draft.get("headline"):
        draft.set("subheadline", second, "Headline2")
    place = read_text(content, "City") or read_text(content, "Placeline").partition(";")[0]
    draft.set("located", place, "Placeline")
    draft.set("dateline", place, "Placeline")
    language = read_text(content, "Language")
    draft.set("language", _LANGUAGES.get(language, language), "Language")
    draft.set("urgency", parse_urgency(read_text(content, "RankingValue")), "RankingValue")
    draft.set("sequence", read_text(root, "PublishID"), "PublishID")
    draft.set("service", read_text(root, "Services"), "Services")
    _set_times(draft, root, content, zone)
    _set_codes(draft, content)
    _set_notes(draft, content)
    draft.set("kind", _KINDS.get(read_text(content, "ContentType").casefold()), "ContentType")
    if draft.get("kind") in {ItemKind.PICTURE, ItemKind.GRAPHIC}:
        _set_photo(draft, content)
    else:
        _set_text(draft, content)
    set_guid_of_headline(draft)
    return draft.build()


def _set_times(draft: ItemDraft, root: XmlElement, content: XmlElement, zone: tzinfo) -> None:
    for name, element, path in (
        ("versioncreated", content, "UpdatedDateTime"), ("versioncreated", content, "CreatedDateTime"),
        ("versioncreated", root, "PublishDateTime"), ("firstcreated", content, "CreatedDateTime"),
    ):  # fmt: skip
        draft.set(name, parse_time(read_text(element, path), zone), path)
    embargo = read_text(content, "EmbargoTime")
    if embargo and not embargo.startswith(_NO_TIME):
        set_embargo(draft, parse_time(embargo, zone), "EmbargoTime", embargo)


def _set_codes(draft: ItemDraft, content: XmlElement) -> None:
    for path in ("Category", "IndexCode", "SupplementalCategories"):
        names = (name.strip() for name in read_text(content, path).split(","))
        draft.add("subjects", [Code(path, name) for name in names if name], path)
    draft.add("keywords", (word.strip() for word in read_text(content, "Keyword").split(",")), "Keyword")
    genre = read_text(content, "VersionType")
    draft.add("genres", [Code("VersionType", genre)] if genre else [], "VersionType")
    if writethru := read_text(content, "WriteThruType"):
        draft.add("notices", [Notice.LEAD], "WriteThruType")
        draft.add("signals", [Code("WriteThruType", writethru)], "WriteThruType")


def _set_notes(draft: ItemDraft, content: XmlElement) -> None:
    """Set the notes to desks; one about an update or a correction announces it."""
    for path, notice in _NOTES.items():
        if note := read_text(content, path):
            draft.add("ednotes", [EditorNote(note, role=path)], path)
            draft.add("notices", [notice], path)
            hold_for_note(draft, note, path)


def _set_text(draft: ItemDraft, content: XmlElement) -> None:
    draft.set("body", read_html(read_source(content, "ContentText")), "ContentText")
    names = (name.strip() for name in read_text(content, "PhotoReference").split(","))
    photos = [Association(guid=name, kind=ItemKind.PICTURE) for name in names if name]
    draft.add("associations", photos, "PhotoReference")


def _set_photo(draft: ItemDraft, content: XmlElement) -> None:
    photo = WirePhoto(
        caption=read_text(content, "EnglishCaption") or read_text(content, "FrenchCaption"),
        headline=read_text(content, "Headline"), creator=read_text(content, "Byline"),
        creator_title=read_text(content, "BylineTitle"), credit=read_text(content, "Credit"),
        source=read_text(content, "Source"), copyright=read_text(content, "Copyright"),
        instructions=read_text(content, "SpecialInstructions"), keywords=draft.get("keywords", ()),
        date_created=read_text(content, "DateTaken").removeprefix(f"{_NO_TIME}T00:00:00"),
        city=read_text(content, "City"), state=read_text(content, "Province"), country=read_text(content, "Country"),
    )  # fmt: skip
    draft.set("photo", photo, "ContentItem")
    draft.set("rights", RightsNotice(notice=photo.copyright) if photo.copyright else None, "Copyright")
    links = dict.fromkeys(read_text(content, path) for path in ("ContentRef", "ViewFile"))
    draft.add("links", [Link(href, role="original") for href in links if href], "ContentRef")
