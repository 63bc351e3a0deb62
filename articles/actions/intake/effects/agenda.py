"""Events of agencies and calendars in the plan of the desk."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from articles.models import CalendarEvent, WireItem
from articles.wire.calendars.agency_event import read_agency_event


def store_agency_events(items: Iterable[WireItem]) -> None:
    """Store or change the events of new items, whose histories are locked.

    A later version changes the event; an older one that comes late does not.
    """
    for item in items:
        zone = ZoneInfo(item.source.zone if item.source is not None else settings.DESK_TIME_ZONE)
        event = read_agency_event(item.content or {}, item.agency_item, zone)
        if event is None:
            continue
        rows = CalendarEvent.objects.filter(calendar=None, uid=item.agency_item).select_related("item")
        row = rows.defer("item__raw", "item__parsed").first() or CalendarEvent()
        version, former = item.version_created, row.item.version_created if row.item is not None else None
        if version is None or former is None or version >= former:
            change_event(row, item=item, section_id=item.section_id, **asdict(event))


def change_event(row: CalendarEvent, **facts: Any) -> None:
    """Save an event if one of the facts is another one."""
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save()
