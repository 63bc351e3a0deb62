"""FeedItem -> Atom (RFC 4287) with tombstones (RFC 6721): for simple readers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from articles.feed.formats.feed_item import FeedItem
from articles.feed.formats.xml_writer import XML_LANG, add, instant, write_xml

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass(frozen=True, slots=True)
class Deleted:
    """A story that is gone: its identifier and when, never its words."""

    uri: str
    at: datetime
    reason: str


def atom(
    items: Sequence[FeedItem],
    deleted: Sequence[Deleted],
    *,
    title: str,
    address: str,
    language: str,
    at: datetime,
) -> bytes:
    root = Element("feed", {"xmlns": NAMESPACE, "xmlns:at": TOMBSTONES, XML_LANG: language})
    add(root, "id", address)
    add(root, "title", title)
    times = [*(item.version_published for item in items), *(gone.at for gone in deleted)]
    add(root, "updated", instant(max(times, default=at)))
    add(add(root, "author"), "name", title)
    add(root, "link", rel="self", type=MEDIA_TYPE, href=address)
    for gone in deleted:
        entry = SubElement(root, "at:deleted-entry", {"ref": gone.uri, "when": instant(gone.at)})
        add(entry, "at:comment", gone.reason)
    for item in items:
        _entry(root, item)
    return write_xml(root)


def _entry(root: Element, item: FeedItem) -> None:
    entry = SubElement(root, "entry", {XML_LANG: item.language})
    add(entry, "id", item.uri)
    add(entry, "title", item.headline or item.section.name)
    add(entry, "published", instant(item.first_published))
    add(entry, "updated", instant(item.version_published))
    add(entry, "link", rel="alternate", type="text/html", href=item.address)
    if item.byline:
        add(add(entry, "author"), "name", item.byline)
    for thing in (item.section, *item.topics):
        add(entry, "category", term=thing.name, scheme=thing.uri)
    if gap := item.left_out():
        add(entry, "rights", gap)
    if item.dek:
        add(entry, "summary", item.dek)
    if item.body:
        add(entry, "content", item.body, type="html")
