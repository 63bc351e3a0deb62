"""The page “Wire health”: a row for each source, with a plot of its last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.badges import format_time
from articles.admin.base import DeskView, PageAdmin, page
from articles.admin.datetime_input import format_duration
from articles.admin.wire_signs import BADGES, get_label, get_level, list_signs
from articles.models import WireSourceState
from articles.selectors.wire_health import HourlyItems, SourceHealth, read_wire_health
from newsroom.admin.base import now

PERMISSION = "articles.view_wiresource"
URGENCY = {BADGES["red"]: 0, BADGES["amber"]: 1}
"""Badges of the sources that the page lists first."""
PLOT_HEIGHT, BAR_WIDTH, BAR_STEP = 28, 7, 8


@dataclass(frozen=True, slots=True)
class WireBar:
    """A bar of the plot, in the units of its SVG."""

    x: int
    y: int
    width: int
    height: int
    text: str


def build_row(health: SourceHealth, at: datetime, *, may_change: bool) -> dict[str, Any]:
    signs = list_signs(health, at)
    level = get_level(signs)
    total = sum(one.items for one in health.hours)
    return {
        "health": health,
        "label": get_label(health, level),
        "badge": BADGES[level],
        "signs": signs,
        "link": reverse("admin:articles_wiresource_connection", args=[health.source.pk])
        if may_change
        else "",
        "last_item": _describe_time(health.last_item_at, at) or _("never"),
        "last_contact": _describe_time(health.state.last_contact_at, at) or _("never"),
        "heartbeat": _describe_time(health.state.last_heartbeat_at, at),
        "items": _describe_items(health),
        "delay": _describe_delay(health),
        "repeats": str(health.repeats),
        "plot": ngettext("%(n)d item in the last 24 hours", "%(n)d items in the last 24 hours", total)
        % {"n": total},
        "bars": build_bars(health.hours),
    }


def build_bars(hours: Sequence[HourlyItems]) -> list[WireBar]:
    """Return a bar for each count; the highest fills the plot, any item is visible."""
    top = max((one.items for one in hours), default=0)
    return [
        _build_bar(index, one, max(2, round(one.items / top * PLOT_HEIGHT)))
        for index, one in enumerate(hours)
        if one.items
    ]


def _build_bar(index: int, count: HourlyItems, height: int) -> WireBar:
    text = f"{timezone.localtime(count.starts_at):%H:%M}: {count.items}"
    return WireBar(index * BAR_STEP, PLOT_HEIGHT - height, BAR_WIDTH, height, text)


def _describe_time(value: datetime | None, at: datetime) -> str:
    if value is None:
        return ""
    if at - value < timedelta(minutes=1):
        return _("%(time)s (just now)") % {"time": format_time(value)}
    return _("%(time)s (%(ago)s ago)") % {"time": format_time(value), "ago": format_duration(at - value)}


def _describe_items(health: SourceHealth) -> str:
    if health.usual is None:
        return str(health.items.count)
    return _("%(n)d (usually %(usual)d)") % {"n": health.items.count, "usual": round(health.usual)}


def _describe_delay(health: SourceHealth) -> str:
    if health.items.delay is None or health.items.delay_p95 is None:
        return "–"
    facts = {"median": format_seconds(health.items.delay), "p95": format_seconds(health.items.delay_p95)}
    return _("%(median)s, 95%% of items within %(p95)s") % facts


def format_seconds(delay: timedelta) -> str:
    """Return seconds up to two minutes, then minutes and more."""
    return f"{delay.total_seconds():.0f} s" if delay < timedelta(minutes=2) else format_duration(delay)


@page(WireSourceState)
class WireHealthView(DeskView):
    template_name = "admin/articles/wiresourcestate/health.html"
    title = gettext_lazy("Wire health")
    permission_required = PERMISSION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at, may_change = now(), self.request.user.has_perm("articles.change_wiresource")
        rows = [build_row(health, at, may_change=may_change) for health in read_wire_health(at)]
        rows.sort(key=lambda row: URGENCY.get(row["badge"], len(URGENCY)))
        return super().get_context_data(
            rows=rows,
            at=at,
            plot_height=PLOT_HEIGHT,
            plot_width=BAR_STEP * 24,
            in_trouble=sum(row["badge"] == BADGES["red"] for row in rows),
            **kwargs,
        )


admin.site.register(WireSourceState, PageAdmin, view_permission=PERMISSION)
