"""Bulk changes of stories: choice, preview, start, progress and undo."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from unfold.decorators import display

from articles.actions.bulk.jobs import (
    UNDO_PERIOD,
    cancel_bulk,
    find_blocking_job,
    pause_bulk,
    resume_bulk,
    start_bulk,
    undo_bulk,
)
from articles.actions.bulk.preview import preview_bulk
from articles.actions.bulk.request import BulkRequest, load_records, request_of, validate_request
from articles.actions.errors import ActionRefused
from articles.actions.task_queue import run_now
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskView, PageAdmin, page, show_refusal
from articles.admin.inputs import autocomplete, select_input
from articles.models import Article, BulkItem, BulkJob, Mention, Section, Topic
from articles.querysets import ArticleQuerySet
from newsroom.admin.base import column, current_user, now
from newsroom.strict_values import parse_integer
from people.models import Person

PAGING_PARAMETERS = ("p", "o", "e", "all")
"""Query parameters that choose a page of the list or its order, not its stories."""
LABELS = {
    "topic": (gettext_lazy("remove this topic"), gettext_lazy("add this topic")),
    "section": (gettext_lazy("only from this section"), gettext_lazy("move to this section")),
    "person": (gettext_lazy("remove this person"), gettext_lazy("add this person")),
}
RELATIONS: dict[str, tuple[Any, str, Any]] = {
    "topic": (Article, "topics", Topic), "person": (Mention, "person", Person),
}  # fmt: skip


def record_field(facet: str, label: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """Return the choice of a section from a list, of a topic or a person by a search."""
    if facet == BulkJob.Subject.SECTION:
        sections = Section.objects.all()
        return forms.ModelChoiceField(
            sections, required=False, label=label, widget=select_input(), empty_label="–"
        )
    model, relation, records = RELATIONS[facet]
    widget = autocomplete(model, relation)
    return forms.ModelChoiceField(records.objects.all(), required=False, label=label, widget=widget)


@admin.action(description=gettext_lazy("Change topic, section or person …"), permissions=["bulk"])
def change_marked_stories(_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse:
    """Open the bulk change for the marked rows or the whole list."""
    query = request.GET.copy()
    if request.POST.get("select_across") != "1":
        query["id__in"] = ",".join(str(pk) for pk in stories.order_by("pk").values_list("pk", flat=True))
    return HttpResponseRedirect(f"{reverse('admin:articles_article_bulk')}?{query.urlencode()}")


class BulkChangeForm(forms.Form):
    """Change of a topic, a section or a person; fields of the other two are ignored."""

    facet = forms.ChoiceField(
        label=gettext_lazy("what changes"),
        choices=BulkJob.Subject.choices,
        initial=BulkJob.Subject.TOPIC,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for facet, (taken, given) in LABELS.items():
            self.fields[f"{facet}_gives"] = record_field(facet, given)
            self.fields[f"{facet}_takes"] = record_field(facet, taken)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                validate_request(self.to_request())
            except ActionRefused as refusal:
                self.add_error(f"{cleaned['facet']}_{refusal.field}", refusal.message)
        return cleaned

    def to_request(self) -> BulkRequest:
        facet = self.cleaned_data["facet"]
        taken, given = (self.cleaned_data[f"{facet}_{part}"] for part in ("takes", "gives"))
        return BulkRequest(facet=facet, takes=taken and taken.pk, gives=given and given.pk)

    def groups(self) -> list[tuple[str, Any, list[Any]]]:
        """Return (facet, label, its two fields) of each facet."""
        return [
            (facet, label, [self[f"{facet}_gives"], self[f"{facet}_takes"]])
            for facet, label in BulkJob.Subject.choices
        ]


@page(Article, "bulk/")
class BulkChangeView(DeskView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    """Preview and start of a bulk change of all stories in a filtered list."""

    template_name = "admin/articles/article/bulk_change.html"
    title = gettext_lazy("Change many stories")
    permission_required = "articles.add_bulkjob"
    form_class = BulkChangeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.has_permission():
            try:
                self.stories = self.list_stories()
            except IncorrectLookupParameters:
                return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        return super().dispatch(request, *args, **kwargs)

    def list_stories(self) -> ArticleQuerySet:
        """Return every story of the list, whatever page was shown."""
        parameters = self.request.GET.copy()
        for name in PAGING_PARAMETERS:
            parameters.pop(name, None)
        self.request.GET = parameters  # type: ignore[assignment]  # a query dict, mutable
        listed = self.model_admin.get_changelist_instance(self.request).get_queryset(self.request)
        return Article.objects.filter(pk__in=listed.order_by().values("pk"))

    def form_valid(self, form: BulkChangeForm) -> HttpResponse:
        change = form.to_request()
        if "_start" in self.request.POST:
            query, by = self.request.GET.urlencode(), current_user(self.request)
            try:
                job = start_bulk(change, self.stories, query=query, by=by, at=now())
            except ActionRefused as refusal:
                form.add_error(None, refusal.message)
            else:
                run_now("continue_bulk_jobs")
                return HttpResponseRedirect(reverse("admin:articles_bulkjob_change", args=[job.pk]))
        preview = preview_bulk(change, self.stories, now())
        context = self.get_context_data(form=form, preview=preview, change=describe_change(change))
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(
            media=form.media,
            hits=self.stories.count(),
            query=self.request.GET.urlencode(),
            undo_days=UNDO_PERIOD.days,
            **kwargs,
        )


def describe_change(change: BulkRequest) -> str:
    taken, given = load_records(change)
    facts = {"taken": taken, "given": given}
    if change.facet == BulkJob.Subject.SECTION:
        if taken is None:
            return _("section → “%(given)s”") % facts
        return _("section “%(taken)s” → “%(given)s”") % facts
    kind = BulkJob.Subject(change.facet).label
    if taken is None:
        return f"{kind}: " + _("+ “%(given)s”") % facts
    if given is None:
        return f"{kind}: " + _("− “%(taken)s”") % facts
    return f"{kind}: " + _("“%(taken)s” → “%(given)s”") % facts


TONES = {
    "running": "ready",
    "paused": "in-review",
    "cancelled": "withheld",
    "done": "published",
    "undone": "grey",
}
MAX_LISTED = 50


@dataclass(frozen=True, slots=True)
class BulkProgress:
    """Progress of a job and the actions that are possible now."""

    done: int
    total: int
    percent: int
    counts: dict[str, int]
    status: str
    is_running: bool
    actions: tuple[str, ...]
    undo_until: datetime | None


def bulk_progress(job: BulkJob) -> BulkProgress:
    counts = dict(job.items.order_by().values_list("outcome").annotate(n=Count("pk")))
    remaining = counts.get(BulkItem.Outcome.CHANGED if job.undoing else BulkItem.Outcome.WAITING, 0)
    total = remaining + counts.get(BulkItem.Outcome.REVERTED, 0) if job.undoing else job.total
    done = total - remaining
    ended = job.state in {BulkJob.Status.DONE, BulkJob.Status.CANCELLED}
    until = job.ended_at + UNDO_PERIOD if ended and job.ended_at else None
    undo_until = until if until and now() <= until and counts.get(BulkItem.Outcome.CHANGED) else None
    return BulkProgress(
        done=done,
        total=total,
        percent=100 if not total else done * 100 // total,
        counts=counts,
        status=_status_text(job),
        is_running=job.state == BulkJob.Status.RUNNING,
        actions=_available_actions(job, undo_until),
        undo_until=undo_until,
    )


def _available_actions(job: BulkJob, undo_until: datetime | None) -> tuple[str, ...]:
    stop = () if job.undoing else ("cancel",)
    if job.state == BulkJob.Status.RUNNING:
        return ("pause", *stop)
    if job.state == BulkJob.Status.PAUSED:
        return ("resume", *stop)
    return ("undo",) if undo_until else ()


def _status_text(job: BulkJob) -> str:
    if job.state == BulkJob.Status.RUNNING and (first := find_blocking_job(job)):
        return _("waiting for bulk change %(job)s, which is changing some of the same stories") % {
            "job": first
        }
    if job.undoing and job.state == BulkJob.Status.RUNNING:
        return _("is being undone")
    return str(job.get_state_display())


@page(BulkJob, "<path:pk>/change/")
class BulkJobView(DeskView):
    template_name = "admin/articles/bulkjob/job.html"
    permission_required = "articles.view_bulkjob"

    def page_context(self) -> dict[str, Any]:
        jobs = BulkJob.objects.select_related("started_by")
        job = get_object_or_404(jobs, pk=parse_integer(self.kwargs["pk"]))
        self.title = _("Bulk change %(job)s") % {"job": job}
        skipped = job.items.filter(outcome=BulkItem.Outcome.LEFT).select_related("article")
        return {
            "job": job,
            "change": describe_change(request_of(job)),
            "progress": bulk_progress(job),
            "tone": TONES[job.state],
            "skipped": skipped.order_by("pk")[:MAX_LISTED],
        }


@page(BulkJob, "<int:pk>/progress/")
class BulkProgressView(DeskView):
    """JSON view that the job page polls."""

    permission_required = "articles.view_bulkjob"

    def get(self, _request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:  # type: ignore[override]  # `pk` is in the URL
        progress = asdict(bulk_progress(get_object_or_404(BulkJob, pk=pk)))
        return JsonResponse(
            {name: progress[name] for name in ("done", "total", "percent", "status", "is_running")}
        )


@page(BulkJob, "<int:pk>/pause/", action=pause_bulk)
@page(BulkJob, "<int:pk>/resume/", action=resume_bulk)
@page(BulkJob, "<int:pk>/cancel/", action=cancel_bulk)
@page(BulkJob, "<int:pk>/undo/", action=undo_bulk)
class BulkActionView(DeskView):
    http_method_names = ["post"]
    action: Any = None

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        job = get_object_or_404(BulkJob, pk=pk)
        with show_refusal(request):
            self.action(job.pk, by=current_user(request), at=now())
            run_now("continue_bulk_jobs")
        return HttpResponseRedirect(reverse("admin:articles_bulkjob_change", args=[job.pk]))


@admin.register(BulkJob)
class BulkJobAdmin(PageAdmin):
    list_display = ("number", "change", "stories", "state_shown", "start_time", "started_by")
    list_display_links = ("number", "change")
    list_select_related = ("started_by",)
    list_filter = ("state", "facet")
    list_per_page = 25

    number = column(gettext_lazy("number"), str, "pk")
    change = column(gettext_lazy("change"), lambda job: describe_change(request_of(job)))
    stories = column(gettext_lazy("stories"), lambda job: job.total, "total")

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, job: BulkJob) -> str:
        return badge(job.get_state_display(), TONES[job.state])

    start_time = column(gettext_lazy("started"), lambda job: format_time(job.started_at), "started_at")
