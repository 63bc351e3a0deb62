"""Headlines alone, forty a page: one small request for slow lines, screen readers and habit."""

from django.http import HttpResponse

from articles.models import Edition
from articles.site.cards import cards
from articles.site.pages import page
from articles.site.paging import one_page
from articles.site.public_view import public_view
from articles.site.visit import Visit

PAGE = 40


@public_view("before")
def compact(visit: Visit) -> HttpResponse:
    found = one_page(Edition.objects.public(at=visit.at).for_cards(), visit.params.get("before"), PAGE)
    context = {"cards": cards(found.editions, visit), "slice": found}
    return page(visit, "site/compact.html", context, path="/compact/")
