"""The page and the log entry after too many failed sign-ins."""

from typing import Any

import structlog
from axes.models import AccessAttempt
from django.contrib import admin
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions.accounts.login_locks import LoginLock, cool_off, login_locks

log = structlog.get_logger(__name__)

MAX_NAMES = 20
"""Names that fail from one address before it is locked: nobody reaches it with their own name."""


def locked_page(
    request: HttpRequest, _response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Return the page shown instead of the login; `django-axes` calls this."""
    at = timezone.now()
    lock = find_lock(request, str((credentials or {}).get("username") or ""))
    context = {
        **admin.site.each_context(request),
        "title": _("Sign-in is locked"),
        "ends_at": lock.ends_at if lock else at + cool_off(),
    }
    response = TemplateResponse(request, "admin/signin/locked.html", context, status=429).render()
    if lock:
        response.headers["Retry-After"] = str(max(1, int((lock.ends_at - at).total_seconds())))
    response.headers["Cache-Control"] = "no-store"
    return response


def find_lock(request: HttpRequest, username: str) -> LoginLock | None:
    address = request.META.get("REMOTE_ADDR", "")
    return next(
        (one for one in login_locks(at=timezone.now(), username=username) if one.address == address), None
    )


def tries_many_names(request: HttpRequest) -> bool:
    """Return whether a list of names is being tried from the request's address."""
    address = request.META.get("REMOTE_ADDR") or None
    recent = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=timezone.now() - cool_off())
    return bool(recent.values("username").distinct().count() >= MAX_NAMES)


def log_refusal(request: HttpRequest, username: str, *, step: str) -> None:
    """Log a failed attempt with its address, its count and the end of the lock."""
    address = request.META.get("REMOTE_ADDR", "")
    lock = find_lock(request, username)
    recent = AccessAttempt.objects.filter(
        username=username, ip_address=address or None, attempt_time__gt=timezone.now() - cool_off()
    )
    log.warning(
        "sign-in refused",
        user=username[:150],
        address=address,
        step=step,
        attempts=recent.aggregate(n=Sum("failures_since_start"))["n"] or 0,
        locked_until=lock.ends_at.isoformat(timespec="seconds") if lock else None,
    )
