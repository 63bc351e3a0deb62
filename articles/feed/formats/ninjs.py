"""FeedItem -> ninjs 3.1 (IPTC, spring 2025), valid by its JSON schema. Pure."""

from typing import Any

from articles.feed.formats.feed_item import (
    Concept,
    FeedItem,
    FeedMedia,
    FeedPicture,
    ItemEntry,
    ItemTranslation,
)
from articles.feed.formats.xml_writer import format_utc
from articles.photos.digital_source import DIGITAL_SOURCES

SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_{}.json"
STANDARD = {"name": "ninjs", "version": "3.1", "schema": SCHEMA.format("3.1")}


def render_ninjs(item: FeedItem) -> dict[str, Any]:
    """Render the item as ninjs 3.1 `text`; a stub is `partial`."""
    content: dict[str, Any] = {
        "standard": STANDARD,
        "uri": item.uri,
        "type": "text",
        "representationType": "full" if item.full else "partial",
        "version": str(item.version),
        "firstCreated": format_utc(item.first_published),
        "versionCreated": format_utc(item.version_published),
        "embargoedUntil": format_utc(item.embargoed_until) if item.embargoed_until else "",
        "pubStatus": "usable",
        "urgency": item.urgency,
        "language": item.language,
        "headlines": _role_values(main=item.headline, kicker=item.kicker),
        "descriptions": _role_values(summary=item.dek),
        "bodies": [{"role": "main", "contentType": "text/html", "value": item.body}] if item.body else [],
        "edNote": item.correction,
        "by": item.byline,
        "located": item.dateline,
        "digitalSourceType": _digital_source(item.digital_source),
        "genres": [{"name": item.breaking_genre, "literal": "breaking"}] if item.breaking_genre else [],
        "subjects": [_name_entry(item.section, "section"), *(_name_entry(t, "topic") for t in item.topics)],
        "people": [_name_entry(p, "mentions", literal=p.office) for p in item.people],
        "infoSources": [{"name": name, "role": "provider", "literal": code} for code, name in item.agencies],
        "altIds": _alt_ids(item),
        "associations": [
            *({"name": p.role, **_picture(p), "rel": "illustrates"} for p in item.pictures),
            *({"name": m.kind, **_media(m), "rel": "illustrates"} for m in item.media),
            *map(_translation, item.translations),
            *map(_entry, item.entries),
        ],
    }
    return {key: value for key, value in content.items() if value not in ("", [], {}, None)}


def render_ninjs_22(content: dict[str, Any]) -> dict[str, Any]:
    """Convert a ninjs 3.1 item to 2.2: the same values under lower-case names."""
    older: dict[str, Any] = _lower_keys(content)
    if "embargoeduntil" in older:
        older["embargoed"] = older.pop("embargoeduntil")
    # ninjs 2.2 has no `rel` in associations.
    for associated in older.get("associations", []):
        associated.pop("rel", None)
    return {**older, "standard": {**STANDARD, "version": "2.2", "schema": SCHEMA.format("2.2")}}


def _translation(translation: ItemTranslation) -> dict[str, str]:
    """Return the association of a story in another language; its name is its tag."""
    return {
        "name": f"translation {translation.language}", "uri": translation.uri, "type": "text",
        "representationType": "partial", "language": translation.language, "rel": "translation",
    }  # fmt: skip


def _lower_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _lower_keys(inner) for key, inner in value.items()}
    return [_lower_keys(inner) for inner in value] if isinstance(value, list) else value


def _entry(entry: ItemEntry) -> dict[str, Any]:
    """Return the association of an entry of a running story; its name is its number."""
    content = {
        "name": entry.uri.rpartition("#")[2], "uri": entry.uri, "type": "text", "representationType": "partial",
        "version": str(entry.version), "firstCreated": format_utc(entry.first_published),
        "versionCreated": format_utc(entry.changed), "pubStatus": entry.status,
        "headlines": _role_values(main=entry.headline), "rel": "hasPart",
    }  # fmt: skip
    return {key: value for key, value in content.items() if value}


def _role_values(**by_role: str) -> list[dict[str, str]]:
    return [{"role": role, "value": text} for role, text in by_role.items() if text]


def _name_entry(thing: Concept, rel: str, literal: str = "") -> dict[str, str]:
    entry = {"name": thing.name, "rel": rel, "uri": thing.uri}
    return {**entry, "literal": literal} if literal else entry


def _digital_source(concept: str) -> dict[str, str]:
    return {"uri": DIGITAL_SOURCES + concept} if concept else {}


def _alt_ids(item: FeedItem) -> list[dict[str, str]]:
    ids = {"guid": item.guid, "web": item.address, "agency": item.agency_item_id}
    return [{"role": role, "value": value} for role, value in ids.items() if value]


def render_ninjs_picture(picture: FeedPicture) -> dict[str, Any]:
    """Render a picture as an item of its own."""
    return {"standard": STANDARD, **_picture(picture), "pubStatus": "usable"}


def _picture(picture: FeedPicture) -> dict[str, Any]:
    content: dict[str, Any] = {
        "uri": picture.uri,
        "type": "picture",
        "representationType": "full" if picture.renditions else "partial",
        "copyrightNotice": picture.credit,
        "descriptions": _role_values(caption=picture.caption, alt=picture.alt),
        "renditions": [
            {"name": name, "href": href, "width": width, "height": height}
            for name, href, width, height in picture.renditions
        ],
        "altIds": [{"role": "agency", "value": picture.agency_item_id}] if picture.agency_item_id else [],
        "digitalSourceType": _digital_source(picture.digital_source),
    }
    return {key: value for key, value in content.items() if value not in ("", [], {})}


def _media(media: FeedMedia) -> dict[str, Any]:
    rendition: dict[str, Any] = {
        "name": "original", "href": media.href, "contentType": media.media_type, "sizeInBytes": media.size,
        "duration": media.seconds, "width": media.width, "height": media.height,
    }  # fmt: skip
    words = [{"role": "transcript", "contentType": "text/plain", "value": media.transcript}]
    content: dict[str, Any] = {
        "uri": media.uri,
        "type": media.kind,
        "representationType": "full" if media.href else "partial",
        "headlines": _role_values(main=media.title),
        "descriptions": _role_values(caption=media.caption),
        "bodies": words if media.transcript else [],
        "copyrightNotice": media.credit,
        "renditions": [{key: value for key, value in rendition.items() if value}] if media.href else [],
    }
    return {key: value for key, value in content.items() if value not in ("", [], {})}
