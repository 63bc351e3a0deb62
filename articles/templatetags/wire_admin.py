"""Template filters of the admin pages of wire sources and rules."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.badges import format_time
from articles.admin.wire.labels import NOTICE_LABELS, STATUS_LABELS
from articles.wire.item import Notice, PubStatus, WireWarning

register = template.Library()
LONG = timedelta(days=2)


@register.filter
def desk_time(value: datetime) -> str:
    return format_time(value)


@register.filter
def delay(value: timedelta | None) -> str:
    """Return a delay in the unit that fits; a dash without one."""
    if value is None:
        return "–"
    seconds = round(value.total_seconds())
    if abs(seconds) < 120:
        return _("%(n)d s") % {"n": seconds}
    if abs(value) < LONG:
        minutes = round(seconds / 60)
        return (
            _("%(n)d min") % {"n": minutes}
            if abs(minutes) < 180
            else _("%(n)d h") % {"n": round(minutes / 60)}
        )
    return ngettext("%(n)d day", "%(n)d days", value.days) % {"n": value.days}


@register.filter
def wire_warning(warning: WireWarning) -> str:
    return _(warning.what).format(**warning.facts)


@register.filter
def pub_status(status: str) -> Any:
    return STATUS_LABELS.get(PubStatus(status), status)


@register.filter
def notice(value: str) -> Any:
    return NOTICE_LABELS.get(Notice(value), value)
