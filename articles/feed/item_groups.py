"""Pages of items in groups that are compressed once.

Groups end at the same stories on every page. So pages that begin one story apart, or go to different partners, share
groups.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from articles.feed.compression import BodyPart
from articles.feed.rendered_items import RenderedItem

GROUP = 16
"""A group ends at each story whose number this divides; smaller groups compress worse."""


@dataclass(frozen=True, slots=True)
class GroupedBody:
    content: bytes
    parts: Sequence[BodyPart]
    """The first parts; what follows them is different in each response."""


def join_items(items: Sequence[RenderedItem], ids: Sequence[int], more: dict[str, Any]) -> GroupedBody:
    """Return the JSON document of a page, with `stories` before `more`.

    `ids` are the numbers of the items' stories.
    """
    parts: list[tuple[Hashable, bytes]] = []
    for group in _split_groups(items, ids):
        start = b"," if parts else b'{"stories":['
        parts.append((start, start))
        parts.append((tuple(item.number for item in group), b",".join(item.content for item in group)))
    end = (b"]," if parts else b'{"stories":[],') + orjson.dumps(more)[1:]
    content = b"".join([part for _, part in parts] + [end])
    return GroupedBody(content, tuple(BodyPart(len(part), key) for key, part in parts))


def _split_groups(items: Sequence[RenderedItem], ids: Sequence[int]) -> Iterator[Sequence[RenderedItem]]:
    start = 0
    for place, number in enumerate(ids, 1):
        if number % GROUP == 0 or place == len(ids):
            yield items[start:place]
            start = place
