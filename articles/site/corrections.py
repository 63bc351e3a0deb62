"""Corrections of public stories, newest first: page and feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext

from articles.models import Correction, Edition
from articles.site.cards import Card, build_cards, select_card_rows
from articles.site.dependencies import NEWEST
from articles.site.feeds import render_atom
from articles.site.json_ld import collection
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.text.sanitize import CONTROLS
from articles.url_paths import absolute_url, site_path
from newsroom.keyset import rows_after

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ListedCorrection:
    pk: int
    at: datetime
    public_note: str
    story: Card


@public_view("before")
def corrections(page_context: PageContext) -> HttpResponse:
    key = page_context.params.get("before")
    rows = list(_query_corrections(page_context, ListPosition.read(key) if key else None)[: PAGE_SIZE + 1])
    page_rows = rows[:PAGE_SIZE]
    older = ListPosition(page_rows[-1].at, page_rows[-1].pk).key if len(rows) > PAGE_SIZE else ""
    context = {
        "corrections": list(_list_corrections(page_rows, page_context)),
        "older": older,
        "first": not key,
        "json_ld": [collection(gettext("Corrections"), site_path("/corrections/"))],
    }
    return render_page(page_context, "site/corrections.html", context, path=site_path("/corrections/"))


@public_view()
def render_feed(page_context: PageContext) -> HttpResponse:
    """Render the feed; the id of an entry does not change with the story's address."""
    entries = (
        {
            "title": CONTROLS.sub("", entry.story.headline),
            "link": absolute_url(entry.story.path),
            "description": CONTROLS.sub("", entry.public_note),
            "unique_id": absolute_url(f"/corrections/#{entry.pk}"),
            "pubdate": entry.at,
            "updateddate": entry.at,
            "content": "",
        }
        for entry in _list_corrections(list(_query_corrections(page_context, None)[:PAGE_SIZE]), page_context)
    )
    return render_atom(page_context.site_name, gettext("Corrections"), "/corrections/", entries)


def _query_corrections(page_context: PageContext, position: ListPosition | None) -> QuerySet[Correction]:
    page_context.depend_on(NEWEST)
    public = Edition.objects.public(at=page_context.at)
    rows = Correction.objects.filter(article__in=public.values("article")).order_by("-at", "-pk")
    if position is not None:
        rows = rows.filter(rows_after(("at", "pk"), (position.at, position.article_id)))
    return rows


def _list_corrections(rows: list[Correction], page_context: PageContext) -> Iterator[ListedCorrection]:
    article_ids = {row.article_id for row in rows}
    editions = select_card_rows(Edition.objects.public(at=page_context.at).filter(article__in=article_ids))
    stories = {card.article_id: card for card in build_cards(editions, page_context)}
    return (
        ListedCorrection(row.pk, row.at, row.public_note, stories[row.article_id])
        for row in rows
        if row.article_id in stories
    )
