"""Usual number of items and usual pauses, from counts by full hours. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from statistics import median

WEEKS = 4
SPAN = timedelta(hours=1)
FIRST_DAY = timedelta(days=1)
MAX_LIMIT = timedelta(weeks=WEEKS)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The first and the last hour with items, and the longest time between two."""

    first: datetime
    last: datetime
    longest: timedelta

    def estimate_limit(self, at: datetime) -> timedelta | None:
        """Return twice the longest pause; None in the first day."""
        end = self.first + FIRST_DAY
        return min(2 * max(self.longest, end - self.last), MAX_LIMIT) if at >= end else None


def floor_to_hours(at: datetime) -> datetime:
    """Return the time without its minutes, in UTC."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def shift_weeks(at: datetime, weeks: int, zone: tzinfo) -> datetime:
    """Return the time some weeks before, at the same time of the zone's clock."""
    local = at.astimezone(zone)
    earlier = (local.replace(tzinfo=None) - timedelta(weeks=weeks)).replace(fold=local.fold)
    return earlier.replace(tzinfo=zone).astimezone(UTC)


def list_needed_hours(at: datetime, zone: tzinfo) -> list[datetime]:
    """Return the full hours from which the usual number is computed."""
    ends = [shift_weeks(at, week, zone) for week in range(1, WEEKS + 1)]
    return sorted({floor_to_hours(time) for end in ends for time in (end - SPAN, end)})


def estimate_count(counts: Mapping[datetime, int], end: datetime) -> float:
    """Return the number in the 60 minutes before `end`, from its two full hours."""
    last = floor_to_hours(end)
    share = (end - last) / SPAN
    return counts.get(last - SPAN, 0) * (1 - share) + counts.get(last, 0) * share


def get_usual_count(
    counts: Mapping[datetime, int], at: datetime, zone: tzinfo, *, known_since: datetime
) -> float | None:
    """Return the median of the four weeks before; None if none of them is known."""
    ends = [shift_weeks(at, week, zone) for week in range(1, WEEKS + 1)]
    known = [estimate_count(counts, end) for end in ends if end - SPAN >= known_since]
    return median(known) if known else None
