"""A partner's use of the feed as totals and as bars of a plot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.feed.views.usage import summarize_usage
from articles.models import Delivery, FeedDay, Partner

DAYS = 30
WIDTH, HEIGHT, GAP = 600, 96, 4
"""Size of a plot in SVG units."""
MAX_ROWS = 8
REASONS = {
    "own-use-only": gettext_lazy("for own use only"),
    "rights-ended": gettext_lazy("rights ended"),
    "rights-not-begun": gettext_lazy("rights not begun"),
    "denied": gettext_lazy("denied"),
    "scope-missing": gettext_lazy("the key lacks the scope"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    day: date
    value: int
    text: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plot:
    name: str
    total: str
    bars: Sequence[Bar]
    top: str
    """Value of the highest bar."""


@dataclass(frozen=True, slots=True)
class PartnerUsage:
    plots: Sequence[Plot]
    problems: Mapping[str, int]
    redactions: Sequence[tuple[str, str, int]]
    """(reason, source, count)"""
    sections: Sequence[tuple[str, int]]


def usage_report(partner: Partner, at: datetime) -> PartnerUsage:
    """Return the use of the last 30 days, counted by UTC day."""
    sums = _daily_sums(partner, at)
    report = summarize_usage(partner, at, DAYS)
    return PartnerUsage(
        plots=(
            make_plot(_("Calls per day"), [(day, row["calls"]) for day, row in sums], str),
            make_plot(_("Data per day"), [(day, row["bytes"]) for day, row in sums], format_bytes),
        ),
        problems=report["problems"],
        redactions=[
            (str(REASONS.get(row["reason"], row["reason"])), row["source"], row["times"])
            for row in report["redactions"][:MAX_ROWS]
        ],
        sections=_top_sections(partner, at),
    )


def _daily_sums(partner: Partner, at: datetime) -> list[tuple[date, dict[str, int]]]:
    last = at.astimezone(UTC).date()
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    rows = FeedDay.objects.filter(partner=partner, day__gte=days[0]).values("day")
    summed = rows.annotate(all_calls=Sum("calls"), all_bytes=Sum("bytes")).order_by()
    known = {row["day"]: {"calls": row["all_calls"], "bytes": row["all_bytes"]} for row in summed}
    return [(day, known.get(day, {"calls": 0, "bytes": 0})) for day in days]


def _top_sections(partner: Partner, at: datetime) -> list[tuple[str, int]]:
    """Return the sections with the most stories delivered, each story counted once."""
    recent = Delivery.objects.filter(partner=partner, at__gte=at - timedelta(days=DAYS))
    counted = recent.values_list("article__section__name").annotate(n=Count("pk")).order_by("-n")
    return [(name or "–", n) for name, n in counted[:MAX_ROWS]]


def make_plot(name: str, values: Sequence[tuple[date, int]], format_value: Any) -> Plot:
    """Return bars whose highest fills the plot; a day with any use has a visible bar."""
    top = max((value for _day, value in values), default=0)
    step = WIDTH // max(1, len(values))
    bars = []
    for index, (day, value) in enumerate(values):
        height = max(2, round(value / top * HEIGHT)) if value else 0
        bars.append(
            Bar(day, value, format_value(value), index * step, HEIGHT - height, step - GAP, height)
        )  # fmt: skip
    return Plot(name, format_value(sum(value for _day, value in values)), bars, format_value(top))


def format_bytes(count: int) -> str:
    """Return 1,234,567 bytes as “1.2 MB”."""
    for unit, least in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= least:
            return f"{count / least:.1f} {unit}"
    return f"{count} B"
