"""Middleware of /intake/: every error is a problem document, never a page."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from articles.intake_api.problems import MEDIA_TYPE, build_problem

PREFIX = "/intake/"


def agency_push(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path_info.startswith(PREFIX):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            allowed = response.headers.get("Allow")
            response = build_problem(request, response.status_code)
            if allowed:
                response.headers["Allow"] = allowed
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware
