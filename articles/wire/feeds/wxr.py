"""Reader of WXR, the export of WordPress: RSS with status and attachments. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo

from articles.parsing.errors import gettext_noop
from articles.wire.body import element_text
from articles.wire.feeds.feed_dates import parse_feed_date
from articles.wire.feeds.feed_entry import FeedEntry, finish_entry, open_entries, read_body, set_authors
from articles.wire.feeds.feed_fields import first_text, index_children, markup_of, resolve_link, strip_tags
from articles.wire.feeds.feed_media import MediaObject
from articles.wire.feeds.feed_source import parse_feed
from articles.wire.feeds.syndication import read_channel, read_common
from articles.wire.formats import Format
from articles.wire.item import Code, ItemKind, Link, NewsItem, PubStatus, WirePhoto, WireReading
from articles.wire.release_status import StatusWords, set_embargo, set_status
from articles.wire.safe_xml import XmlElement

_USABLE = frozenset({"publish", "published", "inherit", "closed", ""})
_WITHHELD: StatusWords = dict.fromkeys(
    ["draft", "auto-draft", "pending", "private", "trash", "request-pending"], PubStatus.WITHHELD
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption|vc_\w{1,40}|et_pb_\w{1,40})(?:\s[^\[\]]{0,1000})?/?\]"
)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?:\s[^\[\]]{0,1000})?\]((?:[^\[]|\[(?!/?(?:wp_)?caption)){0,8000})\[/(?:wp_)?caption\]"
)
_IMAGE_END = re.compile(r"<img\s[^<>]{0,8000}>(?:\s*</a>)?", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|heic)(?:\?|$)", re.IGNORECASE)
_SOUND = re.compile(r"\.(?:mp3|m4a|ogg|wav)(?:\?|$)", re.IGNORECASE)
_FILM = re.compile(r"\.(?:mp4|m4v|mov|webm|ogv|avi)(?:\?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Site:
    """Facts of the exported site: names by login, attachments by number."""

    authors: Mapping[str, str]
    attachments: Mapping[str, str]


def read_wxr(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the posts, pages and attachments of a site."""
    root, warnings = parse_feed(raw)
    feed = read_channel(root)
    entries, more = open_entries(root, "item", feed)
    site = _Site(_read_authors(root), _list_attachments(entries))
    items = tuple(_read_post(entry, site, zone) for entry in entries)
    return WireReading(Format.WXR.value, items, warnings + more)


def _read_authors(root: XmlElement) -> dict[str, str]:
    """Return the shown name of each login; first and last name if there are both."""
    names = {}
    for element in root.iter("{*}author"):
        fields = index_children(element)
        first, last = first_text(fields, "wp:author_first_name"), first_text(fields, "wp:author_last_name")
        if login := first_text(fields, "wp:author_login"):
            shown = first_text(fields, "wp:author_display_name")
            names[login] = f"{first} {last}" if first and last and shown in {"", login} else shown or login
    return names


def _list_attachments(entries: list[FeedEntry]) -> dict[str, str]:
    found = {}
    for entry in entries:
        if address := first_text(entry.fields, "wp:attachment_url"):
            found[first_text(entry.fields, "wp:post_id")] = address
    return found


def _read_post(entry: FeedEntry, site: _Site, zone: tzinfo) -> NewsItem:
    draft, fields, path = entry.draft, entry.fields, entry.path
    _set_status(entry, zone)
    _prefer_utc(entry, zone)
    read_common(entry, zone)
    _set_site_authors(entry, site)
    entry.set_text("slugline", "wp:post_name")
    for element in fields.get("category", ()):
        if element.get("domain") == "post_tag":
            draft.add("keywords", [element_text(element)], f"{path}/category")
    _set_texts(entry)
    _add_attachment(entry)
    _add_featured_picture(entry, site)
    draft.add("signals", _list_signals(entry), f"{path}/wp:post_type")
    finish_entry(entry)
    return draft.build()


def _list_signals(entry: FeedEntry) -> list[Code]:
    pairs = ((name, first_text(entry.fields, name)) for name in ("wp:post_type", "wp:status"))
    return [Code(name, value) for name, value in pairs if value]


