"""Decorator of every public view.

It publishes stories that are due, reads the clock for the page, and answers from the page cache or calls the view.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.site.error_views import render_not_found
from articles.site.page_context import PageContext, current_state, next_midnight
from articles.site.site_version import site_changes
from newsroom.caching import page_cache
from newsroom.caching.changed_keys import Dependencies
from newsroom.caching.wsgi_cache import PAGE_KEY, VERSION_READER_KEY

MAX_PARAMETER_LENGTH = 10_000

type PageView = Callable[..., HttpResponse]


def public_view(*param_names: str) -> Callable[[PageView], PageView]:
    """Return a decorator for a view that reads these query parameters and no others.

    The view gets a `PageContext` and the arguments of its URL, and may raise Http404.
    """

    def decorate(view: PageView) -> PageView:
        @csrf_exempt  # nothing is ever written here; a POST is answered 405
        @require_safe
        @wraps(view)
        def respond(request: HttpRequest, **url_args: object) -> HttpResponse:
            with translation.override(settings.SITE_LANGUAGE):
                state, number = current_state(timezone.now(), request.META.get(VERSION_READER_KEY))
                # Later than the start of every story whose publication the state includes.
                at = timezone.now()
                page_context = PageContext(
                    at, state, dict(_read_parameters(request, param_names)), expires_at=next_midnight(at)
                )
                page_context.expire_by(state.expires_at)

                def build() -> tuple[HttpResponse, datetime | None, Dependencies]:
                    response = _call_view(view, page_context, url_args)
                    keys = page_context.all_dependencies()
                    return response, page_context.expires_at, Dependencies(number, keys)

                key = (view, tuple(url_args.items()), tuple(page_context.params.items()))
                page = page_cache.get_or_build(
                    key if state.version is not None else None, at, build, site_changes.keys.is_current
                )
                cacheable = state.version is not None and not state.due
                request.META[PAGE_KEY] = (page, page.dependencies if cacheable else None)
                return page_cache.build_response(request, page)

        return respond

    return decorate


def _read_parameters(request: HttpRequest, param_names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in param_names:
        value = request.GET.get(name, "").replace("\x00", "").strip()
        if value:
            yield name, value[:MAX_PARAMETER_LENGTH]


def _call_view(view: PageView, page_context: PageContext, url_args: dict[str, object]) -> HttpResponse:
    try:
        response = view(page_context, **url_args)
    except Http404:
        response = render_not_found(page_context)
        page_context.dependencies.clear()  # what was missing may come with any change
    response.headers["Content-Language"] = settings.SITE_LANGUAGE
    response.headers["TDM-Reservation"] = "1"  # text and data mining, as robots.txt and the rights page say
    return response
