"""Decorator of every public view.

It reads the clock once, publishes stories that are due, and answers from the page cache or calls the view.
"""

from collections.abc import Callable, Iterator
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.site.error_views import render_not_found
from articles.site.page_context import PageContext, current_state, next_midnight
from newsroom.caching import page_cache
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
            at = timezone.now()
            with translation.override(settings.SITE_LANGUAGE):
                state = current_state(at, request.META.get(VERSION_READER_KEY))
                page_context = PageContext(
                    at, state, dict(_read_parameters(request, param_names)), expires_at=next_midnight(at)
                )
                page_context.expire_by(state.expires_at)
                key = None
                if state.version is not None:
                    key = (view, tuple(url_args.items()), tuple(page_context.params.items()), state)
                page = page_cache.get_or_build(
                    key, at, lambda: (_call_view(view, page_context, url_args), page_context.expires_at)
                )
                request.META[PAGE_KEY] = (page, None if state.due else state.version)
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
    response.headers["Content-Language"] = settings.SITE_LANGUAGE
    response.headers["TDM-Reservation"] = "1"  # text and data mining, as robots.txt and the rights page say
    return response
