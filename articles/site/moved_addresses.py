"""Redirects from the addresses of pages in another language than the site's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.encoding import escape_uri_path

from articles.url_paths import moved_path


def redirect_moved_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 301 for `/topic/…` on a German site, which has `/thema/…`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        path = moved_path(request.path_info)
        if not path or request.method not in {"GET", "HEAD"}:
            return get_response(request)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{escape_uri_path(path)}{'?' if query else ''}{query}")

    return middleware
