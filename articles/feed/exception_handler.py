"""Errors of DRF, of Django and our own as `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from articles.feed.authentication import CALLER_META_KEY
from articles.feed.exceptions import KeyMissing, NotModified, Problem, SyncReset, Withdrawn
from articles.feed.renderers import OrjsonRenderer
from articles.feed.response_cache import CACHED_BODY_KEY, CachedBody, CacheHit
from articles.feed.throttling import RateLimited
from newsroom.service_unavailable import RETRY_AFTER_SECONDS, leave_out_of_log

MEDIA_TYPE = "application/problem+json"
PROBLEM_TYPE_URL = "/api/v1/guide/en/#problem-"
STATUS_PROBLEMS = {
    400: ("bad-request", "The request is invalid."),
    404: ("not-found", "There is no endpoint at this URL."),
    405: ("method-not-allowed", "This endpoint does not allow the method."),
    413: ("body-too-large", "The body is larger than this endpoint accepts."),
    416: ("range-not-satisfiable", "The range begins after the end of the file."),
    503: ("unavailable", "The service is temporarily unavailable."),
}
"""Slug and title of errors raised outside the views, by status; any other status is a server error."""


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the response for an exception: a problem, a 304 or a cached response."""
    if isinstance(error, NotModified):
        return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": error.etag})
    if isinstance(error, CacheHit):
        return repeat_response(error.answer, context["request"])
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        error = KeyMissing()
    response = exception_handler(error, context)
    return response and _to_problem(response, error, context)


def _to_problem(response: Response, error: Exception, context: dict[str, Any]) -> Response:
    request: Request = context["request"]
    title = getattr(error, "title", None) or _title(error)
    body: dict[str, Any] = {
        "type": PROBLEM_TYPE_URL + _slug(error),
        "title": title,
        "status": response.status_code,
        "detail": _detail(error, context) or title,
        "request_id": request.META.get("newsroom.request_id", ""),
    }
    if getattr(error, "errors", None):
        body["errors"] = error.errors  # type: ignore[attr-defined]  # Problem carries them
    if isinstance(error, Withdrawn):
        body["change"] = error.tombstone
    if isinstance(error, SyncReset):
        body["restart"] = _restart_links(request, error)
    response.data = body
    response.content_type = MEDIA_TYPE
    # Also for endpoints that render YAML or HTML.
    request.accepted_renderer, request.accepted_media_type = OrjsonRenderer(), MEDIA_TYPE
    if response.status_code == status.HTTP_401_UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="partner feed"'
    return response


def repeat_response(answer: CachedBody, request: Request) -> Response:
    """Return the cached response, logged with the counts of its first delivery."""
    stats = request.META[CALLER_META_KEY].stats
    stats.items, stats.reached = answer.stats.items, answer.stats.reached
    stats.redactions.update(answer.stats.redactions)
    request.META[CACHED_BODY_KEY] = answer
    return Response(answer.body, headers=answer.headers)


def plain_problem(request: HttpRequest, status_code: int) -> HttpResponse:
    """Return a problem for an error raised outside the views, by its status alone."""
    slug, title = STATUS_PROBLEMS.get(
        status_code, ("internal", "An internal error occurred. It has been logged.")
    )
    body = {
        "type": PROBLEM_TYPE_URL + slug,
        "title": title,
        "status": status_code,
        "detail": title,
        "request_id": request.META.get("newsroom.request_id", ""),
    }
    response = HttpResponse(orjson.dumps(body), status=status_code, content_type=MEDIA_TYPE)
    if status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        leave_out_of_log(response)
    return response


def problem_slug(response: HttpResponseBase) -> str:
    """Return the slug of the problem in a response; empty if it is no problem."""
    kind = getattr(response, "data", None)
    address = (
        kind.get("type", "")
        if isinstance(kind, dict) and response.status_code >= HTTPStatus.BAD_REQUEST
        else ""
    )
    return str(address).rpartition("#problem-")[2]


def _restart_links(request: Request, error: SyncReset) -> dict[str, str]:
    """Return links to restart the sync: `full`, and `diff` if the ledger allows it."""
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
    return FRAMEWORK_SLUGS.get(type(error), "bad-request")


FRAMEWORK_SLUGS: dict[type[Exception], str] = {
    Http404: "not-found",
    exceptions.NotFound: "not-found",
    exceptions.MethodNotAllowed: "method-not-allowed",
    exceptions.NotAcceptable: "not-acceptable",
    RateLimited: "rate-limited",
    exceptions.ParseError: "body-invalid",
    exceptions.UnsupportedMediaType: "media-type-unsupported",
}
"""Slugs of errors that are no `Problem`."""
PROBLEM_SLUGS = sorted(
    {kind.slug for kind in Problem.__subclasses__()}
    | set(FRAMEWORK_SLUGS.values())
    | {slug for slug, _title in STATUS_PROBLEMS.values()}
    | {"gone-merged", "internal"}
)
"""All problems, which guide and OpenAPI document list."""
TITLES: dict[type[Exception], str] = {
    Http404: "There is no such resource for this key.",
    exceptions.MethodNotAllowed: "This endpoint does not allow the method.",
    exceptions.NotAcceptable: "This endpoint has none of the requested formats.",
    exceptions.ParseError: "The body cannot be read.",
    exceptions.UnsupportedMediaType: "The media type of the body is not supported.",
    RateLimited: "Too many requests.",
}
"""Titles of errors that carry none."""


def _title(error: Exception) -> str:
    fitting = (title for kind, title in TITLES.items() if isinstance(error, kind))
    return next(fitting, Problem.title)


def _detail(error: Exception, context: dict[str, Any]) -> str:
    """Return what went wrong and what is accepted instead, which DRF's messages lack."""
    view, request = context["view"], context["request"]
    if isinstance(error, exceptions.MethodNotAllowed):
        return f"{request.method} is not allowed; use {', '.join(view.allowed_methods)}."
    if isinstance(error, exceptions.NotAcceptable):
        spoken = ", ".join(renderer.media_type for renderer in view.get_renderers())
        return f"Accept must allow one of these media types: {spoken}."
    if isinstance(error, exceptions.UnsupportedMediaType):
        read = ", ".join(parser.media_type for parser in view.get_parsers())
        return f"Content-Type {request.content_type!r} is not supported; send {read}."
    return str(getattr(error, "detail", ""))
