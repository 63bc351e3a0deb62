"""Values that entries of all kinds of feeds have in common. Pure."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from articles.parsing.errors import gettext_noop
from articles.wire.body import element_text, read_html
from articles.wire.feeds.feed_dates import find_unknown_zone, parse_feed_date
from articles.wire.feeds.feed_fields import (
    FeedFields,
    author_name,
    first_text,
    index_children,
    markup_of,
    resolve_link,
    strip_tags,
)
from articles.wire.feeds.feed_media import MediaCollection, separate_figures
from articles.wire.feeds.feed_source import find_entries
from articles.wire.item import BodyBlock, Link, RightsNotice, WireWarning
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.made_guid import set_hashed_guid
from articles.wire.safe_xml import XmlElement

_HREF = re.compile(r"(<a\s[^<>]{0,2000}?\bhref\s{0,5}=\s{0,5}[\"'])([^\"'<>]{0,4000})", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"&(?![a-zA-Z#])")
_NO_REFERENCE = re.compile(r"&(?![a-zA-Z]{2,8};|#\d{2,6};)")
_MANY_AMPERSANDS = 10_000
_ONLY_LINK = re.compile(r'<p><a href="([^"]*)">[^<]*</a></p>')
_MAX_BODY = 1_000_000
"""Characters of one entry's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """Facts of a feed that complete its entries."""

    title: str = ""
    page: str = ""
    """Absolute address, the base of relative links."""
    language: str = ""
    copyright: str = ""
    author: str = ""
    core: str = ""
    """Prefix that short names of the format's own elements begin with."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Entry while it is read: its element, its fields by short name, its draft."""

    element: XmlElement
    fields: FeedFields
    draft: ItemDraft
    media: MediaCollection
    feed: FeedFacts
    path: str
    """Place of the entry: `item[3]`."""

    @classmethod
    def open(cls, element: XmlElement, feed: FeedFacts, path: str) -> "FeedEntry":
        fields = index_children(element, core=feed.core)
        return cls(element, fields, ItemDraft(), MediaCollection(), feed, path)

    def set_text(self, name: str, *sources: str) -> None:
        """Set a field to the first text of the named elements."""
        for source in sources:
            self.draft.set(name, first_text(self.fields, source), f"{self.path}/{source}")


def open_entries(
    root: XmlElement, name: str, feed: FeedFacts
) -> tuple[list[FeedEntry], tuple[WireWarning, ...]]:
    """Return the entries of a feed up to the limit, with a warning above it."""
    elements, warnings = find_entries(root, name, feed.core)
    numbered = enumerate(elements, start=1)
    return [FeedEntry.open(one, feed, f"{name}[{number}]") for number, one in numbered], warnings


def describe_person(fields: FeedFields, prefix: str = "") -> str:
    """Return name and address of a person in Atom."""
    name = first_text(fields, "name", f"{prefix}name")
    mail = first_text(fields, "email", f"{prefix}email")
    return f"{name} ({mail})" if name and mail else name or mail


def read_body(element: XmlElement, source: str, entry: FeedEntry) -> tuple[BodyBlock, ...]:
    """Return the blocks of HTML with absolute links; its pictures go to the media.

    A block that is only a link to the entry's own page, such as `Continue reading…`, is left out.
    """
    if not source.strip():
        return ()

    def resolve(href: str) -> str:
        return resolve_link(href, element, entry.feed.page)

    source = source[:_MAX_BODY]
    # nh3 takes up to 7 µs for an ampersand that begins no reference, and 1 µs for a reference.
    bare = _BARE_AMPERSAND if source.count("&") < _MANY_AMPERSANDS else _NO_REFERENCE
    source = bare.sub("&amp;", source)
    source = separate_figures(source, entry.media, resolve)
    blocks = read_html(_HREF.sub(lambda match: f"{match[1]}{resolve(match[2]) or match[2]}", source))
    pages = {link.href for link in entry.draft.get("links", ()) if link.role == "page"}
    return tuple(block for block in blocks if not _is_own_link(block, pages))


