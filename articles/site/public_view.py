"""Decorator of every public view.

It publishes stories that are due, reads the clock for the page, and answers from the page cache or calls the view.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial, wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.site.error_views import render_not_found
from articles.site.page_context import PageContext, current_state, next_midnight
from articles.site.replica_reads import read_recent
from articles.site.site_version import SiteVersion, site_changes
from newsroom.caching import page_cache
from newsroom.caching.changed_keys import Dependencies
from newsroom.caching.page_cache import CachedPage
from newsroom.caching.shared_lifetime import share_page
from newsroom.caching.wsgi_cache import PAGE_KEY, VERSION_READER_KEY

MAX_PARAMETER_LENGTH = 10_000

type PageView = Callable[..., HttpResponse]
type FoundPage = tuple[CachedPage, Dependencies | None]
"""A page, and what it depends on; None if the WSGI cache must not store it."""


def public_view(*param_names: str) -> Callable[[PageView], PageView]:
    """Return a decorator for a view that reads these query parameters and no others.

    The view gets a `PageContext` and the arguments of its URL, and may raise Http404.
    """

    def decorate(view: PageView) -> PageView:
        @csrf_exempt  # nothing is ever written here; a POST is answered 405
        @require_safe
        @wraps(view)
        def respond(request: HttpRequest, **url_args: object) -> HttpResponse:
            params = dict(_read_parameters(request.GET, param_names))
            with translation.override(settings.SITE_LANGUAGE):
                found = _find_page(view, request.META.get(VERSION_READER_KEY), params, url_args)
            request.META[PAGE_KEY] = found
            return page_cache.build_response(request, found[0])

        return respond

    return decorate


def _find_page(
    view: PageView,
    read_version: Callable[[], SiteVersion | None] | None,
    params: Mapping[str, str],
    url_args: Mapping[str, object],
) -> FoundPage:
    version = read_version() if read_version is not None else None
    state, number = current_state(timezone.now(), version)
    # Later than the start of every story whose publication the state includes.
    at = timezone.now()
    is_known = state.version is not None
    # Read last: a change that counts as included in the number is in this version.
    needed = site_changes.newest(version, state.version) if is_known and not state.due else None

    def build() -> tuple[HttpResponse, datetime | None, Dependencies]:
        page_context = PageContext(at, state, params, expires_at=next_midnight(at))
        page_context.expire_by(state.expires_at)
        response = _call_view(view, page_context, url_args)
        keys = page_context.all_dependencies()
        if is_known:
            share_page(response, keys, at=at, expires_at=page_context.expires_at)
        return response, page_context.expires_at, Dependencies(number, keys)

    key = (view, tuple(url_args.items()), tuple(params.items()))
    page = page_cache.get_or_build(
        key if is_known else None, at, partial(read_recent, needed, build), site_changes.keys.is_current
    )
    return page, page.dependencies if is_known and not state.due else None


def _read_parameters(params: Mapping[str, str], param_names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in param_names:
        value = params.get(name, "").replace("\x00", "").strip()
        if value:
            yield name, value[:MAX_PARAMETER_LENGTH]


def _call_view(view: PageView, page_context: PageContext, url_args: Mapping[str, object]) -> HttpResponse:
    try:
        response = view(page_context, **url_args)
    except Http404:
        response = render_not_found(page_context)
        page_context.dependencies.clear()  # what was missing may come with any change
    response.headers.setdefault("Content-Language", settings.SITE_LANGUAGE)
    response.headers["TDM-Reservation"] = "1"  # text and data mining, as robots.txt and the rights page say
    return response
