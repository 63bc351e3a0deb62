"""Every correction of a story that is public, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext

from articles.models import Correction, Edition
from articles.site.cards import Card, cards, for_cards
from articles.site.feeds import atom
from articles.site.json_ld import collection
from articles.site.page_context import PageContext
from articles.site.pagination import Place
from articles.site.public_view import public_view
from articles.site.render import page
from articles.text.sanitize import CONTROLS
from articles.url_paths import absolute_url
from newsroom.keyset import rows_behind

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    number: int
    at: datetime
    public_note: str
    story: Card


@public_view("before")
def corrections(visit: PageContext) -> HttpResponse:
    key = visit.params.get("before")
    rows = list(_rows(visit, Place.read(key) if key else None)[: PAGE + 1])
    shown = rows[:PAGE]
    older = Place(shown[-1].at, shown[-1].pk).key if len(rows) > PAGE else ""
    context = {
        "corrections": list(_list_corrections(shown, visit)),
        "older": older,
        "first": not key,
        "data": [collection(gettext("Corrections"), "/corrections/")],
    }
    return page(visit, "site/corrections.html", context, path="/corrections/")


@public_view()
def feed(visit: PageContext) -> HttpResponse:
    """For who wants to hear of our mistakes without looking; an entry's id outlives the story's address."""
    entries = (
        {
            "title": CONTROLS.sub("", entry.story.headline),
            "link": absolute_url(entry.story.path),
            "description": CONTROLS.sub("", entry.public_note),
            "unique_id": absolute_url(f"/corrections/#{entry.number}"),
            "pubdate": entry.at,
            "updateddate": entry.at,
            "content": "",
        }
        for entry in _list_corrections(list(_rows(visit, None)[:PAGE]), visit)
    )
    return atom(f"{settings.SITE_NAME} – {gettext('Corrections')}", "/corrections/", entries)


def _rows(visit: PageContext, place: Place | None) -> QuerySet[Correction]:
    public = Edition.objects.public(at=visit.at)
    rows = Correction.objects.filter(article__in=public.values("article")).order_by("-at", "-pk")
    if place is not None:
        rows = rows.filter(rows_behind(("at", "pk"), (place.at, place.article_id)))
    return rows


def _list_corrections(rows: list[Correction], visit: PageContext) -> Iterator[Shown]:
    numbers = {row.article_id for row in rows}
    editions = for_cards(Edition.objects.public(at=visit.at).filter(article__in=numbers))
    stories = {card.article_id: card for card in cards(editions, visit)}
    return (
        Shown(row.pk, row.at, row.public_note, stories[row.article_id])
        for row in rows
        if row.article_id in stories
    )
