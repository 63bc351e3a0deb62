"""Pages for addresses that lead nowhere. They never say whether something is there that may not be seen."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone, translation

from articles.models import Edition
from articles.site.cards import cards, for_cards
from articles.site.page_context import PageContext, SiteState
from articles.site.render import page

NEWEST = 5


def not_found_page(visit: PageContext) -> HttpResponse:
    newest = for_cards(Edition.objects.public(at=visit.at).newest_first())[:NEWEST]
    return page(visit, "404.html", {"newest": cards(newest, visit)}, path=None, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Django's `handler404`, for addresses no page has."""
    if request.path.startswith("/api/"):
        return HttpResponseNotFound()  # articles.feed.middleware says it as a problem
    at = timezone.now()
    with translation.override(settings.SITE_LANGUAGE):
        return not_found_page(PageContext(at, SiteState.read(at), {}))
