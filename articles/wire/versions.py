"""Versions of agency copy: which of two is newer by the agency's own words, and whether a kill still holds. Pure."""

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
"""`021512 GMT Mrz 26`, the line that ends a message on the wire: day, hour and minute, month, year."""
_OFFSETS = {"GMT": 0, "UTC": 0, "Z": 0, "MEZ": 1, "CET": 1, "MESZ": 2, "CEST": 2}


class Order(StrEnum):
    NEWER = "newer"
    OLDER = "older"
    SAME = "same"
    UNKNOWN = "unknown"


class ItemStatus(StrEnum):
    """What an item says of itself; a doubtful kill is neither usable nor a kill until an editor has decided."""

    USABLE = "usable"
    KILL = "kill"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Version:
    """What the agency says of the version: its number, and when it was made (aware)."""

    number: int | None = None
    created: datetime | None = None

    def compared_to(self, other: "Version") -> Order:
        """Whether this is newer than `other`. Time and number that contradict each other tell nothing.

        A message that is sent again carries a new time and its old number: trusting the time alone, an old version
        sent again would lift a kill.
        """
        told = {_compare(self.created, other.created), _compare(self.number, other.number)} - {Order.UNKNOWN}
        if not told or {Order.NEWER, Order.OLDER} <= told:
            return Order.UNKNOWN
        decided = told - {Order.SAME}
        return decided.pop() if decided else Order.SAME

    def is_newer_than(self, other: "Version") -> bool:
        return self.compared_to(other) is Order.NEWER


def _compare[T: (int, datetime)](one: T | None, other: T | None) -> Order:
    if one is None or other is None:
        return Order.UNKNOWN
    if one == other:
        return Order.SAME
    return Order.NEWER if one > other else Order.OLDER


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One of the items that an agency has sent on one matter."""

    pk: int
    version: Version
    standing: ItemStatus


def find_active_kills(items: Iterable[HistoryItem]) -> list[HistoryItem]:
    """Return the kills that hold: those that no usable version is known to be newer than.

    It depends on what has come in alone, never on the order in which it came.
    """
    held = list(items)
    usable = [item for item in held if item.standing is ItemStatus.USABLE]
    return [
        kill
        for kill in held
        if kill.standing is ItemStatus.KILL and not any(u.version.is_newer_than(kill.version) for u in usable)
    ]


def find_newest[T](items: Iterable[T], version_of: Callable[[T], Version]) -> T | None:
    """Return the item that no other is newer than; of several such the first, so give the last received first."""
    held = list(items)
    versions = [version_of(item) for item in held]
    for place, item in enumerate(held):
        if not any(other.is_newer_than(versions[place]) for other in versions):
            return item
    return held[0] if held else None


def parse_version_number(agency_id: str) -> int | None:
    """Return the version that an agency's item number carries, None for a number without one."""
    match = _match_version(agency_id)
    return int(match[1]) if match else None


def strip_version(agency_id: str) -> str:
    """Return the item number without the version at its end, so that all versions of an item share it."""
    match = _match_version(agency_id)
    return agency_id[: match.start(1) - 1] if match else agency_id


def _match_version(agency_id: str) -> re.Match[str] | None:
    return _AFTER_SLASH.search(agency_id) or _LAST_PART.fullmatch(agency_id)


def parse_version_time(line: str, zone: tzinfo) -> datetime | None:
    """Return the time, in UTC, that the last line of a message names; `zone` is that of a time without one.

    A zone that is not known gives None: a wrong time would order versions wrongly.
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
