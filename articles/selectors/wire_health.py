"""Health of the wire sources: what came, how late, and what is missing.

A fixed number of queries serves any number of sources.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery

from articles.models import HourlyWireCount, WireFile, WireItem, WireSource, WireSourceState
from articles.wire.daily_hours import DailyHours
from articles.wire.usual_rate import (
    MAX_LIMIT,
    SPAN,
    Rhythm,
    estimate_count,
    floor_to_hours,
    get_usual_count,
    list_needed_hours,
)

CLOCK_TOLERANCE = timedelta(minutes=2)
"""Lead of an agency's clock that is no fault."""
PLOTTED = 24
"""Full hours in the plot of a source, the present one included."""
FAILURES_BEFORE_ALARM = 3
TROUBLE_IS_RECENT = timedelta(minutes=10)
POLLED = frozenset({WireSource.Transport.POLL, WireSource.Transport.MAIL})
_LAST_ITEMS = """
SELECT source_id, count(*),
    count(*) FILTER (WHERE version_created > received_at + %(tolerance)s),
    max(version_created - received_at) FILTER (WHERE version_created > received_at + %(tolerance)s),
    percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
        ORDER BY greatest(0, extract(epoch FROM received_at - version_created))
    ) FILTER (WHERE version_created IS NOT NULL)
FROM articles_wireitem
WHERE source_id IS NOT NULL AND received_at > %(since)s AND received_at <= %(at)s
    AND outcome NOT IN ('heartbeat', 'repeat')
GROUP BY source_id"""
_RHYTHMS = """
SELECT source_id, min(starts_at), max(starts_at), coalesce(max(pause), interval '0')
FROM (
    SELECT source_id, starts_at,
        lead(starts_at) OVER (PARTITION BY source_id ORDER BY starts_at) - starts_at AS pause
    FROM articles_hourlywirecount WHERE items > 0
) AS hours
GROUP BY source_id"""


@dataclass(frozen=True, slots=True)
class LastItems:
    """The items of a source in the last 60 minutes, with delays since creation."""

    count: int = 0
    future: int = 0
    """Items that were created in the future, by the agency's clock."""
    lead: timedelta = timedelta()
    """The largest lead of the agency's clock."""
    delay: timedelta | None = None
    delay_p95: timedelta | None = None


@dataclass(frozen=True, slots=True)
class LastFiles:
    count: int = 0
    quarantined: int = 0

    @property
    def quarantine_rate(self) -> float:
        return self.quarantined / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class HourlyItems:
    """A bar of the plot: the items of an hour that begins at `starts_at`."""

    starts_at: datetime
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    source: WireSource
    state: WireSourceState
    last_item_at: datetime | None
    last_sign_at: datetime | None
    """The agency's last file or test message."""
    items: LastItems = LastItems()
    usual: float | None = None
    """Median of the items at this time of the week, in the four weeks before."""
    files: LastFiles = LastFiles()
    waiting: int = 0
    """Files in quarantine that nobody has settled."""
    repeats: int = 0
    """Files that came again in the last 60 minutes, or feeds that had not changed."""
    silence: timedelta = timedelta()
    """Time since the last sign of the agency, without quiet hours."""
    silence_limit: timedelta | None = None
    """The limit set by hand or that of the usual rhythm; None without an alarm."""
    is_quiet: bool = False
    hours: Sequence[HourlyItems] = field(default_factory=tuple)

    @property
    def is_over_limit(self) -> bool:
        return self.silence_limit is not None and self.silence >= self.silence_limit

    @property
    def is_silent(self) -> bool:
        return self.source.active and self.is_over_limit and not self.is_quiet

    def has_failed(self, at: datetime) -> bool:
        """Return whether the source cannot be asked, or its folder cannot be used."""
        if not self.source.active:
            return False
        if self.source.transport in POLLED:
            return self.state.failures >= FAILURES_BEFORE_ALARM
        return self.source.transport == WireSource.Transport.FOLDER and self.has_trouble(at)

    def has_trouble(self, at: datetime) -> bool:
        trouble_at = self.state.last_error_at
        return bool(self.state.last_error) and trouble_at is not None and trouble_at > at - TROUBLE_IS_RECENT


def read_wire_health(at: datetime) -> list[SourceHealth]:
    """Return the health of all sources, the active ones first, in six queries."""
    sources, rhythms = _load_sources(), _read_rhythms()
    items, files = _read_last_items(at), _read_last_files(at)
    counts = _read_counts(at, {_get_zone(source) for source in sources})
    waiting = _count_waiting()
    return [
        _build_health(
            source, at, counts.get(source.pk, []), items=items.get(source.pk, LastItems()),
            files=files.get(source.pk, LastFiles()), waiting=waiting.get(source.pk, 0),
            rhythm=rhythms.get(source.pk),
        )
        for source in sources
    ]  # fmt: skip


