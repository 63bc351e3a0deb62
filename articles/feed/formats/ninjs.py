"""FeedItem -> ninjs 3.1 (IPTC, spring 2025): a plain dict that its JSON schema accepts. Pure."""

from datetime import UTC, datetime
from typing import Any

from articles.feed.formats.item import FeedItem, FeedPicture, Named

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def ninjs(item: FeedItem) -> dict[str, Any]:
    """The item as ninjs 3.1 `text`; a stub is `partial` and lacks what may not be handed out."""
    content: dict[str, Any] = {
        "standard": STANDARD,
        "uri": item.uri,
        "type": "text",
        "representationType": "full" if item.full else "partial",
        "version": str(item.version),
        "firstCreated": _time(item.first_published),
        "versionCreated": _time(item.version_published),
        "pubStatus": "usable",
        "urgency": item.urgency,
        "language": item.language,
        "headlines": _texts(main=item.headline, kicker=item.kicker),
        "descriptions": _texts(summary=item.dek),
        "bodies": [{"role": "main", "contentType": "text/html", "value": item.body}] if item.body else [],
        "by": item.byline,
        "located": item.dateline,
        "subjects": [_named(item.section, "section"), *(_named(t, "topic") for t in item.topics)],
        "people": [_named(p, "mentions", literal=p.office) for p in item.people],
        "infoSources": [{"name": name, "role": "provider", "literal": code} for code, name in item.agencies],
        "altIds": _alt_ids(item),
        "associations": [{"name": p.role, **_picture(p), "rel": "illustrates"} for p in item.pictures],
    }
    return {key: value for key, value in content.items() if value not in ("", [], None)}


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _texts(**by_role: str) -> list[dict[str, str]]:
    return [{"role": role, "value": text} for role, text in by_role.items() if text]


def _named(thing: Named, rel: str, literal: str = "") -> dict[str, str]:
    entry = {"name": thing.name, "rel": rel, "uri": thing.uri}
    return {**entry, "literal": literal} if literal else entry


def _alt_ids(item: FeedItem) -> list[dict[str, str]]:
    ids = {"guid": item.guid, "web": item.address, "agency": item.agency_item_id}
    return [{"role": role, "value": value} for role, value in ids.items() if value]


def ninjs_picture(picture: FeedPicture) -> dict[str, Any]:
    """A picture as an item of its own."""
    return {"standard": STANDARD, **_picture(picture), "pubStatus": "usable"}


def _picture(picture: FeedPicture) -> dict[str, Any]:
    content: dict[str, Any] = {
        "uri": picture.uri,
        "type": "picture",
        "representationType": "full" if picture.renditions else "partial",
        "copyrightNotice": picture.credit,
        "descriptions": _texts(caption=picture.caption, alt=picture.alt),
        "renditions": [
            {"name": name, "href": href, "width": width, "height": height}
            for name, href, width, height in picture.renditions
        ],
        "altIds": [{"role": "agency", "value": picture.agency_item_id}] if picture.agency_item_id else [],
    }
    return {key: value for key, value in content.items() if value not in ("", [])}
