"""Reader of RSS 0.9x, 1.0 and 2.0. Pure."""

from collections.abc import Iterator
from datetime import tzinfo

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import element_text, local_name
from articles.wire.feeds.feed_entry import (
    FeedEntry,
    FeedFacts,
    add_links,
    describe_person,
    finish_entry,
    open_entries,
    read_body,
    set_authors,
    set_dates,
    set_rights,
)
from articles.wire.feeds.feed_fields import (
    first_text,
    index_children,
    markup_of,
    resolve_link,
    short_name,
    strip_tags,
)
from articles.wire.feeds.feed_media import add_media, iterate_keywords
from articles.wire.feeds.feed_source import parse_feed
from articles.wire.formats import Format
from articles.wire.item import Code, Link, NewsItem, WireReading
from articles.wire.safe_xml import XmlElement

PUBLISHED = (
    "pubdate", "dcterms:issued", "atom:published", "wp:post_date_gmt", "dc:date", "atom:updated", "dcterms:modified",
    "dcterms:created", "lastbuilddate",
)  # fmt: skip
UPDATED = ("atom:updated", "dcterms:modified", "dc:date")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_SKIPPED_RELATIONS = frozenset(
    {"self", "edit", "edit-media", "hub", "next", "previous", "first", "last", "replies"}
)


def read_rss(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the entries of a feed; raise a CopyError for RDF that is no feed."""
    root, warnings = parse_feed(raw)
    feed = read_channel(root)
    entries, more = open_entries(root, "item", feed)
    if local_name(root) != "rss" and not entries and not feed.title:
        raise CopyIsUnknownMarkup(format=Format.XML.value, root=local_name(root)[:60])
    items = tuple(_read_item(entry, zone) for entry in entries)
    return WireReading(Format.RSS.value, items, warnings + more)


def read_channel(root: XmlElement) -> FeedFacts:
    """Return the facts of the channel."""
    core = short_name(root.tag).removesuffix("rss") if local_name(root) == "rss" else ""
    outer = index_children(root, core=core)
    channel = outer["channel"][0] if outer.get("channel") else root
    fields = index_children(channel, core=core)
    written = first_text(fields, "link")
    if not written:
        written = next(
            (
                one.get("href", "")
                for one in fields.get("atom:link", ())
                if one.get("rel", "alternate") in {"alternate", "self"}
            ),
            "",
        )
    return FeedFacts(
        title=strip_tags(first_text(fields, "title")),
        page=resolve_link(written, channel, ""),
        language=first_text(fields, "language", "dc:language")
        or channel.get(_XML_LANG, "")
        or root.get(_XML_LANG, ""),
        copyright=strip_tags(first_text(fields, "copyright", "dc:rights", "media:copyright")),
        core=core,
    )


def read_common(entry: FeedEntry, zone: tzinfo) -> None:
    """Read the elements that RSS and its export by WordPress share."""
    draft, fields, path = entry.draft, entry.fields, entry.path
    draft.set("guid", first_text(fields, "guid", "atom:id") or entry.element.get(_RDF_ABOUT), f"{path}/guid")
    for name in ("title", "dc:title", "media:title"):
        for element in fields.get(name, ()):
            draft.set("headline", strip_tags(markup_of(element)), f"{path}/{name}")
    set_dates(entry, zone, published=PUBLISHED, updated=UPDATED)
    draft.set("language", entry.element.get(_XML_LANG) or first_text(fields, "dc:language", "language"), path)
    set_rights(entry)
    entry.set_text("creditline", "source", "dc:source")
    add_links(entry, list_links(entry), f"{path}/link")
    add_categories(entry)
    add_media(entry.media, fields, entry.feed.page)


def _read_item(entry: FeedEntry, zone: tzinfo) -> NewsItem:
    read_common(entry, zone)
    names = ("dc:creator", "author", "atom:author", "dc:author", "itunes:author")
    set_authors(
        entry, (_author(one) for name in names for one in entry.fields.get(name, ())), f"{entry.path}/author"
    )
    _set_body(entry)
    finish_entry(entry)
    return entry.draft.build()


def _author(element: XmlElement) -> str:
    """Return the author; some feeds put Atom's person into RSS."""
    if len(element):
        return describe_person(index_children(element), "atom:")
    return element_text(element)


def _set_body(entry: FeedEntry) -> None:
    """Set the body to the full text, else to the description; then that is no teaser."""
    draft, path = entry.draft, entry.path
    for name in (
        "content:encoded",
        "xhtml:body",
        "atom:content",
        "description",
        "atom:summary",
        "itunes:summary",
    ):
        for element in entry.fields.get(name, ()):
            blocks = read_body(element, markup_of(element), entry)
            if draft.get("body"):
                draft.set("teaser", " ".join(block.text for block in blocks)[:5_000], f"{path}/{name}")
            draft.add("body", () if draft.get("body") else blocks, f"{path}/{name}")


def list_links(entry: FeedEntry) -> Iterator[Link]:
    """Yield the page of an entry first, then related pages."""
    fields, page = entry.fields, entry.feed.page
    for name, role in (("link", "page"), ("feedburner:origlink", "original")):
        for element in fields.get(name, ()):
            if href := resolve_link(element_text(element) or element.get("href"), element, page):
                yield Link(href, role=role)
    for element in fields.get("atom:link", ()):
        relation = element.get("rel", "alternate").lower()
        href = resolve_link(element.get("href"), element, page)
        if href and relation not in _SKIPPED_RELATIONS:
            yield Link(href, element.get("type", ""), "page" if relation == "alternate" else relation)
    for guid in fields.get("guid", ()):
        text = element_text(guid)
        if "/" in text and guid.get("isPermaLink", "true").strip().lower() != "false":
            yield Link(resolve_link(text, guid, page), role="page")


def add_categories(entry: FeedEntry) -> None:
    """Add categories with a vocabulary as subjects, all others as keywords."""
    draft, fields, path = entry.draft, entry.fields, entry.path
    for element in (*fields.get("category", ()), *fields.get("media:category", ())):
        scheme, text = element.get("domain") or element.get("scheme") or "", element_text(element)
        if scheme and text:
            draft.add("subjects", [Code(scheme, element.get("nicename", ""), text)], f"{path}/category")
        else:
            draft.add("keywords", [text], f"{path}/category")
    draft.add("keywords", map(element_text, fields.get("dc:subject", ())), f"{path}/dc:subject")
    draft.add("keywords", iterate_keywords(fields), f"{path}/media:keywords")
    for element in fields.get("itunes:category", ()):
        draft.add("keywords", [element.get("text", "").strip()], f"{path}/itunes:category")
    for element in fields.get("atom:category", ()):
        draft.add("keywords", [element.get("term") or element.get("label") or ""], f"{path}/atom:category")
