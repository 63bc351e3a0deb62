"""The way into every public page: clock read once, due stories out, kept page or new one, then 200, 304 or an error."""

from collections.abc import Callable, Iterator
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.site.error_views import not_found_page
from articles.site.page_context import PageContext, current_state, midnight
from newsroom.caching import page_cache
from newsroom.caching.wsgi_cache import PAGE, STAMP

LONGEST_PARAMETER = 10_000

type PageView = Callable[..., HttpResponse]


def public_view(*known: str) -> Callable[[PageView], PageView]:
    """`known` names the query parameters the page reads; others neither change nor multiply it.

    The view gets the `Visit` and the arguments of its address, and may raise Http404.
    """

    def decorate(view: PageView) -> PageView:
        @csrf_exempt  # nothing is ever written here; a POST is answered 405
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, **place: object) -> HttpResponse:
            at = timezone.now()
            with translation.override(settings.SITE_LANGUAGE):
                state = current_state(at, request.META.get(STAMP))
                visit = PageContext(at, state, dict(_parameters(request, known)), ends=midnight(at))
                visit.until(state.ends)
                key = None
                if state.stamp is not None:
                    key = (view, tuple(place.items()), tuple(visit.params.items()), state)
                page = page_cache.get_or_make(key, at, lambda: (_made(view, visit, place), visit.ends))
                request.META[PAGE] = (page, None if state.due else state.stamp)
                return page_cache.answer(request, page)

        return answer

    return decorate


def _parameters(request: HttpRequest, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in known:
        value = request.GET.get(name, "").replace("\x00", "").strip()
        if value:
            yield name, value[:LONGEST_PARAMETER]


def _made(view: PageView, visit: PageContext, place: dict[str, object]) -> HttpResponse:
    try:
        response = view(visit, **place)
    except Http404:
        response = not_found_page(visit)
    response.headers["Content-Language"] = settings.SITE_LANGUAGE
    response.headers["TDM-Reservation"] = "1"  # text and data mining, as robots.txt and the rights page say
    return response
