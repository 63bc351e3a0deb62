"""FeedItem -> NewsML-G2 2.35, power conformance: text, picture and package. Pure."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from articles.feed.formats.feed_item import Concept, FeedItem, FeedMedia, FeedPicture
from articles.feed.formats.xml_writer import XML_LANG, add_element, format_utc, write_xml
from articles.photos.digital_source import DIGITAL_SOURCES

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
TRANSLATION = "https://schema.org/workTranslation"
"""Relation to a story in another language; the vocabulary of the IPTC has none without a direction."""
NAME, LABEL = "newsml", "NewsML-G2"
MEDIA_TYPE = "application/vnd.iptc.g2.newsmessage+xml"


def render_message(items: Iterable[FeedItem], *, sender: str, sent: datetime) -> bytes:
    """Render each story as a text item, its pictures and media, and a package of all."""
    root = Element("newsMessage", {"xmlns": NAMESPACE})
    header = add_element(root, "header")
    add_element(header, "sent", format_utc(sent))
    add_element(header, "sender", sender)
    batch = add_element(root, "itemSet")
    known: set[str] = set()
    for item in items:
        _add_text(batch, item, sender)
        for place, picture in enumerate(item.pictures):
            if picture.uri not in known:
                _add_picture(batch, picture, item, sender, item.redaction_note(f"associations[{place}]"))
            known.add(picture.uri)
        for place, media in enumerate(item.media, len(item.pictures)):
            if media.uri not in known:
                _add_media(batch, media, item, sender, item.redaction_note(f"associations[{place}]"))
            known.add(media.uri)
        if item.pictures or item.media:
            _add_package(batch, item, sender)
    return write_xml(root)


def render_picture_message(picture: FeedPicture, shown_in: FeedItem, *, sender: str, sent: datetime) -> bytes:
    root = Element("newsMessage", {"xmlns": NAMESPACE})
    header = add_element(root, "header")
    add_element(header, "sent", format_utc(sent))
    add_element(header, "sender", sender)
    place = shown_in.pictures.index(picture)
    _add_picture(
        add_element(root, "itemSet"),
        picture,
        shown_in,
        sender,
        shown_in.redaction_note(f"associations[{place}]"),
    )
    return write_xml(root)


def _add_item(
    parent: Element,
    name: str,
    uri: str,
    about: FeedItem,
    sender: str,
    kind: str,
    *,
    notice: str = "",
    gap: str = "",
) -> tuple[Element, Element]:
    """Append an item with its management data and return (item, itemMeta).

    `gap` is the sentence about missing parts; it goes into the rights information.
    """
    item = SubElement(
        parent,
        name,
        {
            "guid": uri,
            "version": str(about.version),
            "standard": "NewsML-G2",
            "standardversion": "2.35",
            "conformance": "power",
            XML_LANG: about.language,
        },
    )
    add_element(item, "catalogRef", href=CATALOG)
    if notice or gap:
        rights = add_element(item, "rightsInfo")
        for part, text in (("copyrightNotice", notice), ("usageTerms", gap)):
            if text:
                add_element(rights, part, text)
    meta = add_element(item, "itemMeta")
    add_element(meta, "itemClass", qcode=f"ninat:{kind}")
    add_element(add_element(meta, "provider", literal=sender), "name", sender)
    add_element(meta, "versionCreated", format_utc(about.version_published))
    add_element(meta, "firstCreated", format_utc(about.first_published))
    if about.embargoed_until:
        add_element(meta, "embargoed", format_utc(about.embargoed_until))
    add_element(meta, "pubStatus", qcode="stat:usable")
    return item, meta


def _add_text(parent: Element, item: FeedItem, sender: str) -> None:
    element, meta = _add_item(parent, "newsItem", item.uri, item, sender, "text", gap=item.redaction_note())
    for note in filter(None, (item.correction, item.redaction_note())):
        add_element(meta, "edNote", note)
    if item.correction:
        add_element(meta, "signal", qcode="sig:correction")
    for translation in item.translations:
        link = add_element(meta, "link", reluri=TRANSLATION, residref=translation.uri)
        add_element(link, "language", tag=translation.language)
    _add_metadata(add_element(element, "contentMeta"), item)
    if item.body:
        add_element(add_element(element, "contentSet"), "inlineData", item.body, contenttype="text/html")


def _add_metadata(content: Element, item: FeedItem) -> None:
    add_element(content, "urgency", str(item.urgency))
    if item.digital_source:
        add_element(content, "digitalSourceType", uri=DIGITAL_SOURCES + item.digital_source)
    if item.dateline:
        add_element(add_element(content, "located", literal=item.dateline), "name", item.dateline)
    for code, name in item.agencies:
        add_element(add_element(content, "infoSource", literal=code), "name", name)
    for number in filter(None, (item.guid, item.agency_item_id)):
        add_element(content, "altId", number)
    add_element(content, "language", tag=item.language)
    _add_subjects(content, item)
    for name, text in (("slugline", item.kicker), ("headline", item.headline), ("by", item.byline)):
        if text:
            add_element(content, name, text)
    if item.dek:
        add_element(content, "description", item.dek, role="drol:summary")


def _add_subjects(content: Element, item: FeedItem) -> None:
    if item.breaking_genre:
        add_element(add_element(content, "genre", literal="breaking"), "name", item.breaking_genre)
    for kind, things in (("abstract", (item.section, *item.topics)), ("person", item.people)):
        for thing in things:
            _add_subject(content, kind, thing)


def _add_subject(content: Element, kind: str, thing: Concept) -> None:
    subject = add_element(content, "subject", type=f"cpnat:{kind}", uri=thing.uri)
    add_element(subject, "name", thing.name)
    if thing.office:
        add_element(subject, "definition", thing.office)


def _add_picture(parent: Element, picture: FeedPicture, shown_in: FeedItem, sender: str, gap: str) -> None:
    element, meta = _add_item(
        parent, "newsItem", picture.uri, shown_in, sender, "picture", notice=picture.credit, gap=gap
    )
    if gap:
        add_element(meta, "edNote", gap)
    content = add_element(element, "contentMeta")
    if picture.digital_source:
        add_element(content, "digitalSourceType", uri=DIGITAL_SOURCES + picture.digital_source)
    if picture.agency_item_id:
        add_element(content, "altId", picture.agency_item_id)
    if picture.credit:
        add_element(content, "creditline", picture.credit)
    for role, text in (("drol:caption", picture.caption), ("drol:altText", picture.alt)):
        if text:
            add_element(content, "description", text, role=role)
    if picture.renditions:
        _add_files(element, picture)


def _add_files(element: Element, picture: FeedPicture) -> None:
    files = add_element(element, "contentSet")
    for name, href, width, height in picture.renditions:
        add_element(
            files,
            "remoteContent",
            href=href,
            contenttype="image/jpeg",
            width=str(width),
            height=str(height),
            renditionuri=f"{picture.uri}#{name}",
        )


def _add_media(parent: Element, media: FeedMedia, shown_in: FeedItem, sender: str, gap: str) -> None:
    element, meta = _add_item(
        parent, "newsItem", media.uri, shown_in, sender, media.kind, notice=media.credit, gap=gap
    )
    if gap:
        add_element(meta, "edNote", gap)
    content = add_element(element, "contentMeta")
    if media.title:
        add_element(content, "headline", media.title)
    if media.credit:
        add_element(content, "creditline", media.credit)
    for role, text in (("drol:caption", media.caption), ("drol:transcript", media.transcript)):
        if text:
            add_element(content, "description", text, role=role)
    if media.href:
        facts = {
            "width": media.width,
            "height": media.height,
            "duration": media.seconds and round(media.seconds),
        }
        add_element(
            add_element(element, "contentSet"),
            "remoteContent",
            href=media.href,
            contenttype=media.media_type,
            size=str(media.size),
            **{name: str(value) for name, value in facts.items() if value},
        )


def _add_package(parent: Element, item: FeedItem, sender: str) -> None:
    """Append the package of a story and its pictures, with the story's version."""
    element, _ = _add_item(parent, "packageItem", f"{item.uri}#package", item, sender, "composite")
    name = f"story-{item.uri.rpartition('/')[2]}"  # unique in the message
    group = add_element(add_element(element, "groupSet", root=name), "group", id=name, role="group:main")
    pictures = ((picture.uri, "picture") for picture in item.pictures)
    media = ((one.uri, one.kind) for one in item.media)
    for uri, item_class in [(item.uri, "text"), *pictures, *media]:
        add_element(
            group,
            "itemRef",
            residref=uri,
            version=str(item.version),
            contenttype="application/vnd.iptc.g2.newsitem+xml",
        ).append(Element("itemClass", {"qcode": f"ninat:{item_class}"}))
