"""Versions of an agency item: their order, and the kills among them. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum

from articles.parsing.dates.calendar_names import MONTHS

_AFTER_SLASH = re.compile(r"(?<=\d)/(\d{1,4})$")
"""`dpa:260302-99-123456/3`"""
_LAST_PART = re.compile(r"(?:urn:newsml:)?+[^:\s]+:[^:\s]+:\S+:(\d{1,4})[ANUanu]?")
"""`urn:newsml:afp.com:20260302T101500Z:doc-12ab:2`, and NewsML 1's `…:TX-PAR-ABC12:2U`"""
_TIME_LINE = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?: ?(?P<zone>[A-Z]{1,4}))? (?P<month>[A-Za-zäÄ]{3,4})\.? "
    r"(?P<year>\d{4}|\d\d)"
)
"""`021512 GMT Mrz 26`, the line that ends a wire message: day, time, month, year."""
_OFFSETS = {"GMT": 0, "UTC": 0, "Z": 0, "MEZ": 1, "CET": 1, "MESZ": 2, "CEST": 2}


class Order(StrEnum):
    NEWER = "newer"
    OLDER = "older"
    SAME = "same"
    UNKNOWN = "unknown"


class ItemStatus(StrEnum):
    """Status that an item declares.

    A doubtful kill is neither usable nor a kill until an editor has decided.
    """

    USABLE = "usable"
    KILL = "kill"
    DOUBTFUL = "doubtful"
    WITHHELD = "withheld"
    """Visible to the desk, but not to be published yet; it lifts no kill."""


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


def parse_version_number(agency_id: str) -> int | None:
    """Return the version in an agency's item id; None if it has none."""
    match = _match_version(agency_id)
    return int(match[1]) if match else None


def strip_version(agency_id: str) -> str:
    """Return the item id without the version at its end."""
    match = _match_version(agency_id)
    return agency_id[: match.start(1) - 1] if match else agency_id


def _match_version(agency_id: str) -> re.Match[str] | None:
    return _AFTER_SLASH.search(agency_id) or _LAST_PART.fullmatch(agency_id)


def parse_version_time(line: str, zone: tzinfo) -> datetime | None:
    """Return the UTC time in the last line of a message; `zone` is the default zone.

    An unknown zone gives None: a wrong time would order versions wrongly.
    """
    match = _TIME_LINE.fullmatch(line.strip())
    month = MONTHS.get(match["month"].casefold()) if match else None
    if match is None or month is None:
        return None
    if match["zone"] and match["zone"] not in _OFFSETS:
        return None
    here = timezone(timedelta(hours=_OFFSETS[match["zone"]])) if match["zone"] else zone
    year = int(match["year"])
    try:
        local = datetime(
            year + 2000 if year < 100 else year, month, int(match["day"]),
            int(match["hour"]), int(match["minute"]), tzinfo=here,
        )  # fmt: skip
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
