"""Headlines alone, forty a page: one small request for slow lines, screen readers and habit."""

from typing import Any

from django.http import HttpResponse

from articles.models import Edition
from articles.site.cards import cards
from articles.site.page_context import Visit
from articles.site.pagination import one_page, page_of
from articles.site.public_view import public_view
from articles.site.render import page
from newsroom.db.compiled_queries import MOMENT, Family

PAGE = 40


def _pages(older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    return page_of([Edition.objects.public(at=MOMENT)], PAGE, older=older)


NEWEST = Family(Edition, _pages)


@public_view("before")
def compact(visit: Visit) -> HttpResponse:
    found = one_page(NEWEST, {MOMENT: visit.at}, visit.params.get("before"), PAGE)
    context = {"cards": cards(found.rows, visit), "slice": found}
    return page(visit, "site/compact.html", context, path="/compact/")
