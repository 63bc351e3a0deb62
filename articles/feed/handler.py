"""Every error as `application/problem+json` after RFC 9457: DRF's own and ours, one shape."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from articles.feed.problems import KeyMissing, Problem, SyncReset, Withdrawn

TYPES = "/api/v1/guide/en/#problem-"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: its own errors and ours, one shape."""
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        error = KeyMissing()
    response = exception_handler(error, context)
    if response is None:
        return None
    request = context["request"]
    body: dict[str, Any] = {
        "type": TYPES + _slug(error),
        "title": getattr(error, "title", None) or _title(error, response),
        "status": response.status_code,
        "detail": str(getattr(error, "detail", "") or getattr(error, "title", "")),
        "request_id": request.META.get("newsroom.request_id", ""),
    }
    if getattr(error, "errors", None):
        body["errors"] = error.errors  # type: ignore[attr-defined]  # Problem carries them
    if isinstance(error, Withdrawn):
        body["change"] = error.tombstone
    if isinstance(error, SyncReset):
        body["restart"] = _restart(context["request"], error)
    response.data = body
    response.content_type = "application/problem+json"
    if response.status_code == status.HTTP_401_UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="partner feed"'
    return response


def _restart(request: Request, error: SyncReset) -> dict[str, str]:
    """Ways on: all of it, for a mirror emptied first; and where the ledger can tell, only what differs."""
    query = request.query_params.copy()
    query.pop("mode", None)
    ways = {"diff": query} if error.can_catch_up else {}
    full = query.copy()
    full.pop("cursor", None)
    links = {}
    for mode, parameters in {**ways, "full": full}.items():
        parameters["mode"] = mode
        links[mode] = request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
    return links


def _slug(error: Exception) -> str:
    if isinstance(error, Problem):
        return error.slug
    return {
        exceptions.NotFound: "not-found",
        exceptions.MethodNotAllowed: "method-not-allowed",
        exceptions.NotAcceptable: "not-acceptable",
        exceptions.Throttled: "rate-limited",
        exceptions.ParseError: "body-invalid",
        exceptions.UnsupportedMediaType: "media-type-unsupported",
    }.get(type(error), "not-found" if isinstance(error, Http404) else "bad-request")


def _title(error: Exception, response: Response) -> str:
    if isinstance(error, Http404):
        return "There is nothing here for this key."
    return str(getattr(error, "default_detail", "")) or response.status_text
