"""Renditions, linked media and pictures of AP Media API JSON. Pure."""

from collections.abc import Iterator, Mapping

from articles.wire.item import Association, ItemKind, Link, WirePhoto
from articles.wire.json_formats.json_values import (
    JsonObject,
    iterate_members,
    keep_links,
    make_link,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
)


def read_rendition_links(entry: JsonObject) -> tuple[Link, ...]:
    """Return the renditions as links, with their tokens."""
    return keep_links(
        make_link(
            rendition.get("href"),
            media_type=rendition.get("mimetype"),
            role=name,
            title=rendition.get("title"),
            width=rendition.get("width"),
            height=rendition.get("height"),
        )
        for name, rendition in iterate_members(entry.get("renditions"))
    )


def read_associations(entry: JsonObject, kinds: Mapping[str, ItemKind]) -> Iterator[Association]:
    for name, one in iterate_members(entry.get("associations")):
        identifiers = read_object(one.get("altids"))
        yield Association(
            guid=read_line(identifiers.get("itemid")) or read_text(one.get("uri")).partition("?")[0],
            kind=kinds.get(read_text(one.get("type")).lower()),
            role=name,
            headline=read_line(one.get("headline")) or read_line(one.get("title")),
            caption=read_line(one.get("description_caption")),
            credit=read_line(one.get("description_creditline")),
            creator=read_line(read_object(one.get("photographer")).get("name")),
            renditions=read_rendition_links(one),
        )


def make_photo(entry: JsonObject) -> WirePhoto:
    """Return the facts of a picture; the note to editors is not one of them."""
    photographer = read_object(entry.get("photographer"))
    place = read_object(entry.get("datelinelocation"))
    persons = (read_line(one.get("name")) for one in read_objects(entry.get("person")))
    return WirePhoto(
        caption=read_line(entry.get("description_caption")),
        headline=read_line(entry.get("headline")),
        title=read_line(entry.get("title")),
        creator=read_line(photographer.get("name")),
        creator_title=read_line(photographer.get("title")),
        credit=read_line(entry.get("description_creditline")),
        source=", ".join(read_lines(entry.get("infosource"))),
        copyright=read_line(entry.get("copyrightnotice")),
        keywords=read_lines(entry.get("keywords")),
        persons_in_image=tuple(dict.fromkeys(filter(None, persons))),
        date_created=read_line(entry.get("firstcreated")),
        city=read_line(place.get("city")),
        state=read_line(place.get("countryareaname")),
        country=read_line(place.get("countryname")),
        country_code=read_line(place.get("countrycode")),
        job_id=read_line(read_object(entry.get("altids")).get("transref")),
        usage_terms=" ".join(read_lines(entry.get("usageterms"))),
    )
