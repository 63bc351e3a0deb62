"""Received items that an agency withholds, and the stories made of them."""

from collections.abc import Iterable
from datetime import datetime

from articles.models import WireItem
from articles.wire.item import PubStatus


def is_withheld(item: WireItem) -> bool:
    """Return True for an item that nobody may publish until a person releases it.

    A withheld item with an embargo is not meant: it may be published when the embargo ends.
    """
    is_held = item.held or (item.pubstatus == PubStatus.WITHHELD and item.embargo is None)
    return is_held and item.released_at is None


def find_withheld(items: Iterable[WireItem]) -> WireItem | None:
    """Return the first item whose newest version is withheld.

    `superseded_by` is read for each superseded item.
    """
    return next((item for item in items if is_withheld(item.superseded_by or item)), None)


def find_embargo(items: Iterable[WireItem], at: datetime) -> datetime | None:
    """Return the latest running embargo of the items' newest versions."""
    ends = [(item.superseded_by or item).embargo for item in items]
    return max((end for end in ends if end is not None and end > at), default=None)
