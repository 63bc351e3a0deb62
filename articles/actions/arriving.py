"""Copy on its way in: kept as it came, read, and held against what the desk has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.actions.agency_changes import consider
from articles.actions.guards import Actor
from articles.actions.intake import read_item, receive
from articles.models import AgencyChange, WireItem
from articles.wire.errors import CopyError


@dataclass(frozen=True, slots=True)
class Arrived:
    item: WireItem
    changes: Sequence[AgencyChange]
    """What it changes on the desk; empty for copy on a new matter."""


class Unreadable(Exception):
    """The copy is kept as `item` and set aside; `why` says what the reader met."""

    def __init__(self, item: WireItem, why: CopyError) -> None:
        super().__init__(why.message)
        self.item, self.why = item, why


def take_in(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "file", media_type: str = "text/plain"
) -> Arrived:
    """Each step commits by itself: copy that cannot be read is kept all the same. Raises ActionRefused, Unreadable."""
    item = receive(raw, by=by, at=at, channel=channel, media_type=media_type)
    try:
        read_item(item.pk, at=at)
    except CopyError as refusal:
        raise Unreadable(item, refusal) from refusal
    changes = consider(item.pk, at=at)
    return Arrived(WireItem.objects.get(pk=item.pk), changes)
