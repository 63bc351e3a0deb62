"""Figures for the operator's monitoring, in Prometheus' text format, to this machine alone."""

from collections.abc import Iterator

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, FeedHead
from newsroom.caching.page_cache import PAGES

LOOPBACK = {"127.0.0.1", "::1"}
PROXY = {"HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP"}
"""What proxies add to a request they pass on."""
PLAIN = "text/plain; version=0.0.4; charset=utf-8"

type Figure = tuple[str, str, str, float]
"""(name, kind, meaning, value)"""


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 to anybody from elsewhere or behind a proxy: what a desk is about to publish is nobody's business."""
    if request.META.get("REMOTE_ADDR") not in LOOPBACK or PROXY & set(request.META):
        raise Http404("metrics")
    response = HttpResponse("".join(_written(*figure) for figure in _figures()), content_type=PLAIN)
    response.headers["Cache-Control"] = "no-store"
    return response


def _written(name: str, kind: str, meaning: str, value: float) -> str:
    return f"# HELP newsroom_{name} {meaning}\n# TYPE newsroom_{name} {kind}\nnewsroom_{name} {value:g}\n"


def _figures() -> Iterator[Figure]:
    at = timezone.now()
    number = FeedHead.objects.values_list("n", flat=True).first() or 0
    overdue = Article.objects.due(at).values_list("scheduled_at", flat=True).first()
    late = (at - overdue).total_seconds() if overdue else 0.0
    newest = Edition.objects.public(at=at).newest_first().values_list("first_published_at", flat=True).first()
    yield "log_number", "counter", "Last number of the publication log.", number
    yield "overdue_seconds", "gauge", "How long the earliest due story has waited to come out.", late
    if newest:
        quiet = (at - newest).total_seconds()
        yield "newest_story_seconds", "gauge", "Age of the newest public story.", quiet
    for status, count in sorted(_jobs().items()):
        yield f"jobs_{status}", "gauge", f"Background jobs that are {status}.", count
    yield "kept_pages", "gauge", "Pages kept by the process that answers.", len(PAGES.pages)
    yield "kept_pages_bytes", "gauge", "Bytes of those pages.", PAGES.size


def _jobs() -> dict[str, int]:
    """Jobs that are waiting, running or have failed."""
    counted = dict.fromkeys(("todo", "doing", "failed"), 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status = ANY(%s::procrastinate_job_status[])"
            " GROUP BY status",
            [list(counted)],
        )
        counted.update(cursor.fetchall())
    return counted
