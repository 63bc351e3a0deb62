"""Answers while the database is away or its disk is full: 503 with Retry-After, and typed text is given back."""

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

from newsroom.db.errors import is_outage, is_refusal_to_store
from newsroom.db.monitor import database, note_error
from newsroom.db.probe import in_one_line
from newsroom.form_submissions import wants_json

RETRY_AFTER_SECONDS = 10
HEALTH = "/healthz"
"""A view of its own answers load balancers in one word."""
SECRET = re.compile(r"pass|otp|secret|(?<!csrfmiddleware)token", re.IGNORECASE)
"""Names of form fields that no page may repeat."""

log = structlog.get_logger(__name__)


class Reason(StrEnum):
    AWAY = "away"
    """The request was refused before anything was done."""
    LOST = "lost"
    """The database went away while the request was being answered: a save may have come through or not."""
    FULL = "full"
    """Reading works; the change was rolled back."""


def refuse_while_database_is_away(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer at once, whatever the number of requests, without a connection attempt for each."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if database.is_away and request.path_info != HEALTH:
            return service_unavailable(request, Reason.AWAY)
        return get_response(request)

    return middleware


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: an outage is answered 503 and logged by the monitor, all else is an error of ours."""
    error = sys.exc_info()[1]
    if is_outage(error) and error is not None:
        note_error(error)
        response = service_unavailable(request, Reason.LOST)
    elif is_refusal_to_store(error) and error is not None:
        log.error("a change could not be stored", path=request.path_info, reason=in_one_line(error))
        response = service_unavailable(request, Reason.FULL)
    else:
        return defaults.server_error(request)
    return response


def service_unavailable(request: HttpRequest, reason: Reason) -> HttpResponse:
    """A page for people, a problem for scripts; partners' middleware makes its own shape of it."""
    sent = request.method not in {"GET", "HEAD"}
    said = _message_for(reason) if sent else _("This page cannot be shown at the moment.")
    response: HttpResponse
    if _asked_by_script(request):
        problem = {"title": _("Not available at the moment"), "status": 503, "problem": said, "saved": False}
        response = JsonResponse(problem, status=503, content_type="application/problem+json")
    else:
        context = {"said": said, "sent": sent, "seconds": RETRY_AFTER_SECONDS, "form": _form(request)}
        response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    leave_out_of_log(response)
    return response


def leave_out_of_log(response: HttpResponse) -> None:
    """Spare the log a line for each request of an outage, which has a line of its own."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark


def _message_for(reason: Reason) -> str:
    return {
        Reason.AWAY: _("Nothing was saved: the database cannot be reached."),
        Reason.LOST: _(
            "The database was lost while this was being saved. It is not certain whether it was saved: "
            "check before you send it again."
        ),
        Reason.FULL: _(
            "Nothing was saved: the disk of the server may be full. Please tell your administrators."
        ),
    }[reason]


def _asked_by_script(request: HttpRequest) -> bool:
    """Whether the answer is read by a script and not shown by the browser."""
    mode = request.headers.get("Sec-Fetch-Mode")
    if wants_json(request):
        return True
    if mode is not None:
        return mode != "navigate"
    return "XMLHttpRequest" in request.headers.get("X-Requested-With", "") or (
        "json" in (accepted := request.headers.get("Accept", "")) and "html" not in accepted
    )


def _form(request: HttpRequest) -> dict[str, Any] | None:
    """What was sent, to be sent again; None where nothing was typed, and where a password was."""
    if request.method != "POST" or not request.path_info.startswith("/admin/"):
        return None
    with suppress(RequestDataTooBig, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        if pairs and not any(SECRET.search(name) for name, _value in pairs):
            # Text that a person typed has a space in it; keys, numbers and choices are sent again unseen.
            return {
                "action": request.get_full_path(),
                "texts": [(n, _(n.replace("_", " ")), v) for n, v in pairs if " " in v.strip()],
                "others": [(name, value) for name, value in pairs if " " not in value.strip()],
                "files": [file.name for files in request.FILES.lists() for file in files[1]],
            }
    return None
