"""Items as JSON, rendered once for all responses of this process.

An edition never changes. What else decides its item moves the site's revision or is a right that starts or ends;
links to pictures belong to a key and a link step. All of that is in the key of a cached item, so an outdated item is
never found: after the end of a licence, a new name or another scope the key is another one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from articles.feed.authentication import Caller
from articles.feed.formats.feed_item import FeedItem, Redaction
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.feed.redaction import count_items, make_items, redaction_reasons
from articles.feed.related_records import load_edition_rows
from articles.feed.signed_urls import link_step
from articles.feed.sparse_fields import describe_redactions, trim_fields
from articles.models import EmbargoedEdition
from articles.models.partner import Scope
from newsroom.caching.bounded_cache import BoundedCache

MAX_BYTES = 16_000_000
"""Bytes of all items of a process."""


@dataclass(frozen=True, slots=True)
class ItemShape:
    """The form of an item that a request asks for."""

    older: bool = False
    """Whether the item is ninjs 2.2."""
    fields: frozenset[str] | None = None
    """Optional parts to send, None for all."""


@dataclass(frozen=True, slots=True)
class RenderedItem:
    content: bytes
    """The item in ninjs."""
    uri: str
    fingerprint: str
    corrections: tuple[tuple[int, str], ...]
    redactions: tuple[Redaction, ...]
    fragment: orjson.Fragment
    """The item as a part of a larger JSON document."""
    redactions_fragment: orjson.Fragment
    """The redactions, likewise."""
    reasons: frozenset[str]
    """The reasons of what the item lacks, as the request log counts them."""


ITEMS: BoundedCache[tuple[int, bytes], RenderedItem] = BoundedCache(MAX_BYTES, lambda item: len(item.content))


def rendered_items(
    editions: Sequence[int | EmbargoedEdition], caller: Caller, at: datetime, shape: ItemShape
) -> list[RenderedItem]:
    """Return the items of editions, given by id or embargoed, in this order.

    The caller must be allowed to receive the editions at the time.
    """
    state = _state(caller, at, shape)
    known = _find_known(editions, state) if state else {}
    missing = [edition for edition in editions if edition not in known]
    made = dict(zip(missing, _render_all(missing, caller, at, shape), strict=True))
    if state:
        for edition, item in made.items():
            if isinstance(edition, int):
                ITEMS.put((edition, state), item)
    items = [known.get(edition) or made[edition] for edition in editions]
    count_items(caller, [item.reasons for item in items])
    return items


def _state(caller: Caller, at: datetime, shape: ItemShape) -> bytes:
    """Return a digest of everything that decides an item next to its edition.

    The result is empty if that was not read with the key, or was read for another time.
    """
    if caller.position is None or caller.at != at:
        return b""
    position = caller.position
    links = (caller.key.pk, link_step(at)) if caller.has_scope(Scope.PICTURES) else ()
    # After a restored backup, editions of another epoch get the same ids.
    fields = None if shape.fields is None else sorted(shape.fields)
    parts = (position.epoch, position.site_revision, position.grant_changes, shape.older, fields, links)
    return hashlib.sha256(repr(parts).encode()).digest()


def _find_known(
    editions: Sequence[int | EmbargoedEdition], state: bytes
) -> dict[int | EmbargoedEdition, RenderedItem]:
    found = ITEMS.get_many([(edition, state) for edition in editions if isinstance(edition, int)])
    return {edition: item for (edition, _), item in found.items()}


def _render_all(
    editions: Sequence[int | EmbargoedEdition], caller: Caller, at: datetime, shape: ItemShape
) -> list[RenderedItem]:
    if not editions:
        return []
    loaded = load_edition_rows([edition for edition in editions if isinstance(edition, int)], at)
    rows = [loaded[edition] if isinstance(edition, int) else edition for edition in editions]
    return [_render(item, shape) for item in make_items(rows, caller, at)]


def _render(item: FeedItem, shape: ItemShape) -> RenderedItem:
    fields = trim_fields(render_ninjs(item), shape.fields)
    content = orjson.dumps(render_ninjs_22(fields) if shape.older else fields)
    return RenderedItem(
        content=content,
        uri=item.uri,
        fingerprint=item.fingerprint(),
        corrections=item.corrections,
        redactions=item.redactions,
        fragment=orjson.Fragment(content),
        redactions_fragment=orjson.Fragment(orjson.dumps(describe_redactions(item.redactions))),
        reasons=redaction_reasons(item.redactions),
    )
