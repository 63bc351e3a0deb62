"""Pictures, sounds and films of a feed's entry, with caption and credit. Pure.

`media:content` of one group, and addresses that differ in their query alone, are renditions of one object.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from articles.text.figures import split_at_references, write_reference
from articles.text.media_figures import write_media_reference
from articles.wire.body import element_text
from articles.wire.feeds.feed_fields import (
    FeedFields,
    first_text,
    index_children,
    markup_of,
    resolve_link,
    strip_tags,
)
from articles.wire.item import Association, ItemKind, Link
from articles.wire.safe_xml import XmlElement
from newsroom.text.wordlists import split_words

type Resolve = Callable[[str], str]

MAX_OBJECTS = 50
"""Objects of one entry; picture galleries have fewer."""
_MAX_SIDE = 100_000
MEDIA_KINDS = {
    "image": ItemKind.PICTURE, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO, "photo": ItemKind.PICTURE,
}  # fmt: skip
_ENDINGS = {
    **dict.fromkeys(split_words("jpg jpeg png gif webp avif tif tiff"), ItemKind.PICTURE),
    **dict.fromkeys(split_words("mp3 m4a ogg opus wav aac"), ItemKind.AUDIO),
    **dict.fromkeys(split_words("mp4 m4v mov webm mpg m3u8"), ItemKind.VIDEO),
}
_FACTS = ("guid", "kind", "role", "caption", "credit", "creator")
_FIGURE = re.compile(r"(<figure(?:\s[^<>]{0,2000})?>|</figure\s*>)", re.IGNORECASE)
_CAPTION = re.compile(
    r"<figcaption(?:\s[^<>]{0,2000})?>((?:[^<]|<(?!/?figcaption)){0,5000})</figcaption", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"<figure data-pictures=\"([^\"<>]{1,8000})\">((?:<figure>(?:[^<]|<(?!/?figure[\s>]))*</figure>)+)</figure>"
)
"""Figure with the URIs of its pictures, as in our own Atom."""
_MEDIA_REFERENCE = re.compile(
    r"<figure data-media-items=\"([^\"<>]{1,2000})\"><a href=\"([^\"<>]{1,4000})\" "
    r"type=\"((audio|video)/[a-z0-9]{1,10})\">([^<]{0,500})</a>"
    r"<figcaption>[^<]{0,5000}</figcaption></figure>"
)
"""Figure with the URI of audio or video and a link to its file, as in our own Atom."""
_TEXT_IN_FIGURE = re.compile(r"<(?:table|blockquote|iframe)\b", re.IGNORECASE)
_IMAGE = re.compile(r"<img\s([^<>]{0,8000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z-]{1,30})\s{0,5}=\s{0,5}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,4000}))"
)


@dataclass(slots=True)
class MediaObject:
    """Object of an entry while its renditions are collected."""

    kind: ItemKind | None
    role: str
    caption: str = ""
    credit: str = ""
    creator: str = ""
    guid: str = ""
    renditions: list[Link] = field(default_factory=list)


class MediaCollection:
    """Objects of one entry in order, each once."""

    def __init__(self) -> None:
        self._objects: list[MediaObject] = []
        self._by_address: dict[str, MediaObject] = {}

    def add(self, link: Link, found: MediaObject) -> MediaObject:
        """Add a rendition to the object of its address, or the object itself.

        The first text for caption and credit counts.
        """
        address = link.href.partition("?")[0]
        if address.rpartition("/")[2].count(".") == 0:
            address = link.href  # a script with the picture's name in its query
        known = self._by_address.setdefault(address, found)
        known.kind = known.kind or found.kind
        for name in ("caption", "credit", "creator"):
            setattr(known, name, getattr(known, name) or getattr(found, name))
        if link.href not in {rendition.href for rendition in known.renditions}:
            known.renditions.append(link)
        if known not in self._objects and len(self._objects) < MAX_OBJECTS:
            self._objects.append(known)
        return known

    def build(self) -> tuple[Association, ...]:
        return tuple(
            Association(renditions=tuple(one.renditions), **{name: getattr(one, name) for name in _FACTS})
            for one in self._objects
        )


def add_media(media: MediaCollection, fields: FeedFields, page: str) -> None:
    """Add the objects of an entry's Media RSS elements and enclosures."""
    for group in fields.get("media:group", ()):
        _add_group(media, group, fields, page)
    for content in fields.get("media:content", ()):
        _add_content(media, content, (fields,), None, page)
    for enclosure in fields.get("enclosure", ()):
        if link := _read_link(enclosure, page, role="enclosure"):
            media.add(link, MediaObject(_kind_of(enclosure, link), "enclosure"))
    for thumbnail in fields.get("media:thumbnail", ()):
        if link := _read_link(thumbnail, page, role="thumbnail"):
            credit, creator = _read_credit(fields)
            found = MediaObject(ItemKind.PICTURE, "thumbnail", _read_caption(fields), credit, creator)
            media.add(link, found)


