"""What a right is: a channel, allowed or denied, for a time. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RightsChannel(StrEnum):
    SITE = "site"
    PARTNER = "partner"
    ARCHIVE = "archive"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class GrantRule:
    """`since <= t < until`; None is open. `source` says who gave it: contract, photo, editor."""

    channel: RightsChannel
    allow: bool
    since: datetime | None = None
    until: datetime | None = None
    source: str = "contract"
    holder: str = ""
    """Whose right it is, for the reason a human reads: an agency's name, a photographer."""

    def holds_at(self, at: datetime) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class IntendedUse:
    channel: RightsChannel
    at: datetime
