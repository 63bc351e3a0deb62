"""Writing of iCalendar files (RFC 5545) for calendar programs. Pure."""

from collections.abc import Iterable
from datetime import datetime, tzinfo

import icalendar

from articles.wire.calendars.event import AgendaEvent


def write_calendar(name: str, events: Iterable[AgendaEvent], *, at: datetime, zone: tzinfo) -> bytes:
    """Return the events as a calendar; days are days of the zone."""
    calendar = icalendar.Calendar()
    for field, text in (("prodid", "-//Newsroom//Plan//EN"), ("version", "2.0"), ("x-wr-calname", name)):
        calendar.add(field, text)
    for event in events:
        times = (event.starts_at, event.ends_at)
        start, end = (one.astimezone(zone).date() for one in times) if event.all_day else times
        facts = {
            "uid": event.uid, "dtstamp": at, "summary": event.title, "dtstart": start,
            "dtend": end if end > start else "", "location": event.place, "description": event.description,
            "url": event.url, "status": "CANCELLED" if event.cancelled else "",
        }  # fmt: skip
        written = icalendar.Event()
        for field, value in facts.items():
            if value:
                written.add(field, value)
        calendar.add_component(written)
    return bytes(calendar.to_ical())
