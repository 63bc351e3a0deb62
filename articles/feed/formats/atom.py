"""FeedItem -> Atom (RFC 4287) with tombstones (RFC 6721). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement

from articles.feed.formats.feed_item import FeedItem, FeedMedia, FeedPicture
from articles.feed.formats.xml_writer import XML_LANG, add_element, format_utc, write_xml
from articles.text.figures import list_references, replace_references
from articles.text.media_figures import replace_media_references

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """A removed story: its identifier, time and reason, never its text."""

    uri: str
    at: datetime
    reason: str


def render_atom(
    items: Sequence[FeedItem],
    deleted: Sequence[DeletedEntry],
    *,
    title: str,
    address: str,
    language: str,
    at: datetime,
) -> bytes:
    root = Element("feed", {"xmlns": NAMESPACE, "xmlns:at": TOMBSTONES, XML_LANG: language})
    add_element(root, "id", address)
    add_element(root, "title", title)
    times = [*(item.version_published for item in items), *(gone.at for gone in deleted)]
    add_element(root, "updated", format_utc(max(times, default=at)))
    add_element(add_element(root, "author"), "name", title)
    add_element(root, "link", rel="self", type=MEDIA_TYPE, href=address)
    for gone in deleted:
        entry = SubElement(root, "at:deleted-entry", {"ref": gone.uri, "when": format_utc(gone.at)})
        add_element(entry, "at:comment", gone.reason)
    for item in items:
        _add_entry(root, item)
    return write_xml(root)


def _add_entry(root: Element, item: FeedItem) -> None:
    entry = SubElement(root, "entry", {XML_LANG: item.language})
    add_element(entry, "id", item.uri)
    add_element(entry, "title", item.headline or item.section.name)
    add_element(entry, "published", format_utc(item.first_published))
    add_element(entry, "updated", format_utc(item.version_published))
    add_element(entry, "link", rel="alternate", type="text/html", href=item.address)
    if item.byline:
        add_element(add_element(entry, "author"), "name", item.byline)
    for thing in (item.section, *item.topics):
        add_element(entry, "category", term=thing.name, scheme=thing.uri)
    if gap := item.redaction_note():
        add_element(entry, "rights", gap)
    if item.dek:
        add_element(entry, "summary", item.dek)
    if item.body:
        add_element(entry, "content", _complete_body(item), type="html")


def _complete_body(item: FeedItem) -> str:
    """Return the text with pictures, media, captions and credits in figures.

    Atom has no other place for them. Pictures that the text does not name stand above it.
    """
    pictures = {picture.uri: picture for picture in item.pictures}

    def write(uris: tuple[str, ...]) -> str:
        placed = [pictures[uri] for uri in uris if uri in pictures]
        return f'<figure data-pictures="{escape(" ".join(uris))}">{"".join(map(_write_picture, placed))}</figure>'

    media = {one.uri: one for one in item.media}
    body = replace_media_references(item.body, lambda uri: _write_media(media[uri]) if uri in media else "")
    placed = list_references(body)
    above = (write((one.uri,)) for one in item.pictures if one.renditions and one.uri not in placed)
    return "".join((*above, replace_references(body, write)))


def _write_media(media: FeedMedia) -> str:
    words = escape(f"{media.caption} {media.credit}".strip(), quote=False)
    title = escape(media.title, quote=False)
    link = f'<a href="{escape(media.href)}" type="{media.media_type}">{title}</a>'
    shown = link if media.href else title
    return f'<figure data-media-items="{escape(media.uri)}">{shown}<figcaption>{words}</figcaption></figure>'


def _write_picture(picture: FeedPicture) -> str:
    caption = escape(f"{picture.caption} {picture.credit}".strip(), quote=False)
    largest = max(picture.renditions, key=lambda rendition: rendition[2], default=None)
    if largest is None:
        return f"<figure><figcaption>{caption}</figcaption></figure>"
    _name, address, width, height = largest
    return (
        f'<figure><img src="{escape(address)}" alt="{escape(picture.alt)}" width="{width}" height="{height}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
