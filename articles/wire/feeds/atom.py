"""Reader of Atom 0.3 and 1.0, with the elements of WENN. Pure."""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from datetime import tzinfo

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import element_text, local_name, read_plain
from articles.wire.feeds.feed_dates import parse_feed_date
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
    FeedFields,
    first_text,
    index_children,
    markup_of,
    resolve_link,
    short_name,
    strip_tags,
)
from articles.wire.feeds.feed_media import MEDIA_KINDS, MediaObject, add_media, iterate_keywords
from articles.wire.feeds.feed_source import find_entries, parse_feed
from articles.wire.formats import Format
from articles.wire.item import BodyBlock, Code, Link, NewsItem, Notice, PubStatus, WireReading
from articles.wire.item_draft import clean_line
from articles.wire.safe_xml import XmlElement
from articles.wire.xml_dialects.wenn import read_wenn

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HTML_TYPES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})
_SKIPPED_RELATIONS = ("self", "edit", "service", "hub", "next", "prev", "first", "last", "replies", "license")


def read_atom(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the entries of a feed, or a document of one entry."""
    root, warnings = parse_feed(raw)
    core = short_name(root.tag).removesuffix(local_name(root).lower())
    feed = _read_feed(root, core)
    entries, more = open_entries(root, "entry", feed)
    removed, _ = find_entries(root, "deleted-entry", "at:")
    if not entries and not removed and not feed.title and core != "atom:":
        raise CopyIsUnknownMarkup(format=Format.XML.value, root=local_name(root)[:60])
    items = [_read_entry(entry, zone) for entry in entries]
    items += [_read_removal(element, feed, zone) for element in removed if element.get("ref")]
    return WireReading(Format.ATOM.value, tuple(items), warnings + more)


def _read_feed(root: XmlElement, core: str) -> FeedFacts:
    fields = index_children(root, core=core) if local_name(root) == "feed" else {}
    page = next((link.href for link in _list_links(fields, "") if link.role == "page"), "")
    return FeedFacts(
        title=_text_of(fields, "title"),
        page=page or resolve_link("", root, ""),
        language=root.get(_XML_LANG, ""),
        copyright=_text_of(fields, "rights") or _text_of(fields, "copyright"),
        author=_text_of_person(fields, core),
        core=core,
    )


def _text_of_person(fields: FeedFields, core: str) -> str:
    return next((first_text(index_children(one, core=core), "name") for one in fields.get("author", ())), "")


def _read_entry(entry: FeedEntry, zone: tzinfo) -> NewsItem:
    draft, fields, path, core = entry.draft, entry.fields, entry.path, entry.feed.core
    entry.set_text("guid", "id")
    draft.set("headline", _text_of(fields, "title"), f"{path}/title")
    set_dates(
        entry, zone, published=("published", "issued", "dc:date"), updated=("updated", "modified", "created")
    )
    for source in fields.get("source", ()):
        draft.set("creditline", _text_of(index_children(source, core=core), "title"), f"{path}/source/title")
    draft.set("creditline", entry.feed.author, "feed/author")
    add_links(entry, _list_links(fields, entry.feed.page), f"{path}/link")
    set_authors(entry, _list_authors(entry), f"{path}/author")
    set_rights(entry)
    _add_categories(entry)
    add_media(entry.media, fields, entry.feed.page)
    _add_enclosures(entry)
    draft.set("language", entry.element.get(_XML_LANG), f"{path}/@xml:lang")
    read_wenn(entry, zone)
    _set_texts(entry)
    for control in fields.get("app:control", ()):
        if first_text(index_children(control), "app:draft").lower() == "yes":
            draft.set("pubstatus", PubStatus.WITHHELD, f"{path}/app:control/app:draft")
    finish_entry(entry)
    return draft.build()


def _read_removal(element: XmlElement, feed: FeedFacts, zone: tzinfo) -> NewsItem:
    """Return the kill that a `deleted-entry` (RFC 6721) is."""
    entry = FeedEntry.open(element, feed, "at:deleted-entry")
    entry.draft.set("guid", element.get("ref"), "at:deleted-entry/@ref")
    entry.draft.set("pubstatus", PubStatus.CANCELED, "at:deleted-entry")
    entry.draft.add("notices", [Notice.KILL], "at:deleted-entry")
    when = parse_feed_date(element.get("when", ""), zone)
    entry.draft.set("versioncreated", when, "at:deleted-entry/@when")
    finish_entry(entry)
    return entry.draft.build()


def _text_of(fields: FeedFields, name: str) -> str:
    """Return a text construct on one line; only HTML has tags to strip."""
    for element in fields.get(name, ()):
        text = strip_tags(markup_of(element)) if _is_html(element) else element_text(element)
        if element.get("mode") == "base64":  # Atom 0.3
            text = _decode_base64(text)
        if text:
            return text
    return ""


def _decode_base64(text: str) -> str:
    """Return the text, or the letters themselves if they are no Base64."""
    try:
        return strip_tags(b64decode("".join(text.split()), validate=True).decode())
    except ValueError:
        return text


def _is_html(element: XmlElement) -> bool:
    """Return whether the content is HTML by its type, or by real elements in it.

    Atom 0.3 writes `mode="escaped"` for tags in text, whatever the type.
    """
    kind = element.get("type", "text").strip().lower()
    return kind in _HTML_TYPES or len(element) > 0 or element.get("mode") == "escaped"


def _set_texts(entry: FeedEntry) -> None:
    """Set body and teaser; a summary without content is the body."""
    draft, path = entry.draft, entry.path
    for name in ("content", "summary", "xhtml:body"):
        for element in entry.fields.get(name, ()):
            if href := resolve_link(element.get("src"), element, entry.feed.page):
                add_links(entry, [Link(href, element.get("type", ""), "content")], f"{path}/content/@src")
                continue
            blocks = _read_content(element, entry)
            draft.set("language", element.get(_XML_LANG), f"{path}/{name}/@xml:lang")
            if draft.get("body"):
                draft.set("teaser", " ".join(block.text for block in blocks)[:5_000], f"{path}/{name}")
            else:
                draft.add("body", blocks, f"{path}/{name}")


def _read_content(element: XmlElement, entry: FeedEntry) -> tuple[BodyBlock, ...]:
    kind = element.get("type", "text").strip().lower()
    if element.get("mode") == "base64" or (
        kind not in _HTML_TYPES and "/" in kind and not kind.startswith("text/") and len(element) == 0
    ):
        return _read_base64(element, entry) if kind.startswith("text/") or kind in _HTML_TYPES else ()
    if _is_html(element):
        return read_body(element, markup_of(element), entry)
    return read_plain(element.text or "")


def _read_base64(element: XmlElement, entry: FeedEntry) -> tuple[BodyBlock, ...]:
    try:
        text = b64decode(element.text or "", validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        return ()
    return read_body(element, text, entry)


def _list_authors(entry: FeedEntry) -> Iterator[str]:
    """Yield the authors of the entry, of its source, or the creator of Dublin Core."""
    fields, core = entry.fields, entry.feed.core
    sources = [index_children(one, core=core) for one in fields.get("source", ())]
    elements = list(fields.get("author", ())) or [
        one for source in sources for one in source.get("author", ())
    ]
    for element in elements:
        person = index_children(element, core=core)
        yield describe_person(person) or clean_line(element.text)
    yield from map(element_text, fields.get("dc:creator", ()))


def _list_links(fields: FeedFields, page: str) -> Iterator[Link]:
    """Yield the page of the entry first, HTML before other types."""
    found = []
    for element in fields.get("link", ()):
        relation = (element.get("rel") or "alternate").strip().lower().rpartition("/")[2]
        href = resolve_link(element.get("href") or element_text(element), element, page)
        if not href or relation == "enclosure" or relation.startswith(_SKIPPED_RELATIONS):
            continue
        role = "page" if relation == "alternate" else relation
        found.append(Link(href, element.get("type", ""), role, clean_line(element.get("title"))[:300]))
    yield from sorted(
        found, key=lambda link: (link.role != "page", link.media_type not in {"", "text/html", "html"})
    )


def _add_enclosures(entry: FeedEntry) -> None:
    for element in entry.fields.get("link", ()):
        href = resolve_link(element.get("href"), element, entry.feed.page)
        if href and (element.get("rel") or "").strip().lower().rpartition("/")[2] == "enclosure":
            media_type = element.get("type", "").strip()
            kind = MEDIA_KINDS.get(media_type.partition("/")[0])
            link = Link(href, media_type, "enclosure", clean_line(element.get("title"))[:300])
            entry.media.add(link, MediaObject(kind, "enclosure"))


def _add_categories(entry: FeedEntry) -> None:
    draft, fields, path = entry.draft, entry.fields, entry.path
    for element in fields.get("category", ()):
        scheme, term, label = (element.get(name, "").strip() for name in ("scheme", "term", "label"))
        term = term or element_text(element)
        if scheme or (label and label != term):
            draft.add("subjects", [Code(scheme, term, label)] if term or label else [], f"{path}/category")
        else:
            draft.add("keywords", [term], f"{path}/category")
    for element in fields.get("media:category", ()):
        draft.add(
            "subjects", [Code(element.get("scheme", ""), "", element_text(element))], f"{path}/media:category"
        )
    draft.add("keywords", map(element_text, fields.get("dc:subject", ())), f"{path}/dc:subject")
    draft.add("keywords", iterate_keywords(fields), f"{path}/media:keywords")
