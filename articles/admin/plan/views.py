"""The plan at the desk: day and week, planned stories, events and calendars."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView

from articles.actions.desk import calendars, plan
from articles.actions.errors import ActionRefused
from articles.admin.base import FULL_WIDTH, DeskView, add_refusal, page, show_refusal
from articles.admin.plan import forms
from articles.admin.plan.rows import day_window, split_into_days
from articles.admin.stories.views import story_url
from articles.models import Article, CalendarEvent, EventCalendar, Section, StoryPlan
from articles.selectors.plan import list_entries
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

PLAN, CALENDARS = "admin:articles_article_plan", "admin:articles_article_plan_calendars"
FARTHEST = timedelta(days=3_660)


def parse_day(text: str) -> date:
    """Return the day of an address; today for one that is none or lies ten years away."""
    today = timezone.localdate()
    try:
        day = parse_date(text) or today
    except ValueError:
        return today
    return day if abs(day - today) < FARTHEST else today


def plan_url(at: datetime, story_id: int | None = None) -> str:
    return f"{reverse(PLAN)}?day={timezone.localdate(at)}" + (f"#story-{story_id}" if story_id else "")


@page(Article, "plan/")
class PlanView(DeskView):
    """A week from today, or one day; a button moves a planned story."""

    template_name = "admin/articles/plan/plan.html"
    title = gettext_lazy("Plan")
    permission_required = "articles.view_article"

    def page_context(self) -> dict[str, Any]:
        asked = self.request.GET
        day, days = parse_day(asked.get("day", "")), 1 if asked.get("days") == "1" else 7
        section, mine = parse_integer(asked.get("section", "")), asked.get("mine") == "1"
        user = current_user(self.request) if mine else None
        entries = list_entries(day_window(day, days), section_id=section, mine=user)
        query = {"section": section, "mine": int(mine), "days": int(days == 1)}
        step, today = timedelta(days=days), timezone.localdate()
        return FULL_WIDTH | {
            "days": list(split_into_days(entries, day, days)), "sections": Section.objects.all(), "section": section,
            "mine": mine, "day": day, "today": today, "is_one_day": days == 1, "previous": _link(query, day - step),
            "next": _link(query, day + step), "link_to_today": _link(query, today),
            "other_span": _link(query | {"days": int(days != 1)}, day),
        }  # fmt: skip

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        number, _colon, day = request.POST.get("move", "").partition(":")
        story = get_object_or_404(Article, pk=parse_integer(number))
        with show_refusal(request):
            plan.move_planned_story(story.pk, parse_day(day), by=current_user(request), at=now())
            messages.success(request, _("“%(title)s” is moved.") % {"title": story.headline})
        return HttpResponseRedirect(f"{request.get_full_path()}#story-{story.pk}")


def _link(query: dict[str, Any], day: date) -> str:
    return "?" + urlencode({name: value for name, value in (query | {"day": day}).items() if value})


class PlanFormView(DeskView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    """Form of the plan; `_delete` deletes what it is about."""

    form_class: Any
    row: Any
    """The row that the form changes or adds."""
    apply: Any
    """Calls the action with the form and returns the next address."""

    def remove(self) -> str:
        raise Http404

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "_delete" not in request.POST:
            return super().post(request, *args, **kwargs)
        to = request.get_full_path()
        with show_refusal(request):
            to = self.remove()
            messages.success(request, _("Done."))
        return HttpResponseRedirect(to)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            to = self.apply(form)
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(to)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.row}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, back=reverse(PLAN), **kwargs)


@page(Article, "plan/new/", "plan_story")
class PlanStoryView(PlanFormView):
    """Plans a new story, for the event of `event` or on the day of `day`."""

    template_name = "admin/articles/plan/story.html"
    title = gettext_lazy("Plan a story")
    permission_required = "articles.add_article"
    form_class = forms.PlannedStoryForm

    @cached_property
    def event(self) -> CalendarEvent | None:
        asked = parse_integer(self.request.GET.get("event", ""))
        return get_object_or_404(CalendarEvent, pk=asked) if asked is not None else None

    @cached_property
    def row(self) -> StoryPlan:
        return StoryPlan()

    @cached_property
    def assignment_form(self) -> forms.PlannedAssignmentForm:
        return forms.PlannedAssignmentForm(self.request.POST or None, by=current_user(self.request), at=now())

    def get_initial(self) -> dict[str, Any]:
        evening = datetime.combine(parse_day(self.request.GET.get("day", "")), time(18))
        if (event := self.event) is None:
            return {"publish_at": evening}
        end = timezone.localtime(event.ends_at - timedelta(hours=6 * event.all_day))
        return {
            "title": event.title[:200],
            "section": event.section_id,
            "publish_at": end if end > now() else evening,
        }

    def form_valid(self, form: forms.PlannedStoryForm) -> HttpResponse:
        return super().form_valid(form) if self.assignment_form.is_valid() else self.form_invalid(form)

    def apply(self, form: forms.PlannedStoryForm) -> str:
        title, section = form.cleaned_data["title"], form.cleaned_data["section"]
        story = plan.plan_new_story(
            title, self.row, section_id=section.pk if section else None, event=self.event,
            assignment=self.assignment_form.to_assignment(), by=current_user(self.request), at=now(),
        )  # fmt: skip
        return plan_url(self.row.publish_at, story.pk)

    def page_context(self) -> dict[str, Any]:
        return {"event": self.event, "assignment_form": self.assignment_form}


@page(Article, "<int:pk>/plan/", "change_plan")
class ChangePlanView(PlanFormView):
    """Plans a story that exists, changes its plan, or takes it out of the plan."""

    template_name = "admin/articles/plan/story.html"
    title = gettext_lazy("Plan of the story")
    permission_required = "articles.change_article"
    form_class = forms.PlanForm

    @cached_property
    def row(self) -> StoryPlan:
        story = get_object_or_404(Article.objects.select_related("plan"), pk=self.kwargs["pk"])
        return getattr(story, "plan", None) or StoryPlan(article=story)

    def apply(self, form: forms.PlanForm) -> str:
        plan.plan_story(self.row, by=current_user(self.request), at=now())
        return plan_url(self.row.publish_at, self.row.article_id)

    def remove(self) -> str:
        plan.remove_from_plan(self.row, by=current_user(self.request), at=now())
        return story_url(self.row.article)


@page(Article, "plan/event/", "add_event")
@page(Article, "plan/event/<int:pk>/", "plan_event")
class EventView(PlanFormView):
    """Form of an event; that of a calendar or an agency is only shown."""

    template_name = "admin/articles/plan/event.html"
    title = gettext_lazy("Event")
    permission_required = "articles.view_article"
    form_class = forms.EventForm

    @cached_property
    def row(self) -> CalendarEvent:
        if "pk" not in self.kwargs:
            return CalendarEvent(made_by=current_user(self.request))
        events = CalendarEvent.objects.select_related("section", "calendar", "item__source").defer(
            "calendar__raw"
        )
        return get_object_or_404(events.prefetch_related("plans__article"), pk=self.kwargs["pk"])

    def apply(self, form: forms.EventForm) -> str:
        calendars.save_event(self.row, by=current_user(self.request), at=now())
        return plan_url(self.row.starts_at)

    def remove(self) -> str:
        calendars.delete_event(self.row, by=current_user(self.request), at=now())
        return reverse(PLAN)


@page(Article, "plan/calendars/", "plan_calendars")
@page(Article, "plan/calendars/<int:pk>/", "plan_calendar")
class CalendarsView(PlanFormView):
    """All calendars with their state, and the form of a new one or of one of them."""

    template_name = "admin/articles/plan/calendars.html"
    title = gettext_lazy("Calendars")
    permission_required = "articles.change_wiresource"
    form_class = forms.CalendarForm

    @cached_property
    def row(self) -> EventCalendar:
        return (
            get_object_or_404(EventCalendar, pk=self.kwargs["pk"]) if "pk" in self.kwargs else EventCalendar()
        )

    def apply(self, form: forms.CalendarForm) -> str:
        file = form.cleaned_data["file"]
        raw = file.read(calendars.MAX_BYTES + 1) if file is not None else None
        calendars.save_calendar(self.row, raw=raw, by=current_user(self.request), at=now())
        return reverse(CALENDARS)

    def remove(self) -> str:
        calendars.delete_calendar(self.row, by=current_user(self.request), at=now())
        return reverse(CALENDARS)

    def page_context(self) -> dict[str, Any]:
        rows = EventCalendar.objects.select_related("section").defer("raw")
        return {"calendars": rows.annotate(event_count=Count("events"))}
