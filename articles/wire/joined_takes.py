"""Takes, the parts in which an agency sends a long story, joined into one. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

_JOINED = ("blocks", "ednotes", "associations", "links", "keywords", "subjects")
_OF_ONE_TAKE = ("take", "takes")


def join_takes(contents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one item with the head of the first take and the text of all, in order.

    A value that the first take lacks is taken from the next one that has it.
    """
    joined: dict[str, Any] = {}
    for content in contents:
        for name, value in content.items():
            if name in _JOINED:
                known = joined.setdefault(name, [])
                joined[name] = known + [one for one in value if name == "blocks" or one not in known]
            elif name not in _OF_ONE_TAKE:
                joined.setdefault(name, value)
    return joined
