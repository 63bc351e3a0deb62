"""Headlines, descriptions and bodies of ninjs in all of its versions. Pure.

1.x names them by a suffix of the key (`body_html`), 2.x and 3.x by a role in a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.wire.body import read_html
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item import BodyBlock, EditorNote
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.dpa_sections import arrange_sections
from articles.wire.json_formats.json_values import (
    JsonObject,
    read_body,
    read_line,
    read_objects,
    read_text,
    set_line,
)

_MAIN = frozenset({"main", "headline", "text", "default", ""})
_SUB = frozenset({"sub", "subhead", "subheadline", "subtitle", "secondary", "deck", "extended"})
_KICKER = frozenset({"kicker", "overline", "topline"})
_TEASERS = frozenset({
    "text", "main", "summary", "abstract", "teaser", "lead", "caption", "description", "intro", "richtext", "html",
    "xhtml", "",
})  # fmt: skip
_FOR_DESKS = re.compile(r"usage|note|notice|internal|private|nonpublic|instruction|contact", re.IGNORECASE)
"""Suffixes and roles of texts for desks, such as TT's `description_usage`."""
_NO_BODY = re.compile(r"teaser|summary|caption|abstract|seo|event|pages?|planning", re.IGNORECASE)
_HTML = re.compile(r"html|rich|xml", re.IGNORECASE)
_EMBEDDED = (
    (re.compile(r"<!-- EMBED START\b"), re.compile(r"<!-- EMBED END\b[^<>]{0,300}-->")),
    (
        re.compile(r"<figure\b(?! data-(?:pictures|media-items))[^<>]*>", re.IGNORECASE),
        re.compile(r"</figure\s*>", re.IGNORECASE),
    ),
)
"""Embedded media of Superdesk; caption and address are in the associations."""


@dataclass(frozen=True, slots=True)
class RoleText:
    """A version of a text, with its role or suffix, its media type and its place."""

    role: str
    media_type: str
    text: str
    path: str

    @property
    def is_html(self) -> bool:
        return bool(_HTML.search(self.media_type or self.role))

    @property
    def preference(self) -> int:
        """0 for HTML, 1 for plain text, 2 for NITF and other XML."""
        kind = (self.media_type or self.role).lower()
        return 2 if "nitf" in kind or ("xml" in kind and "html" not in kind) else int(not self.is_html)


def set_headlines(item: AgencyFields) -> None:
    _set_headlines(item.draft, item.node)


def read_headline(item: JsonObject) -> list[str]:
    draft = ItemDraft()
    _set_headlines(draft, item)
    return [draft.get("headline", "")]


def _set_headlines(draft: ItemDraft, item: JsonObject) -> None:
    """Set headline, subheadline and kicker; without a headline the title is one."""
    headlines = list_texts(item, "headlines", "headline_")
    set_line(draft, "headline", item, ("headline",))
    for roles, field in ((_MAIN, "headline"), (_SUB, "subheadline"), (_KICKER, "kicker")):
        for one in headlines:
            if one.role.lower() in roles:
                draft.set(field, read_line(one.text), one.path)
    for one in headlines:
        if one.role.lower() not in _SUB | _KICKER:
            draft.set("headline", read_line(one.text), one.path)
    set_line(draft, "headline", item, ("title", "name"))


def add_notes(item: AgencyFields) -> None:
    """Add the notes to desks among the descriptions."""
    texts = list_texts(item.node, "descriptions", "description_")
    notes = (EditorNote(read_line(one.text), role=one.role) for one in texts if _FOR_DESKS.search(one.role))
    item.draft.add("ednotes", notes, "description")


def read_description(item: JsonObject) -> list[str]:
    """Return the summary or caption, else all descriptions for readers."""
    texts = list_texts(item, "descriptions", "description_")
    public = [one for one in texts if not _FOR_DESKS.search(one.role)]
    return [read_line(one.text) for one in public if one.role.lower() in _TEASERS] or [
        read_line(one.text) for one in public
    ]


def read_alternative(item: JsonObject) -> list[str]:
    """Return the texts of a picture, which describe it to those who cannot see it."""
    return [read_line(one.text) for one in list_texts(item, "", "body_")]


def set_body(item: AgencyFields) -> None:
    body, path = _read_body(item.node)
    footer = _read_body({"body_html": item.node.get("body_footer")})[0] if body else ()
    item.draft.set("body", (*body, *footer), path)


def _read_body(item: JsonObject) -> tuple[tuple[BodyBlock, ...], str]:
    """Return the text and its place; HTML counts more than plain text, other XML less."""
    texts = [one for one in list_texts(item, "bodies", "body_") if not _FOR_DESKS.search(one.role)]
    wanted = [one for one in texts if not _NO_BODY.search(one.role)]
    for one in sorted(wanted, key=lambda text: text.preference):
        if blocks := _read_blocks(one):
            return blocks, one.path
    return (), ""


def list_texts(item: JsonObject, key: str, prefix: str) -> list[RoleText]:
    """Return all versions of a text, in both ways to write them."""
    return list(filter(lambda one: one.text, [*_iterate_list(item, key), *_iterate_suffixes(item, prefix)]))


def _iterate_list(item: JsonObject, key: str) -> Iterator[RoleText]:
    for position, one in enumerate(read_objects(item.get(key))):
        media_type = read_text(one.get("contenttype") or one.get("contentType"))
        yield RoleText(
            read_text(one.get("role")), media_type, read_text(one.get("value")), f"{key}[{position}]"
        )


def _iterate_suffixes(item: JsonObject, prefix: str) -> Iterator[RoleText]:
    for key, value in item.items():
        if key.startswith(prefix) and isinstance(value, str):
            yield RoleText(key.removeprefix(prefix), "", value.strip(), key)


def _read_blocks(text: RoleText) -> tuple[BodyBlock, ...]:
    source = text.text
    for opening, closing in _EMBEDDED:
        source = _remove_parts(source, opening, closing)
    story = arrange_sections(source)
    return read_html(story) if text.is_html else read_body(story)


def _remove_parts(source: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Return the text without its parts from an opening to a closing mark."""
    outside: list[str] = []
    position = 0
    while (begin := opening.search(source, position)) and (end := closing.search(source, begin.end())):
        outside.append(source[position : begin.start()])
        position = end.end()
    return "".join(outside) + source[position:]


def join_names(people: Any) -> list[str]:
    """Return the names of authors, each once, as one text."""
    names = (read_line(one.get("name")) for one in read_objects(people))
    return [", ".join(dict.fromkeys(filter(None, names)))]
