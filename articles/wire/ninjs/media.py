"""Pictures, renditions and associations of ninjs. Pure."""

from collections.abc import Iterator
from itertools import chain

from articles.wire.item import Association, Link, WirePhoto
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.json_values import (
    JsonObject,
    find_value,
    iterate_members,
    keep_links,
    make_link,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
)
from articles.wire.ninjs.concepts import read_keywords, read_persons
from articles.wire.ninjs.texts import join_names, list_texts, read_descriptions, set_headlines
from articles.wire.vocabularies import KINDS

_CREDIT = ("creditline", "credit", "source")
_CREATOR = ("byline", "by")


def read_renditions(item: JsonObject) -> tuple[Link, ...]:
    """Return the renditions; 1.x names them by key, 2.x and 3.x by `name`."""
    return keep_links(
        make_link(
            one.get("href") or one.get("url"),
            media_type=one.get("mimetype") or one.get("contenttype") or one.get("contentType"),
            role=name,
            title=one.get("title"),
            width=one.get("width"),
            height=one.get("height"),
        )
        for name, one in iterate_members(item.get("renditions"))
    )


def iterate_associations(item: JsonObject) -> Iterator[Association]:
    """Yield the associated items, without theirs, and the members of packages."""
    groups = read_objects(item.get("groups"))
    members = (
        (group.get("id"), one) for group in groups for one in read_objects(group.get("refs")) if "guid" in one
    )
    for name, one in chain(iterate_members(item.get("associations")), members):
        draft = ItemDraft()
        set_headlines(draft, one)
        caption, _ = read_descriptions(one)
        yield Association(
            guid=find_value(one, ("guid", "uri", "_id"))[0],
            kind=KINDS.get(read_text(one.get("type")).lower()),
            role=read_line(name),
            headline=draft.get("headline", ""),
            caption=caption,
            credit=read_line(find_value(one, _CREDIT)[0]),
            creator=read_creator(one),
            renditions=read_renditions(one),
        )


def read_creator(item: JsonObject) -> str:
    return read_line(find_value(item, _CREATOR)[0]) or join_names(read_objects(item.get("authors")))


def make_photo(item: JsonObject, draft: ItemDraft) -> WirePhoto:
    """Return the facts of a picture, for an item whose lines are set."""
    source_type = item.get("digitalsourcetype") or item.get("digitalSourceType")
    holder = find_value(item, ("copyrightnotice", "copyrightNotice", "copyrightholder", "copyrightHolder"))[0]
    return WirePhoto(
        caption=read_descriptions(item)[0],
        headline=draft.get("headline", ""),
        title=read_line(item.get("title")),
        creator=read_creator(item),
        credit=read_line(find_value(item, _CREDIT)[0]),
        source=", ".join(
            read_lines(item.get("infosource") or item.get("infosources") or item.get("infoSources"))
        ),
        copyright=read_line(holder),
        keywords=read_keywords(item),
        persons_in_image=read_persons(item),
        date_created=find_value(item, ("contentcreated", "contentCreated"))[0],
        city=draft.get("located", ""),
        usage_terms=read_line(find_value(item, ("usageterms", "usageTerms"))[0]),
        digital_source_type=find_value(read_object(source_type), ("uri", "literal", "name"))[0],
        alt_text=_read_alternative(item),
    )


def _read_alternative(item: JsonObject) -> str:
    """Return the text of a picture: a description for those who cannot see it."""
    written = next((read_line(one.text) for one in list_texts(item, "", "body_")), "")
    return read_line(item.get("alt_text")) or written
