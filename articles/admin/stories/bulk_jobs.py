"""Bulk changes in the admin: progress, pause, cancel, undo."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from articles.actions.bulk.jobs import (
    UNDO_PERIOD,
    cancel_bulk,
    find_blocking_job,
    pause_bulk,
    resume_bulk,
    undo_bulk,
)
from articles.actions.bulk.request import request_of
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskView, PageAdmin, page, show_refusal
from articles.admin.stories.bulk_change import describe_change
from articles.models import BulkItem, BulkJob
from articles.task_queue import run_now
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jobs = BulkJob.objects.select_related("started_by")
        job = get_object_or_404(jobs, pk=parse_integer(self.kwargs["pk"]))
        self.title = _("Bulk change %(job)s") % {"job": job}
        skipped = job.items.filter(outcome=BulkItem.Outcome.LEFT).select_related("article")
        return super().get_context_data(
            job=job,
            change=describe_change(request_of(job)),
            progress=bulk_progress(job),
            tone=TONES[job.state],
            skipped=skipped.order_by("pk")[:MAX_LISTED],
            **kwargs,
        )


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

    @display(description=gettext_lazy("number"), ordering="pk")
    def number(self, job: BulkJob) -> str:
        return str(job)

    @display(description=gettext_lazy("change"))
    def change(self, job: BulkJob) -> str:
        return describe_change(request_of(job))

    @display(description=gettext_lazy("stories"), ordering="total")
    def stories(self, job: BulkJob) -> int:
        return job.total

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, job: BulkJob) -> str:
        return badge(job.get_state_display(), TONES[job.state])

    @display(description=gettext_lazy("started"), ordering="started_at")
    def start_time(self, job: BulkJob) -> str:
        return format_time(job.started_at)
