"""The plan for calendar and planning programs, at a secret address of one account."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.actions.desk.assignments import describe_recipient
from articles.admin.plan.rows import KINDS, day_window
from articles.admin.stories.views import story_url
from articles.selectors.plan import EntryKind, PlanEntry, find_reader, list_entries
from articles.site.brand import read_brand
from articles.wire.calendars.event import AgendaEvent

BACK, AHEAD = 14, 60
"""Days of the plan that programs read."""


@require_safe
def plan_feed(request: HttpRequest, secret: str, form: str) -> HttpResponse:
    """Return the plan to the account of the secret, never cached or indexed."""
    reader = find_reader(secret)
    if reader is None or form not in {"ics", "json"}:
        raise Http404
    window = day_window(timezone.localdate() - timedelta(days=BACK), BACK + AHEAD)
    with translation.override(reader.account.language or settings.LANGUAGE_CODE):
        entries = [_describe(request, entry) for entry in list_entries(window)]
        response = _write_calendar(request, entries) if form == "ics" else JsonResponse({"entries": entries})
    response.headers["Cache-Control"], response.headers["X-Robots-Tag"] = "no-store, private", "noindex"
    return response


def _describe(request: HttpRequest, entry: PlanEntry) -> dict[str, Any]:
    """Return the fields of an entry, which the handbook describes."""
    event, plan, held, story = entry.event, entry.plan, entry.assignment, entry.story
    return {
        "id": f"{entry.kind}-{entry.pk}", "kind": entry.kind, "title": entry.title,
        "label": f"{KINDS[entry.kind][0]}: {entry.title}" if story else entry.title,
        "start": entry.at, "end": entry.ends_at, "all_day": event.all_day if event else False,
        "cancelled": event.cancelled if event else False, "section": entry.section.slug if entry.section else None,
        "place": event.place if event else plan.place if plan else "",
        "description": event.description if event else "", "state": story.state if story else None,
        "owner": describe_recipient(held) if held else "", "wanted": held.wanted if held else "",
        "due": held.due_at if held else None, "picture_wanted": plan.picture_wanted if plan else False,
        "length": {"value": plan.length, "unit": plan.unit} if plan and plan.length else None,
        "event": f"event-{plan.event_id}" if plan and plan.event_id else None,
        "link": request.build_absolute_uri(story_url(story)) if story else event.url if event else "",
    }  # fmt: skip


def _write_calendar(request: HttpRequest, entries: list[dict[str, Any]]) -> HttpResponse:
    from articles.wire.calendars.ical_writer import write_calendar  # noqa: PLC0415  # its package loads slowly

    events = [
        AgendaEvent(
            uid=f"{one['id']}@{request.get_host()}", title=one["label"], starts_at=one["start"], ends_at=one["end"],
            all_day=one["all_day"], cancelled=one["cancelled"], place=one["place"], url=one["link"],
            description=one["description"] or " · ".join(fact for fact in (one["owner"], one["wanted"]) if fact),
        )
        for one in entries
        if one["kind"] is not EntryKind.FOLLOWED
    ]  # fmt: skip
    name = _("Plan of %(name)s") % {"name": read_brand().name}
    content = write_calendar(name, events, at=timezone.now(), zone=ZoneInfo(settings.DESK_TIME_ZONE))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
