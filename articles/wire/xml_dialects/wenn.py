"""Elements that WENN adds to Atom: status, text with its first line, tags. Pure."""

from datetime import UTC, tzinfo

from articles.wire.body import element_text, paragraphs, read_html, read_plain
from articles.wire.feeds.feed_dates import parse_feed_date
from articles.wire.feeds.feed_entry import FeedEntry
from articles.wire.feeds.feed_fields import FeedFields, first_text, index_children, markup_of
from articles.wire.item import BodyBlock, Code, Notice
from articles.wire.item_draft import clean_line
from articles.wire.release_status import set_status
from articles.wire.safe_xml import XmlElement
from articles.wire.vocabularies import read_statuses

_STATUSES = read_statuses("wenn")
_NOTICES = {
    "updated": Notice.UPDATE, "republished": Notice.UPDATE, "corrected": Notice.CORRECTION,
}  # fmt: skip


def read_wenn(entry: FeedEntry, zone: tzinfo) -> None:
    """Read the elements of WENN in an entry of Atom, if there are any."""
    for management in entry.fields.get("wenn_nm:newsmanagement", ()):
        _read_management(entry, index_children(management, core="wenn_nm:"), zone)
    for content in entry.fields.get("wenn_cm:contentmetadata", ()):
        _read_content(entry, content, index_children(content, core="wenn_cm:"))


def _read_management(entry: FeedEntry, fields: FeedFields, zone: tzinfo) -> None:
    draft, path = entry.draft, f"{entry.path}/NewsManagement"
    if updated := parse_feed_date(first_text(fields, "updated"), zone):
        draft.set("version", updated.astimezone(UTC).strftime("%Y%m%d%H%M%S"), f"{path}/updated")
    draft.set("firstcreated", parse_feed_date(first_text(fields, "published"), zone), f"{path}/published")
    draft.set("item_number", first_text(fields, "original_article_id"), f"{path}/original_article_id")
    draft.set("service", first_text(fields, "feed_name"), f"{path}/feed_name")
    if priority := first_text(fields, "feedarticle_priority"):
        draft.add("signals", [Code("feedarticle_priority", priority)], f"{path}/feedarticle_priority")
    if status := first_text(fields, "publishing_status"):
        _read_status(entry, status, f"{path}/publishing_status")


def _read_status(entry: FeedEntry, status: str, path: str) -> None:
    """Set the status; an unknown one withholds the item until an editor decides."""
    entry.draft.add("signals", [Code("publishing_status", status)], path)
    set_status(entry.draft, status, path, _STATUSES)
    entry.draft.add("notices", [_NOTICES.get(status.casefold())], path)


def _read_content(entry: FeedEntry, content: XmlElement, fields: FeedFields) -> None:
    draft, path = entry.draft, f"{entry.path}/ContentMetadata"
    draft.set("language", content.get("lang"), f"{path}/@lang")
    draft.set("headline", first_text(fields, "title"), f"{path}/title")
    draft.set("slugline", first_text(fields, "slug"), f"{path}/slug")
    draft.set("teaser", first_text(fields, "first_line"), f"{path}/first_line")
    _set_longer_body(entry, fields, f"{path}/body")
    for group, name in (("tags", "tag"), ("categories", "catagory"), ("categories", "category")):
        for outer in fields.get(group, ()):
            for element in index_children(outer, core="wenn_cm:").get(name, ()):
                value, scheme = clean_line(element.get("value")), element.get("type_value", "")
                if group == "tags":
                    draft.add("keywords", [value], f"{path}/tags")
                if value:
                    draft.add("subjects", [Code(scheme, element.get("id", ""), value)], f"{path}/{group}")


def _set_longer_body(entry: FeedEntry, fields: FeedFields, path: str) -> None:
    """Set the body to WENN's own text if it is longer than the content of Atom."""
    for element in fields.get("body", ()):
        blocks = _read_blocks(element)
        first_line = first_text(fields, "first_line")
        if first_line and not (blocks and blocks[0].text.startswith(first_line)):
            blocks = (*paragraphs([first_line]), *blocks)
        content = sum(len(element_text(one)) for one in entry.fields.get("content", ()))
        if sum(len(block.text) for block in blocks) > content:
            entry.draft.set("body", blocks, path)


def _read_blocks(element: XmlElement) -> tuple[BodyBlock, ...]:
    source = markup_of(element)
    return read_html(source) if "</" in source or "<br" in source else read_plain(source)
