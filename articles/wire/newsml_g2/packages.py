"""Items of NewsML-G2 that belong to another one: members, links, coverage. Pure."""

from collections.abc import Iterator
from typing import Any

from articles.wire.item import Association, ItemKind, Link
from articles.wire.newsml_g2.content import read_links
from articles.wire.newsml_g2.elements import (
    Children,
    choose_language,
    find_children,
    find_first,
    group_children,
    last_part,
    read_kind,
    read_name,
    text_of,
    written_code,
)


def read_members(item: Children, language: str) -> Iterator[Association]:
    """Yield the members of a package in order, each with the role of its group."""
    groups = [group for group_set in item.get("groupSet", ()) for group in find_children(group_set, "group")]
    for group in groups:
        for member in find_children(group, "itemRef"):
            yield _describe_member(member, group.get("role", ""), language)
    for member in item.get("itemRef", ()):
        yield _describe_member(member, "", language)


def read_linked_items(meta: Children, guid: str, language: str) -> Iterator[Association]:
    """Yield the items that the item links to, without itself."""
    for link in meta.get("link", ()):
        target = link.get("residref", "").strip() or link.get("guidref", "").strip()
        # STT links to the version before by an identifier with the date that its own may lack.
        if target and target != guid and target.rpartition(":")[2] != guid.rpartition(":")[2]:
            yield _describe_member(link, link.get("rel", ""), language)


def read_coverage(item: Children, language: str) -> Iterator[Association]:
    """Yield the planned coverage: what will be sent, and when."""
    for coverage_set in item.get("newsCoverageSet", ()):
        for coverage in find_children(coverage_set, "newsCoverage"):
            for planning in find_children(coverage, "planning"):
                parts = group_children(planning)
                scheduled = text_of(find_first(parts, "scheduled"))
                yield Association(
                    guid=coverage.get("id", ""),
                    kind=_find_kind(parts),
                    role=f"planned {scheduled}".strip(),
                    headline=_choose_text(parts, "headline", language),
                    caption=_choose_text(parts, "description", language),
                )


def read_concepts(item: Children, language: str) -> Iterator[Association]:
    """Yield the concepts of a knowledge item, and the events in a content."""
    for concept_set in item.get("conceptSet", ()):
        for concept in find_children(concept_set, "concept"):
            yield _describe_concept(concept, language)
    for content_set in item.get("contentSet", ()):
        for events in content_set.iter("{*}events"):
            for event in find_children(events, "event"):
                yield _describe_concept(event, language)


def _describe_member(element: Any, role: str, language: str) -> Association:
    parts = group_children(element)
    href = element.get("href", "").strip()
    renditions = [Link(href=href, media_type=element.get("contenttype", ""))] if href else []
    renditions += read_links(parts.get("remoteContent", ()))
    headline = _choose_text(parts, "headline", language) or _choose_text(parts, "title", language)
    return Association(
        guid=element.get("residref", "").strip() or element.get("guidref", "").strip() or href,
        kind=_find_kind(parts),
        role=role,
        headline=headline,
        caption=_choose_text(parts, "description", language),
        credit=_choose_text(parts, "creditline", language),
        creator=_choose_text(parts, "by", language),
        renditions=tuple(dict.fromkeys(renditions)),
    )


def _describe_concept(element: Any, language: str) -> Association:
    parts = group_children(element)
    is_event = "eventDetails" in parts or last_part(written_code(find_first(parts, "type"))) == "event"
    return Association(
        guid=written_code(find_first(parts, "conceptId")),
        kind=ItemKind.EVENT if is_event else ItemKind.CONCEPT,
        role="concept",
        headline=read_name(element, language),
        caption=_choose_text(parts, "definition", language),
    )


def _find_kind(parts: Children) -> ItemKind | None:
    element = find_first(parts, "itemClass")
    return read_kind(element) if element is not None else None


def _choose_text(parts: Children, name: str, language: str) -> str:
    if name not in parts:
        return ""
    filled = [element for element in parts[name] if text_of(element)]
    return text_of(choose_language(filled, language))
