"""What every request passes: an id that ties its log lines together, and the language it is answered in."""

import re
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def request_id(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Bind `X-Request-ID` (the proxy's if it is well formed, else a new one) to the log and the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex
        request.META["newsroom.request_id"] = name
        with structlog.contextvars.bound_contextvars(request_id=name):
            response = get_response(request)
        response.headers["X-Request-ID"] = name
        return response

    return middleware


def language_of(path: str) -> str:
    """Return the language in which all callers are answered there."""
    return "en" if path.startswith("/api/") else settings.LANGUAGE_CODE


def language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The desk speaks its editor's language, the partners' feed English, and readers get the site's language.

    So public answers do not vary by Accept-Language, and a shared cache keeps one of each.
    """
    desk = LocaleMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            return desk(request)  # type: ignore[return-value]  # sync in, sync out
        with translation.override(language_of(request.path_info)):
            return get_response(request)

    return middleware
