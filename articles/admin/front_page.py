"""The admin page that arranges the places of the front page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.desk.front_page import FrontPageChanged, arrange_front_page
from articles.actions.errors import ActionRefused
from articles.models import Article, Edition, FrontSlot, Photo, Section
from articles.models.front_page import SLOT_COUNT
from articles.querysets import EditionQuerySet
from articles.search.desk import match_stories
from newsroom.admin.base import ReadOnlyAdmin, current_user, now
from newsroom.strict_values import parse_integer

MAX_OFFERS = 20
RECENT_STORIES = 60
"""Number of the newest public stories from which offers are taken."""
MAX_SUCCESSORS = 3


@dataclass(frozen=True, slots=True)
class FrontPageOffer:
    """Public story offered for a place."""

    article_id: int
    headline: str
    section: Section
    published_at: datetime
    photo_id: int | None
    """The lead photo if its file is stored."""


@dataclass(frozen=True, slots=True)
class FrontPagePlace:
    """Place in the order being arranged; without an offer it needs a successor."""

    article: Article
    offer: FrontPageOffer | None
    successors: Sequence[FrontPageOffer] = ()


@dataclass(frozen=True, slots=True)
class FrontPageBoard:
    """Content of the page for one order."""

    places: list[FrontPagePlace]
    offered: list[FrontPageOffer]


def apply_move(order: Sequence[int], button: str) -> list[int]:
    """Return the order after `up:7`, `down:7`, `remove:7`, `add:7` or `replace:7:9`."""
    name, _colon, rest = button.partition(":")
    ids = parse_ids(rest.split(":"))
    places = list(order)
    if not ids:
        return places
    if name == "add":
        return places if ids[0] in places else [*places, ids[0]]
    if ids[0] not in places:
        return places
    at = places.index(ids[0])
    if name == "replace":
        return places if ids[-1] in places else [*places[:at], ids[-1], *places[at + 1 :]]
    places.pop(at)
    goes_to = {"up": max(0, at - 1), "down": at + 1}.get(name)
    if goes_to is not None:
        places.insert(goes_to, ids[0])
    return places


def build_board(order: Sequence[int], search: str) -> FrontPageBoard:
    public = Edition.objects.public(at=now()).newest_first().for_cards()
    placed = {offer.article_id: offer for offer in build_offers(public.filter(article__in=order))}
    newest = build_offers(public.exclude(article__in=order)[:RECENT_STORIES])
    stories = Article.objects.in_bulk(order)
    places = [
        FrontPagePlace(
            story, placed.get(story.pk), () if story.pk in placed else _find_successors(story, newest)
        )
        for story in (stories[pk] for pk in order if pk in stories)
    ]
    if not search:
        return FrontPageBoard(places, newest[:MAX_OFFERS])
    found = public.filter(article__in=Article.objects.filter(match_stories(search)).values("pk"))
    return FrontPageBoard(places, build_offers(found.exclude(article__in=order)[:MAX_OFFERS]))


def build_offers(editions: EditionQuerySet) -> list[FrontPageOffer]:
    """Return the offers in two queries."""
    rows = list(editions)
    leads = {row.pk: _lead_photo_id(row) for row in rows}
    stored = Photo.objects.filter(pk__in=[pk for pk in leads.values() if pk]).exclude(file="")
    with_file = set(stored.values_list("pk", flat=True))
    return [
        FrontPageOffer(
            article_id=row.article_id,
            headline=row.headline,
            section=row.section,
            published_at=row.published_at,
            photo_id=leads[row.pk] if leads[row.pk] in with_file else None,
        )
        for row in rows
    ]


def _lead_photo_id(edition: Edition) -> int | None:
    placed = sorted(edition.placements, key=lambda placement: placement["role"] != "lead")
    return placed[0]["photo_id"] if placed else None


def _find_successors(story: Article, newest: Sequence[FrontPageOffer]) -> list[FrontPageOffer]:
    """Return the newest stories, those of the section first."""
    return sorted(newest, key=lambda offer: offer.section.pk != story.section_id)[:MAX_SUCCESSORS]


def parse_ids(values: Sequence[str]) -> list[int]:
    ids = (parse_integer(value) for value in values)
    return list(dict.fromkeys(pk for pk in ids if pk is not None))


@admin.register(FrontSlot)
class FrontSlotAdmin(ReadOnlyAdmin):
    """One page instead of list and form."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        saved = list(FrontSlot.objects.values_list("article_id", flat=True))
        based_on, order, search = saved, saved, request.GET.get("q", "")
        if request.method == "POST":
            order, search = parse_ids(request.POST.getlist("story")), request.POST.get("q", "")
            based_on = parse_ids(request.POST.get("seen", "").split(","))
            if "_put" in request.POST:
                newest = self._save(request, order, based_on)
                if newest is None:
                    return HttpResponseRedirect(reverse("admin:articles_frontslot_changelist"))
                based_on = newest
            else:
                order = apply_move(order, request.POST.get("_act", ""))
        search = search.strip()[:200]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Front page"),
            "board": build_board(order, search),
            "seen": ",".join(map(str, based_on)),
            "saved_headlines": self._headlines(saved) if based_on == saved and order != saved else [],
            "search": search,
            "places": SLOT_COUNT,
            "is_changed": order != saved,
            "may_arrange": request.user.has_perm("articles.change_frontslot"),
        }
        return TemplateResponse(request, "admin/articles/frontslot/arrange.html", context)

    def _save(self, request: HttpRequest, order: list[int], based_on: list[int]) -> list[int] | None:
        """Save the order; if refused, return the order that the next save is based on."""
        try:
            arrange_front_page(order, by=current_user(request), at=now(), seen=based_on)
        except FrontPageChanged as conflict:
            messages.warning(request, conflict.message)
            return list(conflict.current)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return based_on
        messages.success(request, _("The front page has been saved."))
        return None

    def _headlines(self, order: Sequence[int]) -> list[str]:
        stories = Article.objects.in_bulk(order)
        return [stories[pk].headline for pk in order if pk in stories]
