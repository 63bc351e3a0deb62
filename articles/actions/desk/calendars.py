"""Calendars of the plan and their events: by address, by uploaded file, by hand."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.agenda import change_event
from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.poll_source import describe_failure
from articles.actions.intake.receive.reading_time import limit_reading
from articles.actions.permissions import Actor, require_permission
from articles.models import CalendarEvent, EventCalendar
from articles.models.audit import AuditVerb
from articles.parsing.errors import CopyError
from articles.wire.calendars.event import AgendaEvent
from articles.wire.transports.exchange import PollFailed, require_success
from newsroom import safe_http

if TYPE_CHECKING:
    from articles.wire.calendars.ical_reader import CalendarReading

MAX_BYTES = 5_000_000
READ_BACK, READ_AHEAD = timedelta(days=14), timedelta(days=90)
"""The window of events that are read of a calendar, which may repeat forever."""


def _describe(refusal: CopyError) -> str:
    return _(refusal.what).format(**refusal.facts)


@transaction.atomic
def save_calendar(calendar: EventCalendar, *, by: Actor, at: datetime, raw: bytes | None = None) -> None:
    """Save a calendar that has an address, or `raw` as the file that was uploaded."""
    require_permission(by, "change_wiresource")
    if bool(calendar.url) == (raw is not None) and (calendar.url or calendar.raw is None):
        raise ActionRefused(_("Give either the address of a calendar or a file."), "url")
    if raw is not None and len(raw) > MAX_BYTES:
        raise ActionRefused(_("The file is larger than %(n)d MB.") % {"n": MAX_BYTES // 1_000_000}, "file")
    try:
        if calendar.url:
            safe_http.parse_target(calendar.url, loopback=may_use_loopback(calendar.url))
        elif raw is not None:
            _read(raw, at)
    except safe_http.RequestFailed as trouble:
        raise ActionRefused(describe_failure(trouble), "url") from trouble
    except CopyError as refusal:
        raise ActionRefused(_describe(refusal), "file") from refusal
    calendar.save()
    audit(AuditVerb.SAVE_CALENDAR, calendar, by=by, at=at, active=calendar.active)
    if raw is not None:
        store_file(calendar.pk, raw, at=at)


@transaction.atomic
def delete_calendar(calendar: EventCalendar, *, by: Actor, at: datetime) -> None:
    """Delete a calendar with its events; stories that were planned for them stay."""
    require_permission(by, "change_wiresource")
    audit(AuditVerb.DELETE_CALENDAR, calendar, by=by, at=at)
    calendar.delete()


def fetch_calendars(*, at: datetime) -> None:
    """Read all active calendars, and delete what is long over.

    The events of planned stories and the desk's own stay.
    """
    over = CalendarEvent.objects.filter(ends_at__lt=at - READ_BACK, plans=None).exclude(uid="")
    CalendarEvent.objects.filter(pk__in=over.values("pk")).delete()
    for calendar in EventCalendar.objects.filter(active=True):
        fetch_calendar(calendar, at=at)


def fetch_calendar(calendar: EventCalendar, *, at: datetime) -> None:
    """Fetch a calendar and store its events; an uploaded file is read again."""
    try:
        raw = bytes(calendar.raw or b"")
        if calendar.url:
            loopback = may_use_loopback(calendar.url)
            answer = safe_http.get(calendar.url, {}, max_bytes=MAX_BYTES, redirects=3, loopback=loopback)
            require_success(answer, at)
            raw = answer.body
        store_file(calendar.pk, raw, at=at)
    except (safe_http.RequestFailed, PollFailed) as trouble:
        EventCalendar.objects.filter(pk=calendar.pk).update(fetched_at=at, error=describe_failure(trouble))


@transaction.atomic
def store_file(pk: int, raw: bytes, *, at: datetime) -> None:
    """Store a file as it came, then its events, unless it cannot be read."""
    calendar = EventCalendar.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if calendar is None:
        return
    calendar.fetched_at, calendar.error = at, ""
    try:
        reading = _read(raw, at)
    except CopyError as refusal:
        calendar.error = _describe(refusal)
    else:
        calendar.faults = [(title, _(reason)) for title, reason in reading.faults]
        store_events(calendar, reading.events, at=at)
    calendar.raw = raw
    calendar.save()


def _read(raw: bytes, at: datetime) -> "CalendarReading":
    from articles.wire.calendars.ical_reader import read_calendar  # noqa: PLC0415  # its packages load slowly

    zone = ZoneInfo(settings.DESK_TIME_ZONE)
    with limit_reading():
        return read_calendar(raw, since=at - READ_BACK, until=at + READ_AHEAD, zone=zone)


def store_events(calendar: EventCalendar, events: Iterable[AgendaEvent], *, at: datetime) -> None:
    """Store new and changed events of a calendar; delete those that it has no more."""
    known = {(row.uid, row.occurrence): row for row in calendar.events.all()}
    new: list[CalendarEvent] = []
    for event in events:
        row = known.pop((event.uid, event.occurrence), None)
        if row is None:
            new.append(CalendarEvent(calendar=calendar, section_id=calendar.section_id, **asdict(event)))
        else:
            change_event(row, section_id=calendar.section_id, **asdict(event))
    CalendarEvent.objects.bulk_create(new, batch_size=500)
    gone = [row.pk for row in known.values() if row.ends_at > at - READ_BACK]
    CalendarEvent.objects.filter(pk__in=gone).delete()


@transaction.atomic
def save_event(event: CalendarEvent, *, by: Actor, at: datetime) -> None:
    """Save an event of the desk's own."""
    require_permission(by, "change_article" if event.pk else "add_article")
    _refuse_foreign(event)
    event.save()
    audit(AuditVerb.SAVE_EVENT, event, by=by, at=at, starts_at=event.starts_at)


@transaction.atomic
def delete_event(event: CalendarEvent, *, by: Actor, at: datetime) -> None:
    """Delete an event of the desk's own; stories that were planned for it stay."""
    require_permission(by, "change_article")
    _refuse_foreign(event)
    audit(AuditVerb.DELETE_EVENT, event, by=by, at=at)
    event.delete()


def _refuse_foreign(event: CalendarEvent) -> None:
    if event.uid:
        raise ActionRefused(_("This event belongs to a calendar or an agency. Only they can change it."))
