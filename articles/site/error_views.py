"""Not-found pages. They never reveal whether a hidden story exists."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone, translation

from articles.models import Edition
from articles.site.cards import build_cards, select_card_rows
from articles.site.page_context import PageContext, SiteState
from articles.site.render import render_page

NEWEST_STORIES = 5


def render_not_found(page_context: PageContext) -> HttpResponse:
    newest = select_card_rows(Edition.objects.public(at=page_context.at).newest_first())[:NEWEST_STORIES]
    return render_page(
        page_context, "404.html", {"newest": build_cards(newest, page_context)}, path=None, status=404
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer as Django's `handler404` for addresses that match no URL pattern."""
    if request.path.startswith("/api/"):
        return HttpResponseNotFound()  # articles.feed.middleware answers with a problem document
    at = timezone.now()
    with translation.override(settings.SITE_LANGUAGE):
        return render_not_found(PageContext(at, SiteState.read(at), {}))
