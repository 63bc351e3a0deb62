"""Open alarms of wire sources, and their texts."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import WireAlarm

Trouble = WireAlarm.Trouble


def open_alarms() -> "QuerySet[WireAlarm]":
    """Return the alarms that have not ended, the oldest first."""
    return WireAlarm.objects.filter(ended_at=None).select_related("source")


def describe_alarm(alarm: WireAlarm) -> str:
    """Return the alarm as a sentence in the reader's language."""
    facts = {"source": alarm.source.name, **alarm.facts}
    match alarm.kind:
        case Trouble.SILENT:
            return _describe_silence(facts)
        case Trouble.FAILING:
            facts |= {"time": format_clock(alarm.since), "reason": facts.get("reason", "")}
            return _("%(source)s cannot be reached since %(time)s: %(reason)s") % facts
        case Trouble.QUARANTINE:
            text = _("%(source)s: %(failed)d of %(files)d files within 60 minutes were set aside.")
            return text % {"failed": 0, "files": 0, **facts}
        case _:
            text = ngettext(
                "%(source)s: %(items)d item was created in the future, %(minutes)d min ahead of our clock.",
                "%(source)s: %(items)d items were created in the future, up to %(minutes)d min ahead of our clock.",
                int(facts.get("items", 0)),
            )
            return text % {"items": 0, "minutes": 0, **facts}


def _describe_silence(facts: dict[str, object]) -> str:
    last = parse_datetime(str(facts.get("last") or ""))
    if last is None:
        return _("%(source)s is silent: nothing has arrived since it was set up.") % facts
    facts = {"limit": 0, **facts, "time": format_clock(last)}
    return _("%(source)s is silent: nothing since %(time)s (limit: %(limit)d minutes).") % facts


def describe_end(alarm: WireAlarm) -> str:
    """Return the all-clear after an alarm."""
    facts = {
        "source": alarm.source.name, "trouble": alarm.get_kind_display(),
        "time": format_clock(alarm.ended_at or alarm.since),
    }  # fmt: skip
    return _("All clear for %(source)s at %(time)s; the alarm was: %(trouble)s.") % facts


def format_clock(value: datetime) -> str:
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
