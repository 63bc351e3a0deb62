"""Reader of NewsML-G2: news messages and single items of all agencies. Pure.

https://iptc.org/std/NewsML-G2/
"""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from articles.parsing.errors import WireFileIsInvalid, gettext_noop
from articles.wire.body import local_name
from articles.wire.formats import Format
from articles.wire.item import ItemKind, NewsItem, WireReading, WireWarning
from articles.wire.item_draft import ItemDraft
from articles.wire.item_limit import check_count
from articles.wire.made_guid import set_hashed_guid
from articles.wire.newsml_g2.checks import check_item
from articles.wire.newsml_g2.content import read_content, read_links
from articles.wire.newsml_g2.elements import Children, find_first, group_children, read_kind, text_of
from articles.wire.newsml_g2.events import read_concept
from articles.wire.newsml_g2.management import (
    hold_for_notes,
    read_embargo,
    read_printed_notices,
    read_provider,
    read_rights,
    read_services,
    read_signals,
    read_status,
    read_times,
)
from articles.wire.newsml_g2.metadata import (
    index_asserts,
    read_descriptions,
    read_headlines,
    read_identifiers,
    read_language,
    read_lines,
    read_located,
    read_subject_data,
)
from articles.wire.newsml_g2.notes import read_genres, read_notes
from articles.wire.newsml_g2.packages import read_concepts, read_coverage, read_linked_items, read_members
from articles.wire.newsml_g2.photos import read_photo
from articles.wire.urgency import set_urgency

_ITEM_KINDS = {
    "newsItem": ItemKind.TEXT,
    "packageItem": ItemKind.PACKAGE,
    "conceptItem": ItemKind.CONCEPT,
    "knowledgeItem": ItemKind.CONCEPT,
    "planningItem": ItemKind.PLANNING,
    "catalogItem": ItemKind.CONCEPT,
}
"""Element of an item → kind of an item without a known class."""
_SUBSTANCE = ("itemMeta", "contentMeta", "contentSet", "groupSet", "concept", "conceptSet", "newsCoverageSet")
_MISPLACED = ("embargoed", "pubStatus", "edNote", "signal")
"""Elements that hold or stop an item, wherever an agency puts them."""
_PHOTO_KINDS = frozenset({ItemKind.PICTURE, ItemKind.GRAPHIC})


def read_newsml_g2(root: Any, zone: tzinfo) -> WireReading:
    """Return the items of a message or of a single item.

    Raise WireFileIsInvalid if there are none.
    """
    sent = next(root.iter("{*}sent"), None) if local_name(root) == "newsMessage" else None
    items: list[NewsItem] = []
    warnings: list[WireWarning] = []
    found = list(_find_items(root))
    check_count(found, Format.NEWSML_G2, "newsItem")
    for element in found:
        parts = group_children(element)
        if any(name in parts for name in _SUBSTANCE):
            items.append(_read_item(element, parts, sent, zone))
        else:
            name = local_name(element)
            warnings.append(
                WireWarning(gettext_noop("An item without metadata was skipped: “{name}”."), {"name": name})
            )
    if not items:
        problem = f"{warnings[0].facts['name']} without itemMeta" if warnings else "newsMessage without items"
        raise WireFileIsInvalid(format=Format.NEWSML_G2.value, problem=problem)
    return WireReading(Format.NEWSML_G2.value, tuple(items), tuple(warnings))


def _find_items(root: Any) -> Iterator[Any]:
    """Yield the outermost items: the root, or the items in the sets of a message."""
    if local_name(root) in _ITEM_KINDS:
        yield root
        return
    for child in root:
        if local_name(child) in {"itemSet", *_ITEM_KINDS}:
            yield from _find_items(child)


def _read_item(element: Any, parts: Children, sent: Any, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    content = group_children(*parts.get("contentMeta", ()))
    meta = dict(group_children(*parts.get("itemMeta", ())))
    for name in _MISPLACED:
        meta[name] = [*meta.get(name, ()), *content.get(name, ())]
    draft.set("guid", element.get("guid", "").strip(), "@guid")
    draft.set("version", element.get("version", "").strip(), "@version")
    language = read_language(element, content, draft)
    _read_management(meta, content, parts, sent, zone, draft)
    read_subject_data(content, language, draft)
    read_notes(meta, content, draft)
    hold_for_notes(draft)
    _read_kind(element, parts, meta, draft)
    _read_story(parts, meta, content, draft)
    read_printed_notices(draft)
    check_item(element, parts, meta, draft)
    facts = ("provider", "slugline", "versioncreated", "headline")
    set_hashed_guid(draft, "\n".join(str(draft.get(name, "")) for name in facts))
    return draft.build()


def _read_management(
    meta: Children, content: Children, parts: Children, sent: Any, zone: tzinfo, draft: ItemDraft
) -> None:
    language = draft.get("language", "")
    read_provider(meta, language, draft)
    read_services(meta, draft)
    read_status(meta, draft)
    read_embargo(meta, zone, draft)
    read_times(meta, content, sent, zone, draft)
    read_signals(meta, content, language, draft)
    read_rights(group_children(*parts.get("rightsInfo", ())), language, draft)


def _read_kind(element: Any, parts: Children, meta: Children, draft: ItemDraft) -> None:
    """Set the kind: a note to desks, an event, the class as written, else the element."""
    item_class = find_first(meta, "itemClass")
    kind = read_kind(item_class) if item_class is not None else None
    if kind in {None, ItemKind.TEXT}:
        read_genres(draft.get("genres", ()), draft)
    if kind in {None, ItemKind.CONCEPT, ItemKind.EVENT}:
        read_concept(parts, draft.get("language", ""), draft)
    draft.set("kind", kind, "itemMeta/itemClass")
    draft.set("kind", _ITEM_KINDS[local_name(element)], "/")


def _read_story(parts: Children, meta: Children, content: Children, draft: ItemDraft) -> None:
    """Set what readers may see, and what belongs to it."""
    language, kind = draft.get("language", ""), draft.get("kind")
    asserts = index_asserts(parts)
    read_headlines(content, language, draft)
    read_lines(content, language, draft)
    set_urgency(draft, text_of(find_first(content, "urgency")), "contentMeta/urgency")
    read_located(content, asserts, language, draft)
    caption = read_descriptions(content, language, kind, draft)
    read_content(group_children(*parts.get("contentSet", ())), draft)
    titles = [text_of(title) for title in meta.get("title", ()) if not title.get("role")]
    draft.set("headline", next(filter(None, titles), ""), "itemMeta/title")
    read_identifiers(content, meta, draft)
    draft.add("links", read_links([*meta.get("link", ()), *content.get("icon", ())]), "itemMeta/link")
    draft.add("associations", read_members(parts, language), "groupSet")
    draft.add("associations", read_linked_items(meta, draft.get("guid", ""), language), "itemMeta/link")
    draft.add("associations", read_coverage(parts, language), "newsCoverageSet")
    draft.add("associations", read_concepts(parts, language), "conceptSet")
    if kind in _PHOTO_KINDS:
        caption = caption or draft.get("teaser", "")
        draft.set("photo", read_photo(content, meta, asserts, caption, draft), "contentMeta")
    elif kind is not ItemKind.TEXT:
        draft.set("teaser", caption, "contentMeta/description")
