"""Hours of each day by the clock of a zone: they may span midnight. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

MAX_SPAN = timedelta(days=400)
"""Longest span that is counted; a source that is silent for longer is silent anyway."""


@dataclass(frozen=True, slots=True)
class DailyHours:
    """Hours of each day; equal ends, or none, are no hours."""

    zone: tzinfo
    start: time | None = None
    end: time | None = None

    def covers(self, at: datetime) -> bool:
        """Return whether the clock of the zone shows a time within the hours."""
        if self.start is None or self.end is None or self.start == self.end:
            return False
        clock = at.astimezone(self.zone).time()
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def count_active(self, since: datetime, until: datetime) -> timedelta:
        """Return the time between the two that is not quiet."""
        # In UTC: the difference of two local times of one zone leaves out that its clock changed between them.
        until = until.astimezone(UTC)
        since = max(since.astimezone(UTC), until - MAX_SPAN)
        if until <= since:
            return timedelta()
        quiet = sum(
            (
                max(min(end, until) - max(start, since), timedelta())
                for start, end in self._spans(since, until)
            ),
            timedelta(),
        )
        return until - since - quiet

    def _spans(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the quiet spans of each day that may reach into the time."""
        if self.start is None or self.end is None or self.start == self.end:
            return
        day = since.astimezone(self.zone).date() - timedelta(days=1)
        last = until.astimezone(self.zone).date()
        while day <= last:
            following = day + timedelta(days=1) if self.end < self.start else day
            # In the autumn the clock shows some times twice: quiet from the first, until the second.
            yield (
                resolve_time(day, self.start, self.zone),
                resolve_time(following, self.end, self.zone, fold=1),
            )
            day += timedelta(days=1)


def resolve_time(day: date, clock: time, zone: tzinfo, *, fold: int = 0) -> datetime:
    """Return the time in UTC at which the clock shows `clock`.

    A time that the clock skips is the time of the skip; of one that it shows twice, `fold` chooses.
    """
    local = datetime.combine(day, clock.replace(tzinfo=None, fold=fold), tzinfo=zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0):
        return found
    early, late = (local.replace(fold=side).astimezone(UTC) for side in (1, 0))
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
    return late.replace(microsecond=0)
