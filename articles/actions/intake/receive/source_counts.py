"""Counts of wire sources by hours: what arrived, was repeated or set aside.

Counting is repeated for the latest hours, so that a run that was missed or done twice changes nothing. A count never
falls: what retention deletes later has arrived all the same.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import TruncHour
from django.db.models.query import QuerySet

from articles.models import HourlyWireCount, WireFile, WireItem, WireSourceState
from articles.wire.usual_rate import floor_to_hours

RECOUNTED = timedelta(hours=2)
"""Time in which files are read and set aside after their receipt; counted again each time."""
FIRST_COUNTED = timedelta(days=30)
"""Time that is counted when there are no counts yet."""
STORED_FOR = timedelta(days=60)
COLUMNS = ("items", "files", "quarantined")

type Counts = dict[tuple[int, datetime], dict[str, int]]


def update_source_counts(at: datetime, *, since: datetime | None = None) -> None:
    """Bring the counts of all sources up to date.

    The states of the sources are locked only to store the counts, so that arriving files hardly wait, and two
    processes never count the same repeats twice.
    """
    if since is None:
        since = at - (RECOUNTED if HourlyWireCount.objects.exists() else FIRST_COUNTED)
    counts = _count(floor_to_hours(since))
    with transaction.atomic():
        states = list(WireSourceState.objects.select_for_update(of=("self",)).order_by("source_id"))
        _add_repeats(counts, states, floor_to_hours(at))
        _save(counts, states)


def delete_old_counts(at: datetime) -> int:
    """Delete the counts that no comparison needs; their sums stay with the sources."""
    return HourlyWireCount.objects.filter(starts_at__lt=at - STORED_FOR).delete()[0]


def _count(since: datetime) -> Counts:
    """Return the items and files of each source since then, by hours."""
    counts: Counts = {}
    items = WireItem.objects.filter(received_at__gte=since).exclude(
        outcome__in=[WireItem.IntakeOutcome.HEARTBEAT, WireItem.IntakeOutcome.REPEAT]
    )
    _merge(counts, items.exclude(source=None), items=Count("pk"))
    files = WireFile.objects.filter(received_at__gte=since).exclude(source=None)
    quarantined = Count("pk", filter=Q(status=WireFile.Status.QUARANTINED))
    _merge(counts, files, files=Count("pk"), quarantined=quarantined)
    return counts


def _merge(counts: Counts, rows: "QuerySet[WireItem] | QuerySet[WireFile]", **totals: Count) -> None:
    times = {"starts_at": TruncHour("received_at", tzinfo=UTC)}
    grouped = rows.order_by().values("source", **times).annotate(**totals)
    for source_id, starts_at, *numbers in grouped.values_list("source", "starts_at", *totals):
        found = counts.setdefault((source_id, floor_to_hours(starts_at)), {})
        found.update(zip(totals, numbers, strict=True))


def _add_repeats(counts: Counts, states: list[WireSourceState], present: datetime) -> None:
    for state in states:
        if state.repeats > state.counted_repeats:
            found = counts.setdefault((state.source_id, present), {})
            found["repeats"] = state.repeats - state.counted_repeats


def _save(counts: Counts, states: list[WireSourceState]) -> None:
    """Store the counts, and add what they grew by to the sums of each source."""
    if not counts:
        return
    known = HourlyWireCount.objects.filter(starts_at__gte=min(starts_at for _source, starts_at in counts))
    stored = {(row.source_id, row.starts_at): row for row in known}
    grown: dict[int, dict[str, int]] = {}
    rows = []
    for (source_id, starts_at), found in counts.items():
        row = stored.get((source_id, starts_at)) or HourlyWireCount(source_id=source_id, starts_at=starts_at)
        if _grow(row, found, grown.setdefault(source_id, {})):
            rows.append(row)
    HourlyWireCount.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "starts_at"],
        update_fields=[*COLUMNS, "repeats"],
    )
    for state in states:
        sums = grown.get(state.source_id, {})
        if any(sums.values()):
            WireSourceState.objects.filter(pk=state.pk).update(
                items_total=F("items_total") + sums["items"],
                quarantined_total=F("quarantined_total") + sums["quarantined"],
                counted_repeats=F("counted_repeats") + sums["repeats"],
            )


def _grow(row: HourlyWireCount, found: Mapping[str, int], sums: dict[str, int]) -> bool:
    """Raise the counts of a row to what was found; return whether any grew."""
    growth = {name: max(0, found.get(name, 0) - getattr(row, name)) for name in COLUMNS}
    growth["repeats"] = found.get("repeats", 0)
    for name, number in growth.items():
        setattr(row, name, getattr(row, name) + number)
        sums[name] = sums.get(name, 0) + number
    return any(growth.values())
