"""The page “Wire health”: sources with their state in words and a plot of a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.badges import format_time
from articles.admin.base import DeskView, PageAdmin, page
from articles.admin.datetime_input import format_duration
from articles.models import WireSourceState
from articles.selectors.wire_health import POLLED, HourlyItems, SourceHealth, read_wire_health
from articles.wire.usual_rate import FIRST_DAY
from newsroom.admin.base import now

type SignLevel = Literal["grey", "green", "amber", "red"]

LEVELS: tuple[SignLevel, ...] = ("green", "grey", "amber", "red")
BADGES = {"green": "published", "grey": "draft", "amber": "in-review", "red": "withheld"}
"""Level → class of its badge."""
MIN_USUAL, FEW, MANY, MIN_MANY = 4, 0.25, 4.0, 20
"""From how many usual items a comparison means something, and the shares that are striking."""


@dataclass(frozen=True, slots=True)
class WireSign:
    level: SignLevel
    text: str


def list_signs(health: SourceHealth, at: datetime) -> list[WireSign]:
    """Return what is noticeable about a source, the worst first."""
    if not health.source.active:
        return [WireSign("grey", _("Switched off."))]
    signs = [*_silence_signs(health), *_contact_signs(health, at), *_file_signs(health), *_rate_signs(health)]
    return sorted(signs, key=lambda sign: -LEVELS.index(sign.level))


def get_level(signs: list[WireSign]) -> SignLevel:
    return max((sign.level for sign in signs), key=LEVELS.index, default="green")


def get_label(health: SourceHealth, level: SignLevel) -> str:
    if not health.source.active:
        return _("off")
    if health.is_silent:
        return _("silent")
    return {"green": _("OK"), "grey": _("OK"), "amber": _("needs attention"), "red": _("urgent")}[level]


def _silence_signs(health: SourceHealth) -> Iterator[WireSign]:
    if health.last_sign_at is None:
        date = date_format(timezone.localtime(health.source.created_at), "SHORT_DATE_FORMAT")
        level: SignLevel = "amber" if health.silence >= FIRST_DAY else "grey"
        yield WireSign(level, _("Never delivered since it was set up on %(date)s.") % {"date": date})
    limit = format_duration(health.silence_limit) if health.silence_limit is not None else ""
    if not health.source.silence_alarm:
        yield WireSign("grey", _("The silence alarm is switched off."))
    elif not limit:
        yield WireSign("grey", _("The silence alarm begins after the first day of items."))
    if health.is_silent:
        facts = {"time": format_duration(health.silence), "limit": limit}
        yield WireSign("red", _("Silent for %(time)s; the limit is %(limit)s.") % facts)
    elif health.is_quiet and health.source.quiet_until is not None:
        facts = {"time": f"{health.source.quiet_until:%H:%M}"}
        text = (
            _("Silent, but in its quiet hours until %(time)s.")
            if health.is_over_limit
            else _("Quiet hours until %(time)s.")
        )
        yield WireSign("grey", text % facts)
    elif limit and health.source.silence_minutes is None:
        yield WireSign("grey", _("By its usual rhythm the alarm begins after %(limit)s.") % {"limit": limit})


def _contact_signs(health: SourceHealth, at: datetime) -> Iterator[WireSign]:
    state = health.state
    is_failing = bool(state.failures) if health.source.transport in POLLED else health.has_trouble(at)
    if is_failing and state.last_error_at is not None:
        facts = {"time": format_time(state.last_error_at), "reason": state.last_error}
        level: SignLevel = "red" if health.has_failed(at) else "amber"
        yield WireSign(level, _("Trouble at %(time)s: %(reason)s") % facts)
    if health.items.future:
        text = ngettext(
            "%(n)d item was created in the future, %(lead)s ahead of our clock.",
            "%(n)d items were created in the future, up to %(lead)s ahead of our clock.",
            health.items.future,
        )
        ahead = {"n": health.items.future, "lead": format_duration(health.items.lead)}
        yield WireSign("amber", text % ahead)


def _file_signs(health: SourceHealth) -> Iterator[WireSign]:
    files = health.files
    if files.quarantined:
        text = _("%(failed)d of the last %(files)d files were set aside.")
        level: SignLevel = "red" if files.quarantined > 2 and files.quarantine_rate >= 0.2 else "amber"
        yield WireSign(level, text % {"failed": files.quarantined, "files": files.count})
    elif health.waiting:
        text = ngettext("%(n)d file waits in quarantine.", "%(n)d files wait in quarantine.", health.waiting)
        yield WireSign("amber", text % {"n": health.waiting})


def _rate_signs(health: SourceHealth) -> Iterator[WireSign]:
    """Yield a sign if far fewer or far more items came than usual."""
    if health.usual is None:
        return
    count = health.items.count
    facts = {"n": count, "usual": round(health.usual)}
    if health.usual >= MIN_USUAL and count <= FEW * health.usual:
        yield WireSign("amber", _("Far fewer items than usual: %(n)d, usually %(usual)d.") % facts)
    elif count >= MIN_MANY and count >= MANY * max(health.usual, 1.0):
        yield WireSign("amber", _("Far more items than usual: %(n)d, usually %(usual)d.") % facts)


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

    def page_context(self) -> dict[str, Any]:
        at, may_change = now(), self.request.user.has_perm("articles.change_wiresource")
        rows = [build_row(health, at, may_change=may_change) for health in read_wire_health(at)]
        rows.sort(key=lambda row: URGENCY.get(row["badge"], len(URGENCY)))
        return {
            "rows": rows,
            "at": at,
            "plot_height": PLOT_HEIGHT,
            "plot_width": BAR_STEP * 24,
            "in_trouble": sum(row["badge"] == BADGES["red"] for row in rows),
        }


admin.site.register(WireSourceState, PageAdmin, view_permission=PERMISSION)
