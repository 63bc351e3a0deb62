"""Request limits of a key by minute and day, in one row that all workers share."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from rest_framework import exceptions

from articles.actions.partners.usage import MeterCounts

POLICY = '"minute";q={minute};w=60, "day";q={day};w=86400'


@dataclass(frozen=True, slots=True)
class Meter:
    """Requests of a key in the current minute and day (UTC), including this one."""

    in_minute: int
    in_day: int
    at: datetime

    @property
    def minute_left(self) -> int:
        return max(0, settings.FEED_PER_MINUTE - self.in_minute)

    @property
    def day_left(self) -> int:
        return max(0, settings.FEED_PER_DAY - self.in_day)

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
        return self.minute_ends_in if self.in_minute > settings.FEED_PER_MINUTE else 0

    def headers(self) -> dict[str, str]:
        policy = POLICY.format(minute=settings.FEED_PER_MINUTE, day=settings.FEED_PER_DAY)
        left = f'"minute";r={self.minute_left};t={self.minute_ends_in}, "day";r={self.day_left};t={self.day_ends_in}'
        return {"RateLimit-Policy": policy, "RateLimit": left}


def meter_from_key(key: Any, at: datetime) -> Meter:
    """Return the meter read with the key."""
    counts = (key.metered_minute, key.metered_in_minute, key.metered_day, key.metered_in_day)
    return meter_from_counts(counts, at)


def meter_from_counts(counts: MeterCounts, at: datetime) -> Meter:
    """Return the meter with this request; counts of a past minute or day start at 0."""
    minute, in_minute, day, in_day = counts
    same_minute = minute is not None and minute >= at.replace(second=0, microsecond=0)
    same_day = day is not None and day >= at.astimezone(UTC).date()
    return Meter(
        in_minute=1 + (in_minute or 0 if same_minute else 0),
        in_day=1 + (in_day or 0 if same_day else 0),
        at=at,
    )


class RateLimited(exceptions.Throttled):
    default_detail = "Too many requests."
    extra_detail_singular = extra_detail_plural = "Try again in {wait} seconds, as Retry-After says."
