"""The front page's places on one screen: by drag, by arrow keys or by buttons; free places fall to the newest."""

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
"""Public stories looked at for offers and successors."""
MAX_SUCCESSORS = 3


@dataclass(frozen=True, slots=True)
class FrontPageOffer:
    """A public story as the screen shows it."""

    article_id: int
    headline: str
    section: Section
    published_at: datetime
    photo_id: int | None
    """Its lead photo, if the file is here."""


@dataclass(frozen=True, slots=True)
class FrontPagePlace:
    """One of the places as it is being arranged. Without a public story it asks for a successor."""

    article: Article
    offer: FrontPageOffer | None
    successors: Sequence[FrontPageOffer] = ()


@dataclass(frozen=True, slots=True)
class FrontPageBoard:
    """Everything the screen shows of one order."""

    places: list[FrontPagePlace]
    offered: list[FrontPageOffer]


def apply_move(order: Sequence[int], act: str) -> list[int]:
    """The order after one press of a button: `up:7`, `down:7`, `remove:7`, `add:7` or `replace:7:9`."""
    name, _colon, rest = act.partition(":")
    numbers = parse_ids(rest.split(":"))
    places = list(order)
    if not numbers:
        return places
    if name == "add":
        return places if numbers[0] in places else [*places, numbers[0]]
    if numbers[0] not in places:
        return places
    at = places.index(numbers[0])
    if name == "replace":
        return places if numbers[-1] in places else [*places[:at], numbers[-1], *places[at + 1 :]]
    places.pop(at)
    goes_to = {"up": max(0, at - 1), "down": at + 1}.get(name)
    if goes_to is not None:
        places.insert(goes_to, numbers[0])
    return places


def build_board(order: Sequence[int], search: str) -> FrontPageBoard:
    public = Edition.objects.public(at=now()).newest_first().for_cards()
    held = {offer.article_id: offer for offer in build_offers(public.filter(article__in=order))}
    newest = build_offers(public.exclude(article__in=order)[:RECENT_STORIES])
    stories = Article.objects.in_bulk(order)
    places = [
        FrontPagePlace(story, held.get(story.pk), () if story.pk in held else _find_successors(story, newest))
        for story in (stories[number] for number in order if number in stories)
    ]
    if not search:
        return FrontPageBoard(places, newest[:MAX_OFFERS])
    found = public.filter(article__in=Article.objects.filter(match_stories(search)).values("pk"))
    return FrontPageBoard(places, build_offers(found.exclude(article__in=order)[:MAX_OFFERS]))


def build_offers(editions: EditionQuerySet) -> list[FrontPageOffer]:
    """Two queries, however many."""
    rows = list(editions)
    leads = {row.pk: _lead_photo_id(row) for row in rows}
    here = Photo.objects.filter(pk__in=[n for n in leads.values() if n]).exclude(file="")
    with_file = set(here.values_list("pk", flat=True))
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


def _find_successors(gone: Article, newest: Sequence[FrontPageOffer]) -> list[FrontPageOffer]:
    """For a story that is gone: the newest of its section, then the newest of all."""
    return sorted(newest, key=lambda offer: offer.section.pk != gone.section_id)[:MAX_SUCCESSORS]


def parse_ids(values: Sequence[str]) -> list[int]:
    found = (parse_integer(value) for value in values)
    return list(dict.fromkeys(number for number in found if number is not None))


@admin.register(FrontSlot)
class FrontSlotAdmin(ReadOnlyAdmin):
    """One page in place of list and form."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        stands = list(FrontSlot.objects.values_list("article_id", flat=True))
        seen, order, search = stands, stands, request.GET.get("q", "")
        if request.method == "POST":
            order, search = parse_ids(request.POST.getlist("story")), request.POST.get("q", "")
            seen = parse_ids(request.POST.get("seen", "").split(","))
            if "_put" in request.POST:
                answer = self._saved(request, order, seen)
                if isinstance(answer, HttpResponse):
                    return answer
                seen = answer
            else:
                order = apply_move(order, request.POST.get("_act", ""))
        search = search.strip()[:200]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Front page"),
            "board": build_board(order, search),
            "seen": ",".join(map(str, seen)),
            "stands": self._stands(stands) if seen == stands and order != stands else [],
            "search": search,
            "places": SLOT_COUNT,
            "apart": order != stands,
            "may_arrange": request.user.has_perm("articles.change_frontslot"),
        }
        return TemplateResponse(request, "admin/articles/frontslot/arrange.html", context)

    def _saved(self, request: HttpRequest, order: list[int], seen: list[int]) -> HttpResponse | list[int]:
        """The way back to the page, or the order that the next save is to begin from."""
        try:
            arrange_front_page(order, by=current_user(request), at=now(), seen=seen)
        except FrontPageChanged as moved:
            messages.warning(request, moved.message)
            return list(moved.current)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return seen
        messages.success(request, _("The front page stands as arranged."))
        return HttpResponseRedirect(reverse("admin:articles_frontslot_changelist"))

    def _stands(self, order: Sequence[int]) -> list[str]:
        stories = Article.objects.in_bulk(order)
        return [stories[number].headline for number in order if number in stories]
