"""Person, archive and search pages, which are no pages of the tree."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from news.models import PER_PAGE, Person, card_rows

HITS_PER_PAGE, ARCHIVE_PER_PAGE = 20, 40


def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Person, slug=slug)
    stories = card_rows().filter(story_people__person=found).order_by("-published_at", "-pk")
    page = Paginator(stories, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "news/person.html", {"person": found, "stories": page})


def archive(request: HttpRequest) -> HttpResponse:
    stories = card_rows().order_by("-published_at", "-pk")
    page = Paginator(stories, ARCHIVE_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "news/archive.html", {"stories": page})


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    context: dict[str, Any] = {"words": words}
    if words:
        hits = card_rows().search(words)
        context["stories"] = Paginator(hits, HITS_PER_PAGE).get_page(request.GET.get("page"))
        context["agencies"] = hits.facet("agency")
    return render(request, "news/search.html", context)
