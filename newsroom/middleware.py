"""Middleware for every request: request id, language and compression."""

import re
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

REQUEST_ID_KEY = "newsroom.request_id"
"""Key of the id in the environment of a request."""
COMPRESSIBLE = ("text/html", "application/json")
ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def add_request_id(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Bind `X-Request-ID`, the proxy's or a new one, to log lines and the response."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex
        request.META[REQUEST_ID_KEY] = name
        with structlog.contextvars.bound_contextvars(request_id=name):
            response = get_response(request)
        response.headers["X-Request-ID"] = name
        return response

    return middleware


def public_language(path: str) -> str:
    """Return the language of public responses below a path."""
    return "en" if path.startswith(("/api/", "/intake/")) else settings.LANGUAGE_CODE


def set_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Choose the language of the response.

    Desk pages use the editor's language, the feed English, the site its own. Public responses do not vary by
    Accept-Language, so a shared cache stores one of each.
    """
    desk = LocaleMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            return desk(request)  # type: ignore[return-value]  # sync in, sync out
        with translation.override(public_language(request.path_info)):
            return get_response(request)

    return middleware


def compress_desk(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Compress pages of the desk.

    Their length tells nothing about a secret in them (BREACH): Django adds random bytes, and masks the token of forms.
    """
    compressor = GZipMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_text = response.headers.get("Content-Type", "").startswith(COMPRESSIBLE)
        if is_text and not response.streaming and request.path_info.startswith("/admin/"):
            return compressor.process_response(request, response)  # type: ignore[return-value]  # the same response
        return response

    return middleware
