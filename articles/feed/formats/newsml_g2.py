"""FeedItem -> NewsML-G2 2.35, power conformance: a newsMessage of text, picture and package items. Pure."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from articles.feed.formats.feed_item import DIGITAL_SOURCES, FeedItem, FeedPicture, Named
from articles.feed.formats.xml_writer import XML_LANG, add, instant, write_xml

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
MEDIA_TYPE = "application/vnd.iptc.g2.newsmessage+xml"


def news_message(items: Iterable[FeedItem], *, sender: str, sent: datetime) -> bytes:
    """Each story as a text item; its pictures and a package that joins them follow."""
    root = Element("newsMessage", {"xmlns": NAMESPACE})
    header = add(root, "header")
    add(header, "sent", instant(sent))
    add(header, "sender", sender)
    batch = add(root, "itemSet")
    known: set[str] = set()
    for item in items:
        _text(batch, item, sender)
        for place, picture in enumerate(item.pictures):
            if picture.uri not in known:
                _picture(batch, picture, item, sender, item.left_out(f"associations[{place}]"))
            known.add(picture.uri)
        if item.pictures:
            _package(batch, item, sender)
    return write_xml(root)


def picture_message(picture: FeedPicture, shown_in: FeedItem, *, sender: str, sent: datetime) -> bytes:
    root = Element("newsMessage", {"xmlns": NAMESPACE})
    header = add(root, "header")
    add(header, "sent", instant(sent))
    add(header, "sender", sender)
    place = shown_in.pictures.index(picture)
    _picture(add(root, "itemSet"), picture, shown_in, sender, shown_in.left_out(f"associations[{place}]"))
    return write_xml(root)


def _item(
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
    """The item with its management data; (item, itemMeta).

    `gap` says what is left out and why, where programs look for rights.
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
    add(item, "catalogRef", href=CATALOG)
    if notice or gap:
        rights = add(item, "rightsInfo")
        for part, text in (("copyrightNotice", notice), ("usageTerms", gap)):
            if text:
                add(rights, part, text)
    meta = add(item, "itemMeta")
    add(meta, "itemClass", qcode=f"ninat:{kind}")
    add(add(meta, "provider", literal=sender), "name", sender)
    add(meta, "versionCreated", instant(about.version_published))
    add(meta, "firstCreated", instant(about.first_published))
    if about.embargoed_until:
        add(meta, "embargoed", instant(about.embargoed_until))
    add(meta, "pubStatus", qcode="stat:usable")
    return item, meta


def _text(parent: Element, item: FeedItem, sender: str) -> None:
    element, meta = _item(parent, "newsItem", item.uri, item, sender, "text", gap=item.left_out())
    for note in filter(None, (item.correction, item.left_out())):
        add(meta, "edNote", note)
    if item.correction:
        add(meta, "signal", qcode="sig:correction")
    _describe(add(element, "contentMeta"), item)
    if item.body:
        add(add(element, "contentSet"), "inlineData", item.body, contenttype="text/html")


def _describe(content: Element, item: FeedItem) -> None:
    add(content, "urgency", str(item.urgency))
    if item.dateline:
        add(add(content, "located", literal=item.dateline), "name", item.dateline)
    for code, name in item.agencies:
        add(add(content, "infoSource", literal=code), "name", name)
    for number in filter(None, (item.guid, item.agency_item_id)):
        add(content, "altId", number)
    add(content, "language", tag=item.language)
    _subjects(content, item)
    for name, text in (("slugline", item.kicker), ("headline", item.headline), ("by", item.byline)):
        if text:
            add(content, name, text)
    if item.dek:
        add(content, "description", item.dek, role="drol:summary")


def _subjects(content: Element, item: FeedItem) -> None:
    for kind, things in (("abstract", (item.section, *item.topics)), ("person", item.people)):
        for thing in things:
            _subject(content, kind, thing)


def _subject(content: Element, kind: str, thing: Named) -> None:
    subject = add(content, "subject", type=f"cpnat:{kind}", uri=thing.uri)
    add(subject, "name", thing.name)
    if thing.office:
        add(subject, "definition", thing.office)


def _picture(parent: Element, picture: FeedPicture, shown_in: FeedItem, sender: str, gap: str) -> None:
    element, meta = _item(
        parent, "newsItem", picture.uri, shown_in, sender, "picture", notice=picture.credit, gap=gap
    )
    if gap:
        add(meta, "edNote", gap)
    content = add(element, "contentMeta")
    if picture.made:
        add(content, "digitalSourceType", uri=DIGITAL_SOURCES + picture.made)
    if picture.agency_item_id:
        add(content, "altId", picture.agency_item_id)
    if picture.credit:
        add(content, "creditline", picture.credit)
    for role, text in (("drol:caption", picture.caption), ("drol:altText", picture.alt)):
        if text:
            add(content, "description", text, role=role)
    if picture.renditions:
        _files(element, picture)


def _files(element: Element, picture: FeedPicture) -> None:
    files = add(element, "contentSet")
    for name, href, width, height in picture.renditions:
        add(
            files,
            "remoteContent",
            href=href,
            contenttype="image/jpeg",
            width=str(width),
            height=str(height),
            renditionuri=f"{picture.uri}#{name}",
        )


def _package(parent: Element, item: FeedItem, sender: str) -> None:
    """Joins a story and its pictures; it is named after the story and moves with its versions."""
    element, _ = _item(parent, "packageItem", f"{item.uri}#package", item, sender, "composite")
    name = f"story-{item.uri.rpartition('/')[2]}"  # unlike those of the other packages in the message
    group = add(add(element, "groupSet", root=name), "group", id=name, role="group:main")
    for uri, item_class in [(item.uri, "text"), *((p.uri, "picture") for p in item.pictures)]:
        add(
            group,
            "itemRef",
            residref=uri,
            version=str(item.version),
            contenttype="application/vnd.iptc.g2.newsitem+xml",
        ).append(Element("itemClass", {"qcode": f"ninat:{item_class}"}))
