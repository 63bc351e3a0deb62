"""Facts of pictures in NewsML-G2, as the fields of IPTC photo metadata. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from articles.wire.item import RightsNotice, WirePhoto
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_g2.elements import (
    Children,
    find_children,
    find_first,
    last_part,
    read_name,
    text_of,
    written_code,
)
from articles.wire.newsml_g2.metadata import find_address, read_creator, read_persons

_LEVELS = {"city": "city", "statprov": "state", "state": "state", "country": "country"}
"""Last part of the type of a place → field."""
_JOB_TYPES = frozenset({"orgtransref", "jobid", "transref"})


def read_photo(
    content: Children, meta: Children, asserts: Mapping[str, Any], caption: str, draft: ItemDraft
) -> WirePhoto:
    """Return the facts of a picture, without the notes to editors."""
    language = draft.get("language", "")
    creator, creator_title = read_creator(content, language)
    rights: RightsNotice = draft.get("rights", RightsNotice())
    sources = [read_name(e, language) or e.get("literal", "").strip() for e in content.get("infoSource", ())]
    jobs = [text_of(e) for e in content.get("altId", ()) if last_part(e.get("type", "")) in _JOB_TYPES]
    places = {field: name for field, name in _read_places(content, asserts, language) if name}
    return WirePhoto(
        caption=caption,
        headline=draft.get("headline", ""),
        title=text_of(find_first(meta, "title")),
        creator=creator or draft.get("byline", ""),
        creator_title=creator_title,
        credit=draft.get("creditline", ""),
        source=next(filter(None, sources), ""),
        copyright=rights.notice or rights.holder,
        keywords=draft.get("keywords", ()),
        persons_in_image=tuple(dict.fromkeys(read_persons(content, language))),
        date_created=text_of(find_first(content, "contentCreated")),
        city=places.get("city", "") or draft.get("located", ""),
        state=places.get("state", ""),
        country=places.get("country", ""),
        country_code=places.get("country_code", ""),
        job_id=next(iter(jobs), ""),
        usage_terms=" ".join(rights.terms),
        digital_source_type=_find_source_type(content),
    )


def _read_places(content: Children, asserts: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of the place where the picture was taken."""
    for located in content.get("located", ()):
        for place in (*reversed(find_children(located, "broader")), located):
            yield from _read_level(place, language)
    for assertion in asserts.values():
        if next(assertion.iter("{*}POIDetails"), None) is not None:
            for part, field in (("locality", "city"), ("area", "state"), ("country", "country")):
                yield field, find_address(assertion, part, language)
            return


def _read_level(place: Any, language: str) -> Iterator[tuple[str, str]]:
    field = _LEVELS.get(last_part(place.get("type", "")))
    if field:
        yield field, read_name(place, language) or place.get("literal", "")
    if field == "country" and place.get("qcode", "").startswith("iso3166"):
        yield "country_code", last_part(place.get("qcode")).upper()


def _find_source_type(content: Children) -> str:
    """Return the code of the digital source, which shows pictures made by machines."""
    return written_code(find_first(content, "digitalSourceType"))
