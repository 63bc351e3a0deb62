"""Versions of an agency item: their order, and the kills among them. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from articles.parsing.agency_update import ItemStatus


class Order(StrEnum):
    NEWER = "newer"
    OLDER = "older"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Version:
    """Version data of an item: the number and the aware creation time.

    `declared` data are fields of a news item, whose time is that of the version; the time in a text message is that of
    its transmission.
    """

    number: int | None = None
    created: datetime | None = None
    declared: bool = False

    def compare(self, other: "Version") -> Order:
        """Return the order of this version relative to `other`.

        A contradiction between time and number is UNKNOWN: a repeated message carries a new time and its old number,
        so that by the time alone an old version sent again would lift a kill. Between declared versions the time counts
        first, because the numbers of some agencies are not sequential.
        """
        if self.declared and other.declared:
            by_time = _compare(self.created, other.created)
            return by_time if by_time in {Order.NEWER, Order.OLDER} else _compare_declared(self, other)
        orders = {_compare(self.created, other.created), _compare(self.number, other.number)} - {
            Order.UNKNOWN
        }
        if not orders or {Order.NEWER, Order.OLDER} <= orders:
            return Order.UNKNOWN
        decided = orders - {Order.SAME}
        return decided.pop() if decided else Order.SAME

    def is_newer_than(self, other: "Version") -> bool:
        return self.compare(other) is Order.NEWER


def _compare_declared(one: Version, other: Version) -> Order:
    """Return the order of two versions of one time, or of which one has no time."""
    by_number = _compare(one.number, other.number)
    if by_number is Order.UNKNOWN and one.created is not None and one.created == other.created:
        return Order.SAME
    return by_number


def _compare[T: (int, datetime)](one: T | None, other: T | None) -> Order:
    if one is None or other is None:
        return Order.UNKNOWN
    if one == other:
        return Order.SAME
    return Order.NEWER if one > other else Order.OLDER


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """Version and status of one item in a history."""

    pk: int
    version: Version
    status: ItemStatus


def find_active_kills(items: Iterable[HistoryItem]) -> list[HistoryItem]:
    """Return the kills that no usable version is newer than.

    The result depends on the items received, never on the order of their arrival.
    """
    items = list(items)
    usable = [item for item in items if item.status is ItemStatus.USABLE]
    return [
        kill
        for kill in items
        if kill.status is ItemStatus.KILL and not any(u.version.is_newer_than(kill.version) for u in usable)
    ]


def find_newest[T](items: Iterable[T], version_of: Callable[[T], Version]) -> T | None:
    """Return the item that no other is newer than, of several the first."""
    candidates = list(items)
    versions = [version_of(item) for item in candidates]
    for item, version in zip(candidates, versions, strict=True):
        if not any(other.is_newer_than(version) for other in versions):
            return item
    return candidates[0] if candidates else None
