"""Reader of `release`, the press releases of Solita and NTB. Pure."""

import re
from datetime import datetime, tzinfo
from typing import Final

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import local_name, paragraphs, read_html, read_plain
from articles.wire.formats import Format
from articles.wire.item import (
    Association,
    BodyBlock,
    Code,
    EditorNote,
    ItemKind,
    Link,
    NewsItem,
    WireReading,
)
from articles.wire.item_draft import ItemDraft
from articles.wire.item_limit import check_count
from articles.wire.made_guid import set_guid_of_headline
from articles.wire.release_status import set_embargo
from articles.wire.safe_xml import XmlElement
from articles.wire.times import parse_time
from articles.wire.xml_dialects.xml_lookup import (
    find_all,
    find_first,
    iterate_children,
    read_source,
    read_text,
    read_texts,
)

_DATE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?")
_TEXTS: Final = ("title", "body", "leadtext")
_SEPARATOR: Final = re.compile(r"[,;]")
_SIZES: Final = {
    "url": "original",
    "mediumimageurl": "medium",
    "smallimageurl": "small",
    "thumbnailurl": "thumbnail",
}


def read_solita(root: XmlElement, zone: tzinfo) -> WireReading:
    """Return the press release, or the releases of a list."""
    found = [root] if local_name(root) == "release" else find_all(root, "release")
    check_count(found, Format.SOLITA, "release")
    releases = [one for one in found if any(find_first(one, name) is not None for name in _TEXTS)]
    if not releases:
        raise CopyIsUnknownMarkup(format=Format.XML.value, root=local_name(root)[:60])
    return WireReading(Format.SOLITA.value, tuple(_read_release(one, zone) for one in releases))


def _read_release(release: XmlElement, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    publisher = find_first(release, "publisher")
    draft.set("guid", release.get("id", ""), "release/@id")
    draft.set("version", release.get("version", ""), "release/@version")
    draft.set("language", release.get("lang", ""), "release/@lang")
    draft.set("headline", read_text(release, "title"), "title")
    draft.set("provider", read_text(publisher, "name"), "publisher/name")
    draft.set("versioncreated", _parse_date(read_text(release, "publicationDate"), zone), "publicationDate")
    _set_embargo(draft, read_text(release, "embargo"), zone)
    _set_codes(draft, release)
    _set_text(draft, release)
    _set_contacts(draft, release)
    draft.add("associations", _read_images(release), "images")
    draft.add("links", _read_links(release), "documents")
    set_guid_of_headline(draft)
    return draft.build()


def _set_embargo(draft: ItemDraft, written: str, zone: tzinfo) -> None:
    """Set the embargo; all elements are always sent, so that an empty one means none."""
    if written:
        set_embargo(draft, _parse_date(written, zone), "embargo", written)


def _set_codes(draft: ItemDraft, release: XmlElement) -> None:
    kind = find_first(release, "type")
    label = read_text(kind, "label") if kind is not None else ""
    draft.add(
        "genres", [Code("type", kind.get("id", ""), label)] if kind is not None and label else [], "type"
    )
    words = (word.strip() for text in read_texts(release, "keywords") for word in _SEPARATOR.split(text))
    draft.add("keywords", words, "keywords")
    categories = find_all(release, "categories/category")
    subjects = [Code("category", one.get("id", ""), _read_name(one) or read_text(one)) for one in categories]
    draft.add("subjects", subjects, "categories")
    channels = find_all(release, "distributionChannels/distributionChannel")
    names = [one.get("channel", "") or _read_name(one) for one in channels]
    draft.set("service", ", ".join(filter(None, names)), "distributionChannels")


def _read_name(element: XmlElement) -> str:
    return next(
        filter(None, (read_text(element, path) for path in ("label", "title", "name", "description"))), ""
    )


def _set_text(draft: ItemDraft, release: XmlElement) -> None:
    """Set the lead, and the text with the portrait of the company."""
    draft.set("teaser", " ".join(block.text for block in _read_markup(release, "leadtext")), "leadtext")
    draft.set("body", (*_read_markup(release, "body"), *_read_markup(release, "boilerplate")), "body")


def _read_markup(release: XmlElement, name: str) -> tuple[BodyBlock, ...]:
    element = find_first(release, name)
    source = read_source(release, name)
    if element is not None and len(element):
        return paragraphs(text for _, child in iterate_children(element) if (text := read_text(child)))
    return read_html(source) if "<" in source or "&" in source else read_plain(source)


def _set_contacts(draft: ItemDraft, release: XmlElement) -> None:
    """Set the contacts as notes to desks: addresses and numbers are not for readers."""
    persons = [
        ", ".join(text for _, part in iterate_children(contact) if (text := read_text(part)))
        for contact in find_all(release, "contacts/contact")
    ]
    persons = [*filter(None, persons)] or [read_text(release, "contactsAsText")]
    draft.add("ednotes", [EditorNote(text, role="contact") for text in persons if text], "contacts")


def _read_images(release: XmlElement) -> list[Association]:
    images = [(one, "") for one in find_all(release, "images/image")]
    images += [(one, "logo") for one in find_all(release, "logos/logo")]
    return [
        Association(
            guid=image.get("id", ""),
            kind=ItemKind.PICTURE,
            role=role,
            caption=read_text(image, "caption"),
            credit=read_text(image, "credit") or read_text(image, "copyright"),
            creator=read_text(image, "photographer"),
            renditions=tuple(
                Link(address, role=size)
                for name, size in _SIZES.items()
                if (address := read_text(image, name))
            ),
        )
        for image, role in images
    ]


def _read_links(release: XmlElement) -> list[Link]:
    links = [Link(read_text(release, "longurl"), role="page")]
    for path, role in (("documents/document", "document"), ("links/link", "link")):
        found = find_all(release, path)
        links += [Link(read_text(one, "url"), role=role, title=_read_name(one)) for one in found]
    video = read_text(release, "videochannellink")
    links.append(Link(video, role="video", title=read_text(release, "videodescription")))
    return [link for link in links if link.href]


def _parse_date(written: str, zone: tzinfo) -> datetime | None:
    """Return the time of `28.09.2018 11:15`, or of a form that all agencies use."""
    match = _DATE.fullmatch(written)
    if match is None:
        return parse_time(written, zone)
    day, month, year, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hours, minutes, seconds, tzinfo=zone)
    except ValueError:
        return None
