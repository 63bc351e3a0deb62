"""Middleware that answers each host with the desk, the site or a redirect."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseRedirectBase

UNKNOWN_PATH = "/-/-/-/"
"""Path that no page has, whatever the sections are called."""
NO_CRAWLERS = "User-agent: *\nDisallow: /\n"


class RedirectToSite(HttpResponseRedirectBase):
    """Permanent redirect with the method and body of the request (RFC 9110, 15.4.9)."""

    status_code = 308


def separate_hosts(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer the desk on its own host only and redirect former hosts to the site.

    Hosts are checked against ALLOWED_HOSTS later: an unknown one gets the answer that it always got.
    """
    if not settings.DESK_HOST and not settings.REDIRECT_HOSTS:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        default_port = ":443" if request.is_secure() else ":80"
        host = request.META.get("HTTP_HOST", "").lower().removesuffix(default_port)
        if host in settings.REDIRECT_HOSTS:
            return _redirect_permanently(request)
        if not settings.DESK_HOST:
            return get_response(request)
        if host == settings.DESK_HOST:
            return _answer_on_desk_host(request, get_response)
        if _begins_with(request.path_info, settings.DESK_PATHS):
            request.path = request.path_info = UNKNOWN_PATH
        response = get_response(request)
        response.cookies.clear()  # readers need none, and the documentation of the feed would set one
        return response

    return middleware


def _redirect_permanently(request: HttpRequest) -> HttpResponse:
    response = RedirectToSite(f"{settings.SITE_URL}{request.get_full_path()}")
    if request.method in {"GET", "HEAD"}:
        response.status_code = 301
    return response


def _answer_on_desk_host(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """Answer the desk and its files; redirect to the site for its pages.

    Only reading is redirected: a request with a body, such as a delivery with its key, belongs to the site's address.
    """
    path = request.path_info
    if path == "/robots.txt":
        response = HttpResponse(NO_CRAWLERS, content_type="text/plain; charset=utf-8")
    elif path == "/":
        response = HttpResponseRedirect(settings.DESK_PATHS[0])
    elif _begins_with(path, (*settings.DESK_PATHS, *settings.SHARED_PATHS)):
        response = get_response(request)
    elif request.method in {"GET", "HEAD"} and not path.startswith(("/api/", "/intake/")):
        response = HttpResponseRedirect(f"{settings.SITE_URL}{request.get_full_path()}")
    else:
        response = HttpResponse(
            "This address is on the host of the site.\n", status=404, content_type="text/plain"
        )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _begins_with(path: str, beginnings: tuple[str, ...]) -> bool:
    """Return whether the path is one of the beginnings, also without its last slash."""
    return path.startswith(beginnings) or f"{path}/" in beginnings
