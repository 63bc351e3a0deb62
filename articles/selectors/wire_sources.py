"""Figures of wire sources for their list: items, delays, quarantine and trouble."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F

from articles.models import WireFile, WireItem, WireSource, WireSourceState


class MedianDuration(Aggregate):
    """Median of durations: one late item does not change it."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """Figures of a source since the beginning of the day."""

    items: int = 0
    """Items without repeats and test messages."""
    delay: timedelta | None = None
    """Median time from the agency's version to its receipt."""
    quarantined: int = 0
    has_files: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: WireSource
    state: WireSourceState
    figures: SourceFigures

    @property
    def is_new(self) -> bool:
        """Return True for a source that has delivered nothing yet."""
        return self.state.last_item_at is None and not self.figures.has_files

    @property
    def is_in_trouble(self) -> bool:
        return bool(self.state.last_error)


def list_sources(day_begins: datetime) -> list[SourceRow]:
    """Return all sources with their figures, in four queries."""
    sources = WireSource.objects.select_related("agency", "section", "state")
    return _build_rows(list(sources), day_begins)


def get_source_row(source: WireSource, day_begins: datetime) -> SourceRow:
    return _build_rows([source], day_begins)[0]


def _build_rows(sources: Sequence[WireSource], day_begins: datetime) -> list[SourceRow]:
    pks = [source.pk for source in sources]
    items = _count_items(pks, day_begins)
    quarantined = _count_quarantined(pks)
    with_files = _find_sources_with_files(sources)
    rows = []
    for source in sources:
        count, delay = items.get(source.pk, (0, None))
        figures = SourceFigures(count, delay, quarantined.get(source.pk, 0), source.pk in with_files)
        rows.append(
            SourceRow(source, getattr(source, "state", None) or WireSourceState(source=source), figures)
        )
    return rows


def _count_items(pks: Sequence[int], since: datetime) -> Mapping[int, tuple[int, timedelta | None]]:
    delay = ExpressionWrapper(F("received_at") - F("version_created"), output_field=DurationField())
    rows = (
        WireItem.objects.filter(source__in=pks, received_at__gte=since)
        .exclude(outcome__in=(WireItem.IntakeOutcome.HEARTBEAT, WireItem.IntakeOutcome.REPEAT))
        .order_by()
        .values("source")
        .annotate(count=Count("pk"), delay=MedianDuration(delay, output_field=DurationField()))
    )
    return {row["source"]: (row["count"], row["delay"]) for row in rows}


def _count_quarantined(pks: Sequence[int]) -> dict[int, int]:
    rows: Any = (
        WireFile.objects.filter(source__in=pks, status=WireFile.Status.QUARANTINED)
        .order_by()
        .values_list("source")
        .annotate(Count("pk"))
    )
    return dict(rows)


def _find_sources_with_files(sources: Sequence[WireSource]) -> set[int]:
    """Return the sources that delivered a file, looking only at those without an item."""
    silent = [source.pk for source in sources if not _has_item(source)]
    if not silent:
        return set()
    return set(
        WireFile.objects.filter(source__in=silent).order_by().values_list("source", flat=True).distinct()
    )


def _has_item(source: WireSource) -> bool:
    state = getattr(source, "state", None)
    return state is not None and state.last_item_at is not None