def separate_figures(source: str, media: MediaCollection, resolve: Resolve) -> str:
    """Return HTML without its figures of pictures, which are added as objects."""
    if "<figure data-media-items" in source:
        source = _MEDIA_REFERENCE.sub(lambda found: _take_media(found, media, resolve), source)
    if "<img" not in source and "<IMG" not in source:
        return source
    source = _REFERENCE.sub(lambda found: _take_reference(found, media, resolve), source)
    parts = split_at_references(source)
    return "".join(part if is_figure else _separate_in(part, media, resolve) for is_figure, part in parts)


def _take_reference(found: re.Match[str], media: MediaCollection, resolve: Resolve) -> str:
    uris = html.unescape(found[1]).split()
    for uri, figure in zip(uris, found[2].split("</figure>"), strict=False):
        caption = _CAPTION.search(figure)
        _add_images(figure, strip_tags(caption[1]) if caption else "", media, resolve, guid=uri)
    return write_reference(uris)


def _take_media(found: re.Match[str], media: MediaCollection, resolve: Resolve) -> str:
    uri, href, caption = html.unescape(found[1]), resolve(html.unescape(found[2])), _CAPTION.search(found[0])
    if href:
        link = Link(href, media_type=found[3], role="body", title=strip_tags(found[5])[:300])
        words = strip_tags(caption[1]) if caption else ""
        media.add(link, MediaObject(MEDIA_KINDS[found[4]], "body", words, guid=uri))
    return write_media_reference(uri)


def _separate_in(source: str, media: MediaCollection, resolve: Resolve) -> str:
    parts, depth, figure, rest = _FIGURE.split(source), 0, "", []
    for number, part in enumerate(parts):
        if number % 2:
            depth = max(0, depth + (-1 if part.startswith("</") else 1))
            if depth == 0 and figure:
                rest.append(_take_figure(figure, media, resolve))
                figure = ""
        elif depth:
            figure += part
        else:
            _add_images(part, "", media, resolve)
            rest.append(part)
    return "".join([*rest, figure])


def _take_figure(figure: str, media: MediaCollection, resolve: Resolve) -> str:
    if _TEXT_IN_FIGURE.search(figure):
        return figure
    caption = _CAPTION.search(figure)
    _add_images(figure, strip_tags(caption[1]) if caption else "", media, resolve)
    return "" if _IMAGE.search(figure) else figure


def _add_images(
    source: str, caption: str, media: MediaCollection, resolve: Resolve, *, guid: str = ""
) -> None:
    for match in _IMAGE.finditer(source):
        attributes = {
            name.lower(): html.unescape(double or single or plain)
            for name, double, single, plain in _ATTRIBUTE.findall(match[1])
        }
        width, height = _read_number(attributes.get("width")), _read_number(attributes.get("height"))
        is_counter = (width is not None and width < 3) or (height is not None and height < 3)
        href = resolve(attributes.get("src", ""))
        if href and not is_counter:
            link = Link(href, role="body", width=width, height=height)
            text = caption or strip_tags(attributes.get("alt") or attributes.get("title") or "")
            media.add(link, MediaObject(ItemKind.PICTURE, "body", text, guid=guid))


