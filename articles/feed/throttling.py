"""Request limits of a key by minute and day, in one row that all workers share."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from rest_framework import exceptions

from articles.actions.partners.usage import MeterCounts

WALK_DISTANCE = 100
"""Entries to the end of the log above which a page of `changes` belongs to a walk."""


@dataclass(frozen=True, slots=True)
class Meter:
    """Requests of a key in the current minute and day (UTC), including this one."""

    in_minute: int
    walk_in_minute: int
    in_day: int
    at: datetime
    walks: bool = False
    """Whether this request is a page of a walk, which has a limit of its own per minute."""

    @property
    def per_minute(self) -> int:
        return settings.FEED_WALK_PER_MINUTE if self.walks else settings.FEED_PER_MINUTE

    @property
    def minute_count(self) -> int:
        """Requests of this kind in the minute."""
        return self.walk_in_minute if self.walks else self.in_minute

    @property
    def minute_ends_in(self) -> int:
        """Seconds to the end of the minute."""
        return 60 - self.at.second

    @property
    def day_ends_in(self) -> int:
        """Seconds to midnight UTC."""
        midnight = datetime.combine(self.at.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
        return int((midnight - self.at).total_seconds()) + 1

    @property
    def wait_seconds(self) -> int:
        """Seconds until the next request is allowed; 0 below the limits."""
        if self.in_day > settings.FEED_PER_DAY:
            return self.day_ends_in
        return self.minute_ends_in if self.minute_count > self.per_minute else 0

    def headers(self, *, counts: bool) -> dict[str, str]:
        """Return the fields of the IETF draft; `counts` tells whether this request does."""
        name, free = "walk" if self.walks else "minute", 0 if counts else 1
        minute_left = max(0, self.per_minute - self.minute_count + free)
        day_left = max(0, settings.FEED_PER_DAY - self.in_day + free)
        return {
            "RateLimit-Policy": f'"{name}";q={self.per_minute};w=60, "day";q={settings.FEED_PER_DAY};w=86400',
            "RateLimit": f'"{name}";r={minute_left};t={self.minute_ends_in}, "day";r={day_left};t={self.day_ends_in}',
        }


def meter_from_key(key: Any, at: datetime) -> Meter:
    """Return the meter read with the key."""
    counts = MeterCounts(
        key.metered_minute, key.metered_in_minute, key.metered_walk, key.metered_day, key.metered_in_day
    )
    return meter_from_counts(counts, at)


def meter_from_counts(counts: MeterCounts, at: datetime, *, walks: bool = False) -> Meter:
    """Return the meter with this request; counts of a past minute or day start at 0."""
    same_minute = counts.minute is not None and counts.minute >= at.replace(second=0, microsecond=0)
    same_day = counts.day is not None and counts.day >= at.astimezone(UTC).date()
    return Meter(
        in_minute=1 + ((counts.in_minute or 0) if same_minute else 0),
        walk_in_minute=1 + ((counts.walk_in_minute or 0) if same_minute else 0),
        in_day=1 + ((counts.in_day or 0) if same_day else 0),
        at=at,
        walks=walks,
    )


class RateLimited(exceptions.Throttled):
    default_detail = "Too many requests."
    extra_detail_singular = extra_detail_plural = "Try again in {wait} seconds, as Retry-After says."
