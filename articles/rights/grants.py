"""Rights to use content: a channel, allowed or denied, for a period. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RightsChannel(StrEnum):
    SITE = "site"
    PARTNER = "partner"
    ARCHIVE = "archive"
    SOCIAL = "social"
    MINING = "mining"
    """Text and data mining by others, by which models are trained."""


@dataclass(frozen=True, slots=True)
class GrantRule:
    """A right that is valid at `t` if `since <= t < until`; None is an open end.

    `source` is contract, photo or editor.
    """

    channel: RightsChannel
    allow: bool
    since: datetime | None = None
    until: datetime | None = None
    source: str = "contract"
    holder: str = ""
    """Name of the agency or photographer that the reason mentions."""

    def is_valid_at(self, at: datetime) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class IntendedUse:
    channel: RightsChannel
    at: datetime