def _load_sources() -> list[WireSource]:
    """Return the sources, each with the time of its newest item as `newest_at`."""
    newest = (
        WireItem.objects.filter(source=OuterRef("pk"))
        .exclude(outcome=WireItem.IntakeOutcome.HEARTBEAT)
        .order_by("-received_at", "-pk")
        .values("received_at")[:1]
    )
    sources = WireSource.objects.select_related("state", "agency").annotate(newest_at=Subquery(newest))
    return list(sources.order_by("-active", "name", "pk"))


def _read_last_items(at: datetime) -> dict[int, LastItems]:
    with connection.cursor() as cursor:
        times: dict[str, Any] = {"tolerance": CLOCK_TOLERANCE, "since": at - SPAN, "at": at}
        cursor.execute(_LAST_ITEMS, times)
        rows = cursor.fetchall()
    return {
        source_id: LastItems(count, future, lead or timedelta(), *_list_delays(delays))
        for source_id, count, future, lead, delays in rows
    }


def _list_delays(seconds: Sequence[float | None] | None) -> list[timedelta | None]:
    return [None if value is None else timedelta(seconds=float(value)) for value in seconds or (None, None)]


def _read_last_files(at: datetime) -> dict[int, LastFiles]:
    recent = WireFile.objects.filter(received_at__gt=at - SPAN, received_at__lte=at).exclude(source=None)
    quarantined = Count("pk", filter=Q(status=WireFile.Status.QUARANTINED))
    rows = recent.order_by().values("source").annotate(count=Count("pk"), quarantined=quarantined)
    return {row["source"]: LastFiles(row["count"], row["quarantined"]) for row in rows}


def _count_waiting() -> dict[int, int]:
    waiting = WireFile.objects.filter(status=WireFile.Status.QUARANTINED).exclude(source=None)
    return dict(waiting.order_by().values_list("source").annotate(Count("pk")))


def _read_rhythms() -> dict[int, Rhythm]:
    with connection.cursor() as cursor:
        cursor.execute(_RHYTHMS)
        return {source_id: Rhythm(*facts) for source_id, *facts in cursor.fetchall()}


def _find_silence_limit(
    source: WireSource, rhythm: Rhythm | None, last_sign_at: datetime | None, at: datetime
) -> timedelta | None:
    """Return the limit set by hand, else that of the rhythm.

    Of a source that was silent for very long there are no counts any more.
    """
    if not source.silence_alarm:
        return None
    if source.silence_minutes is not None:
        return timedelta(minutes=source.silence_minutes)
    if rhythm is None:
        return MAX_LIMIT if last_sign_at is not None else None
    return rhythm.estimate_limit(at)


def _read_counts(at: datetime, zones: Iterable[ZoneInfo]) -> dict[int, list[HourlyWireCount]]:
    """Return the counts of the last day, and of this time in the weeks before."""
    needed = {time for zone in zones for time in list_needed_hours(at, zone)}
    shown_since = floor_to_hours(at) - (PLOTTED - 1) * SPAN
    rows: dict[int, list[HourlyWireCount]] = {}
    wanted = Q(starts_at__gte=shown_since, starts_at__lte=at) | Q(starts_at__in=needed)
    for row in HourlyWireCount.objects.filter(wanted):
        rows.setdefault(row.source_id, []).append(row)
    return rows


def _build_health(
    source: WireSource,
    at: datetime,
    counts: Sequence[HourlyWireCount],
    *,
    items: LastItems,
    files: LastFiles,
    waiting: int,
    rhythm: Rhythm | None,
) -> SourceHealth:
    zone = _get_zone(source)
    quiet = DailyHours(zone, source.quiet_from, source.quiet_until)
    state = getattr(source, "state", None) or WireSourceState(source=source)
    by_time = {row.starts_at: row.items for row in counts}
    signs = [time for time in (state.last_item_at, state.last_heartbeat_at) if time]
    last_sign_at = max(signs, default=None)
    return SourceHealth(
        source=source,
        state=state,
        last_sign_at=last_sign_at,
        last_item_at=getattr(source, "newest_at", None),
        items=items,
        usual=get_usual_count(by_time, at, zone, known_since=source.created_at),
        files=files,
        waiting=waiting,
        repeats=round(estimate_count({row.starts_at: row.repeats for row in counts}, at)),
        silence=quiet.count_active(last_sign_at or source.created_at, at),
        silence_limit=_find_silence_limit(source, rhythm, last_sign_at, at),
        is_quiet=quiet.covers(at),
        hours=list(_list_hours(by_time, at)),
    )


def _list_hours(counts: Mapping[datetime, int], at: datetime) -> Iterable[HourlyItems]:
    present = floor_to_hours(at)
    for back in reversed(range(PLOTTED)):
        starts_at = present - back * SPAN
        yield HourlyItems(starts_at, counts.get(starts_at, 0))


def _get_zone(source: WireSource) -> ZoneInfo:
    """Return the zone of a source; a faulty one must not hide the other sources."""
    try:
        return ZoneInfo(source.zone)
    except (ValueError, LookupError, OSError):
        return ZoneInfo(settings.DESK_TIME_ZONE)