def _is_own_link(block: BodyBlock, pages: set[str]) -> bool:
    match = _ONLY_LINK.fullmatch(block.html)
    return match is not None and html.unescape(match[1]) in pages


def set_dates(entry: FeedEntry, zone: tzinfo, *, published: Sequence[str], updated: Sequence[str]) -> None:
    """Set the times of an entry; the time of publication is that of the version.

    Programs of feeds change the later time without changing the text, so that it is the number of the version.
    """
    first, first_path = _first_date(entry, zone, published)
    last, last_path = _first_date(entry, zone, updated)
    entry.draft.set("versioncreated", first or last, first_path or last_path)
    entry.draft.set("firstcreated", first, first_path)
    if first and last and last != first:
        entry.draft.set("version", last.astimezone(UTC).strftime("%Y%m%d%H%M%S"), last_path)


def _first_date(entry: FeedEntry, zone: tzinfo, names: Sequence[str]) -> tuple[datetime | None, str]:
    """Return the first date that can be read; warn of those that cannot."""
    for name in names:
        written = first_text(entry.fields, name)
        found = parse_feed_date(written, zone) if written else None
        if found is None:
            if written:
                entry.draft.warn(
                    gettext_noop("The date “{date}” cannot be read with certainty."), date=written[:60]
                )
            continue
        if unknown := find_unknown_zone(written):
            entry.draft.warn(
                gettext_noop("The time zone {zone} is unknown; the time “{date}” may be wrong by hours."),
                zone=unknown,
                date=written[:60],
            )
        return found, f"{entry.path}/{name}"
    return None, ""


def set_authors(entry: FeedEntry, written: Iterable[str], path: str) -> None:
    """Set the authors as written, and the byline from their names."""
    authors = list(filter(None, dict.fromkeys(clean_line(text) for text in written)))
    entry.draft.add("authors", authors, path)
    names = dict.fromkeys(filter(None, map(author_name, authors)))
    entry.draft.set("byline", ", ".join(names), path)


def set_rights(entry: FeedEntry) -> None:
    """Set the rights of the entry, else those of the feed."""
    fields = entry.fields
    notice = next(
        (
            text
            for name in ("rights", "dc:rights", "media:copyright", "copyright")
            for element in fields.get(name, ())
            if (text := strip_tags(markup_of(element)))
        ),
        entry.feed.copyright,
    )
    terms = [element_text(one) or one.get("href", "") for one in fields.get("media:license", ())]
    terms += [
        clean_line(" ".join((one.get("relationship", ""), one.get("type", ""), element_text(one))))
        for one in fields.get("media:restriction", ())
    ]
    terms += [
        element_text(one) or next(iter(one.attrib.values()), "") for one in fields.get("cc:license", ())
    ]
    if notice or any(terms):
        found = RightsNotice(notice=notice, terms=tuple(filter(None, dict.fromkeys(terms))))
        entry.draft.set("rights", found, f"{entry.path}/rights")


def add_links(entry: FeedEntry, links: Iterable[Link | None], path: str) -> None:
    known = {link.href for link in entry.draft.get("links", ())}
    for link in links:
        if link is not None and link.href and link.href not in known:
            known.add(link.href)
            entry.draft.add("links", [link], path)


def finish_entry(entry: FeedEntry) -> None:
    """Set the associations, the provider, and a made identifier if there is none."""
    draft = entry.draft
    draft.add("associations", entry.media.build(), f"{entry.path}/media")
    draft.set("provider", entry.feed.title, "channel/title")
    draft.set("language", entry.feed.language, "channel/language")
    if draft.get("guid"):
        return
    links = draft.get("links", ())
    if links and links[0].role == "page":
        draft.set("guid", links[0].href, f"{entry.path}/link")
        return
    blocks = draft.get("body", ())
    seed = "\n".join(
        [
            entry.feed.title,
            str(draft.get("versioncreated", "")),
            draft.get("headline", ""),
            *(block.text for block in blocks),
        ]
    )
    set_hashed_guid(draft, seed)
