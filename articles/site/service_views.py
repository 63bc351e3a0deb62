"""Views besides pages: metrics, robots.txt, licences, security.txt, theme, health."""

from collections.abc import Iterator
from datetime import timedelta

import orjson
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, FeedHead, StaticPage
from articles.rights.machine_uses import list_permissions
from articles.selectors.wire_alarms import list_trouble_lines
from articles.site import licence_file
from articles.site.crawlers import build_robots_txt
from articles.site.wire_metrics import format_wire_metrics
from articles.url_paths import absolute_url, site_path
from newsroom.caching import page_cache
from newsroom.caching.page_cache import PAGES
from newsroom.db.monitor import database, note_error
from newsroom.proxies import parse_address
from newsroom.service_unavailable import leave_out_of_log

PROXY_HEADERS = {
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
}
"""Headers by which a forwarded request is recognised."""
METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

type Metric = tuple[str, str, str, float]
"""(name, kind, meaning, value)"""


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer local requests only: the figures reveal scheduled stories."""
    if not _is_local(request):
        raise Http404("metrics")
    figures = "".join(_format_metric(*figure) for figure in _collect_metrics())
    response = HttpResponse(figures + format_wire_metrics(timezone.now()), content_type=METRICS_CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_local(request: HttpRequest) -> bool:
    """Return whether a program on this machine asks, and no proxy for somebody else."""
    address = parse_address(request.META.get("REMOTE_ADDR", ""))
    return address is not None and address.is_loopback and not PROXY_HEADERS & set(request.META)


def _format_metric(name: str, kind: str, meaning: str, value: float) -> str:
    return f"# HELP newsroom_{name} {meaning}\n# TYPE newsroom_{name} {kind}\nnewsroom_{name} {value:g}\n"


def _collect_metrics() -> Iterator[Metric]:
    at = timezone.now()
    log_number = FeedHead.objects.values_list("n", flat=True).first() or 0
    overdue = Article.objects.due(at).values_list("scheduled_at", flat=True).first()
    late = (at - overdue).total_seconds() if overdue else 0.0
    newest = Edition.objects.public(at=at).newest_first().values_list("first_published_at", flat=True).first()
    yield "log_number", "counter", "Last number of the publication log.", log_number
    yield "overdue_seconds", "gauge", "How long the earliest due story has waited for publication.", late
    if newest:
        quiet = (at - newest).total_seconds()
        yield "newest_story_seconds", "gauge", "Age of the newest public story.", quiet
    for status, count in sorted(_count_jobs().items()):
        yield f"jobs_{status}", "gauge", f"Background jobs that are {status}.", count
    yield "kept_pages", "gauge", "Pages in the cache of this process.", len(PAGES)
    yield "kept_pages_bytes", "gauge", "Bytes of the pages in that cache.", PAGES.size


def _count_jobs() -> dict[str, int]:
    """Return the number of waiting, running and failed jobs by status."""
    counts = dict.fromkeys(("todo", "doing", "failed"), 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status = ANY(%s::procrastinate_job_status[])"
            " GROUP BY status",
            [list(counts)],
        )
        counts.update(cursor.fetchall())
    return counts


MAX_AGE = 3_600
SECURITY_TXT_LIFETIME = timedelta(days=180)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    sitemaps = [absolute_url("/sitemap.xml"), absolute_url("/sitemap-news.xml")]
    text = build_robots_txt(
        list_permissions(settings.CRAWLERS_REFUSED), sitemaps, absolute_url(licence_file.PATH)
    )
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def licence(_request: HttpRequest) -> HttpResponse:
    content = licence_file.build_licence_file(
        list_permissions(settings.CRAWLERS_REFUSED), settings.SITE_NAME, absolute_url(site_path("/rights/")),
        absolute_url(site_path("/contact/")),
    )  # fmt: skip
    response = HttpResponse(content, content_type=licence_file.CONTENT_TYPE)
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def tdmrep(_request: HttpRequest) -> HttpResponse:
    """Reserve text and data mining, by the TDM Reservation Protocol of the W3C group."""
    reservation = [{"location": "/", "tdm-reservation": 1, "tdm-policy": absolute_url(site_path("/rights/"))}]
    response = HttpResponse(orjson.dumps(reservation), content_type="application/json")
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Return the contact for vulnerability reports by RFC 9116; 404 without one."""
    contact = _security_contact()
    if not contact:
        return HttpResponse("no contact is set\n", status=404, content_type="text/plain")
    at = timezone.now()
    end = (at + SECURITY_TXT_LIFETIME).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {end.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute_url('/.well-known/security.txt')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    page_cache.set_public_max_age(response, at=at, seconds=MAX_AGE)
    return response


def _security_contact() -> str:
    """Return the address in the settings, else the contact page, else the desk's mail."""
    if settings.SECURITY_CONTACT:
        return str(settings.SECURITY_CONTACT)
    if StaticPage.objects.filter(name=StaticPage.Name.CONTACT).exclude(body="").exists():
        return absolute_url(site_path("/contact/"))
    return f"mailto:{settings.DESK_MAIL}" if settings.DESK_MAIL else ""


@require_safe
def theme(_request: HttpRequest) -> HttpResponse:
    """Return the accent colour as a style sheet, so that no page needs inline styles."""
    response = HttpResponse(
        f":root{{--accent-set:{settings.ACCENT_COLOUR}}}", content_type="text/css; charset=utf-8"
    )
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer a load balancer: 200 while the database answers, else 503.

    A program on this machine also learns which wire sources have trouble; the desk works all the same.
    """
    if _is_database_available():
        trouble = list(list_trouble_lines()) if _is_local(request) else []
        response = HttpResponse("\n".join(["ok", *trouble, ""]), content_type="text/plain")
    else:
        response = HttpResponse("database unreachable\n", status=503, content_type="text/plain")
        leave_out_of_log(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_database_available() -> bool:
    if database.is_away:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        note_error(error)
        return False
    return True