def _set_status(entry: FeedEntry, zone: tzinfo) -> None:
    """Set the status; `future` is a post that appears at its date."""
    fields, draft, path = entry.fields, entry.draft, f"{entry.path}/wp:status"
    status = first_text(fields, "wp:status").lower()
    if first_text(fields, "wp:post_password"):
        draft.set("pubstatus", PubStatus.WITHHELD, f"{entry.path}/wp:post_password")
        draft.warn(gettext_noop("The post is protected by a password; it is withheld."))
    if status == "future":
        embargo = parse_feed_date(first_text(fields, "wp:post_date_gmt"), UTC) or parse_feed_date(
            first_text(fields, "pubdate"), zone
        )
        set_embargo(draft, embargo, f"{entry.path}/wp:post_date_gmt")
    elif status not in _USABLE:
        set_status(draft, status, path, _WITHHELD)


def _prefer_utc(entry: FeedEntry, zone: tzinfo) -> None:
    """Set the times that WordPress writes in UTC, without an offset."""
    fields, path = entry.fields, entry.path
    created = parse_feed_date(first_text(fields, "wp:post_date_gmt"), UTC)
    if not parse_feed_date(first_text(fields, "pubdate"), zone):
        created = created or parse_feed_date(first_text(fields, "wp:post_date"), zone)
        entry.draft.set("versioncreated", created, f"{path}/wp:post_date_gmt")
    modified = parse_feed_date(first_text(fields, "wp:post_modified_gmt"), UTC)
    if modified is not None and modified != created:
        entry.draft.set("version", modified.strftime("%Y%m%d%H%M%S"), f"{path}/wp:post_modified_gmt")


def _set_site_authors(entry: FeedEntry, site: _Site) -> None:
    logins = [element_text(element) for element in entry.fields.get("dc:creator", ())]
    path = f"{entry.path}/dc:creator"
    entry.draft.set(
        "byline", ", ".join(filter(None, (site.authors.get(login, login) for login in logins))), path
    )
    set_authors(entry, logins, path)


def _set_texts(entry: FeedEntry) -> None:
    draft, path = entry.draft, entry.path
    for element in entry.fields.get("content:encoded", ()):
        source = _SHORTCODE.sub(" ", _separate_captions(markup_of(element)))
        draft.set("body", read_body(element, source, entry), f"{path}/content:encoded")
    for name in ("excerpt:encoded", "description"):
        for element in entry.fields.get(name, ()):
            draft.set("teaser", strip_tags(markup_of(element)), f"{path}/{name}")


def _separate_captions(source: str) -> str:
    """Return the text without `[caption]`, which is added to the pictures."""
    if "[/" not in source:
        return source

    def take(match: re.Match[str]) -> str:
        picture = _IMAGE_END.search(match[1])
        if picture is None:
            return " "
        return f"<figure>{picture[0]}<figcaption>{match[1][picture.end() :]}</figcaption></figure>"

    return _CAPTION.sub(take, source)


def _add_attachment(entry: FeedEntry) -> None:
    """Set the kind and the address of an attachment; its text is the caption."""
    address = first_text(entry.fields, "wp:attachment_url")
    href = resolve_link(address, entry.element, entry.feed.page)
    if not href:
        return
    kind = _kind_of(href)
    entry.media.add(Link(href, role="attachment"), MediaObject(kind, "attachment"))
    if first_text(entry.fields, "wp:post_type") != "attachment" or kind is None:
        return
    draft, path = entry.draft, f"{entry.path}/wp:attachment_url"
    draft.set("kind", kind, path)
    if kind is ItemKind.PICTURE:
        draft.set("photo", _read_photo(entry), path)


def _read_photo(entry: FeedEntry) -> WirePhoto:
    draft = entry.draft
    body = " ".join(block.text for block in draft.get("body", ()))
    return WirePhoto(
        caption=draft.get("teaser", "") or body,
        title=draft.get("headline", ""),
        alt_text=_find_meta(entry, "_wp_attachment_image_alt"),
    )


def _add_featured_picture(entry: FeedEntry, site: _Site) -> None:
    address = site.attachments.get(_find_meta(entry, "_thumbnail_id"), "")
    if address and (href := resolve_link(address, entry.element, entry.feed.page)):
        entry.media.add(Link(href, role="featured"), MediaObject(ItemKind.PICTURE, "featured"))


def _find_meta(entry: FeedEntry, key: str) -> str:
    for element in entry.fields.get("wp:postmeta", ()):
        fields = index_children(element)
        if first_text(fields, "wp:meta_key") == key:
            return first_text(fields, "wp:meta_value")
    return ""


def _kind_of(href: str) -> ItemKind | None:
    for pattern, kind in ((_PICTURE, ItemKind.PICTURE), (_SOUND, ItemKind.AUDIO), (_FILM, ItemKind.VIDEO)):
        if pattern.search(href):
            return kind
    return None
