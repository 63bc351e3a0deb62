"""Pictures, sound and video in NITF bodies, as associations of the story. Pure."""

from articles.wire.item import Association, Link
from articles.wire.safe_xml import XmlElement
from articles.wire.vocabularies import KINDS
from articles.wire.xml_dialects.xml_lookup import find_all, read_attribute, read_text, read_texts


def read_media(media: XmlElement) -> Association | None:
    """Return the media object; None without address, caption and producer."""
    references = find_all(media, "media-reference")
    renditions = tuple(link for link in map(_read_rendition, references) if link.href)
    caption = " ".join(read_texts(media, "media-caption"))
    creator = ", ".join(read_texts(media, "media-producer"))
    if not (renditions or caption or creator):
        return None
    ids = [one.get("value", "") for one in find_all(media, "media-metadata") if one.get("name") == "media-id"]
    return Association(
        guid=next(iter(ids), ""),
        kind=KINDS.get((media.get("media-type") or "").casefold()),
        headline=read_attribute(media, "media-reference", "alternate-text"),
        caption=caption,
        credit=read_attribute(media, "media-reference", "source-credit")
        or read_attribute(media, "media-reference", "copyright")
        or read_text(media, "media-credit"),
        creator=creator,
        renditions=renditions,
    )


def parse_size(written: str | None) -> int | None:
    """Return a positive number of pixels; None for anything else."""
    digits = (written or "").strip().removesuffix("px")
    return int(digits) or None if digits.isascii() and digits.isdigit() and len(digits) < 7 else None


def _read_rendition(reference: XmlElement) -> Link:
    return Link(
        href=(reference.get("source") or "").strip(),
        media_type=(reference.get("mime-type") or "").strip(),
        role=(reference.get("name") or "").strip(),
        title=" ".join((reference.get("alternate-text") or "").split()),
        width=parse_size(reference.get("width")),
        height=parse_size(reference.get("height")),
    )