def _add_group(media: MediaCollection, group: XmlElement, entry: FeedFields, page: str) -> None:
    """Add the contents of a group as renditions of its first content of each kind."""
    fields = index_children(group)
    by_kind: dict[ItemKind | None, MediaObject] = {}
    for content in fields.get("media:content", ()):
        kind = _kind_of(content, Link(content.get("url", "")))
        added = _add_content(media, content, (fields, entry), by_kind.get(kind), page)
        if added is not None:
            by_kind.setdefault(kind, added)
    for thumbnail in fields.get("media:thumbnail", ()):
        if link := _read_link(thumbnail, page, role="thumbnail"):
            first = next(iter(by_kind.values()), None)
            credit, creator = _read_credit(fields)
            media.add(
                link,
                first or MediaObject(ItemKind.PICTURE, "thumbnail", _read_caption(fields), credit, creator),
            )


def _add_content(
    media: MediaCollection,
    content: XmlElement,
    around: tuple[FeedFields, ...],
    group: MediaObject | None,
    page: str,
) -> MediaObject | None:
    link = _read_link(content, page, role="rendition")
    if link is None:
        return None
    fields = index_children(content)
    caption, credit, creator = "", "", ""
    for level in (fields, *around):
        level_credit, level_creator = _read_credit(level)
        caption = caption or _read_caption(level)
        credit, creator = credit or level_credit, creator or level_creator
    found = group or MediaObject(_kind_of(content, link), "media", caption, credit, creator)
    added = media.add(link, found)
    for thumbnail in fields.get("media:thumbnail", ()):
        if small := _read_link(thumbnail, page, role="thumbnail"):
            media.add(small, added)
    return added


def _read_link(element: XmlElement, page: str, *, role: str) -> Link | None:
    href = resolve_link(element.get("url") or element.get("href"), element, page)
    if not href:
        return None
    link = Link(
        href,
        media_type=element.get("type", "").strip()[:100],
        role=role,
        width=_read_number(element.get("width")),
        height=_read_number(element.get("height")),
    )
    return replace(link, title=element.get("title", "")[:300]) if element.get("title") else link


def _read_number(written: str | None) -> int | None:
    digits = (written or "").strip().removesuffix("px")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
    return number if number is not None and number < _MAX_SIDE else None


def _kind_of(element: XmlElement, link: Link) -> ItemKind | None:
    """Return the kind by medium, by type, else by the ending of the address."""
    medium = element.get("medium", "").lower() or element.get("type", "").lower().partition("/")[0]
    try:
        ending = urlsplit(link.href).path.rpartition(".")[2].lower()
    except ValueError:
        ending = ""
    return MEDIA_KINDS.get(medium) or _ENDINGS.get(ending)


def _read_caption(fields: FeedFields) -> str:
    for name in ("media:description", "media:text", "media:title"):
        for element in fields.get(name, ()):
            if text := strip_tags(markup_of(element)):
                return text
    return ""


def _read_credit(fields: FeedFields) -> tuple[str, str]:
    """Return credit and creator; a credit with the role of an author is the creator."""
    credits_: list[str] = []
    creators: list[str] = []
    for element in fields.get("media:credit", ()):
        role = element.get("role", "").lower()
        (creators if role in {"photographer", "author", "creator"} else credits_).append(
            element_text(element)
        )
    creator = ", ".join(filter(None, dict.fromkeys(creators)))
    credit = ", ".join(filter(None, dict.fromkeys(credits_))) or first_text(fields, "media:copyright")
    return credit or creator, creator


def iterate_keywords(fields: FeedFields) -> Iterator[str]:
    """Yield the keywords of Media RSS and of podcasts, which commas separate."""
    for name in ("media:keywords", "itunes:keywords"):
        for element in fields.get(name, ()):
            yield from (word.strip() for word in element_text(element).split(",")[:100])
