"""Responses while the database is unavailable; typed text is returned."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from newsroom.db.errors import is_outage, is_storage_failure
from newsroom.db.monitor import database, note_error
from newsroom.db.probe import in_one_line
from newsroom.form_submissions import wants_json
from newsroom.media_store.errors import MediaStoreFailure
from newsroom.telemetry.answer_counts import SERVICE_PATHS

RETRY_AFTER_SECONDS = 10
SECRET_FIELD = re.compile(r"pass|otp|secret|(?<!csrfmiddleware)token", re.IGNORECASE)
"""Names of form fields whose values are never shown again."""

log = structlog.get_logger(__name__)


class OutageKind(StrEnum):
    AWAY = "away"
    """The database is unavailable; the request was refused before any work was done."""
    LOST = "lost"
    """The database was lost during the request; a save may or may not have succeeded."""
    FULL = "full"
    """The database can be read but not written; the change was rolled back."""
    MEDIA = "media"
    """A photo, audio or video file cannot be read or stored; a change was rolled back."""
    PROVIDER = "provider"
    """The sign-in provider cannot be asked whether the account may go on; the request was refused."""


def refuse_while_database_is_away(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse requests at once while the database is known to be unavailable."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if database.is_away and request.path_info not in SERVICE_PATHS:
            return service_unavailable(request, OutageKind.AWAY)
        return get_response(request)

    return middleware


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an outage with 503 and any other error with 500 (`handler500`)."""
    error = sys.exc_info()[1]
    if is_outage(error) and error is not None:
        note_error(error)
        response = service_unavailable(request, OutageKind.LOST)
    elif isinstance(error, MediaStoreFailure):
        log.error("the store of media files failed", path=request.path_info, reason=str(error))
        response = service_unavailable(request, OutageKind.MEDIA)
    elif is_storage_failure(error) and error is not None:
        log.error("a change could not be stored", path=request.path_info, reason=in_one_line(error))
        response = service_unavailable(request, OutageKind.FULL)
    else:
        return defaults.server_error(request)
    return response


def service_unavailable(request: HttpRequest, reason: OutageKind) -> HttpResponse:
    """Return a 503 page, or a problem document for scripts.

    The feed's middleware writes its own.
    """
    sent = request.method not in {"GET", "HEAD"}
    says_why = sent or reason == OutageKind.PROVIDER
    said = _message_for(reason) if says_why else _("This page cannot be shown right now.")
    response: HttpResponse
    if _wants_problem_json(request):
        problem = {"title": _("Temporarily unavailable"), "status": 503, "problem": said, "saved": False}
        response = JsonResponse(problem, status=503, content_type="application/problem+json")
    else:
        context = {"said": said, "sent": sent, "seconds": RETRY_AFTER_SECONDS, "form": _typed_form(request)}
        response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    leave_out_of_log(response)
    return response


def leave_out_of_log(response: HttpResponse) -> None:
    """Keep the log free of a line per request: the outage itself has one."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark


def _message_for(reason: OutageKind) -> str:
    return {
        OutageKind.AWAY: _("Nothing was saved: the database cannot be reached."),
        OutageKind.LOST: _(
            "The connection to the database was lost while saving. Your change may or may not have been saved: "
            "check before you send it again."
        ),
        OutageKind.PROVIDER: _(
            "The sign-in provider does not answer, so that nobody knows whether you may go on. Nothing was saved and "
            "nothing that you typed is lost: try again as soon as it answers."
        ),
        OutageKind.FULL: _(
            "Nothing was saved: the server's disk may be full. Please inform your administrator."
        ),
        OutageKind.MEDIA: _(
            "Nothing was saved: the store of photos and videos does not answer. Please try again later."
        ),
    }[reason]


def _wants_problem_json(request: HttpRequest) -> bool:
    """Return whether a script reads the response; a browser would show it."""
    mode = request.headers.get("Sec-Fetch-Mode")
    if wants_json(request):
        return True
    if mode is not None:
        return mode != "navigate"
    return "XMLHttpRequest" in request.headers.get("X-Requested-With", "") or (
        "json" in (accepted := request.headers.get("Accept", "")) and "html" not in accepted
    )


def _typed_form(request: HttpRequest) -> dict[str, Any] | None:
    """Return the submitted form so that it can be sent again.

    None if it is empty or has a password.
    """
    if request.method != "POST" or not request.path_info.startswith("/admin/"):
        return None
    with suppress(RequestDataTooBig, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        if pairs and not any(SECRET_FIELD.search(name) for name, _value in pairs):
            # Typed text contains a space; keys, numbers and choices are sent again in hidden fields.
            return {
                "action": request.get_full_path(),
                "texts": [(n, _(n.replace("_", " ")), v) for n, v in pairs if " " in v.strip()],
                "others": [(name, value) for name, value in pairs if " " not in value.strip()],
                "files": [file.name for files in request.FILES.lists() for file in files[1]],
            }
    return None
