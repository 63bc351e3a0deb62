"""The desk's first screen: what needs somebody now; and the same, longer, for the next shift."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin import dashboard_rows as rows
from articles.admin.saved_views import shown_views
from articles.models import Article, SavedView, WireItem
from articles.site.static_pages import unwritten_pages
from articles.workflow import State
from newsroom.admin.base import actor, now, require

ROWS = 6
ROWS_OF_A_SHIFT = 60
STORIES = "admin:articles_article_changelist"


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    rows: list[rows.Row]
    empty: str
    link: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    number: int
    name: str
    link: str
    urgent: bool = False


def desk_home(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold calls this for the admin's index."""
    if not request.user.has_perm("articles.view_article"):
        return context | {"at": now(), "figures": [], "cards": []}
    by, at = actor(request), now()
    return context | {
        "at": at,
        "figures": figures(at),
        "cards": cards(by, at),
        "views": shown_views(by, SavedView.Screen.STORIES, ""),
        "may_write": by.has_perm("articles.add_article"),
        "unwritten_pages": unwritten_pages() if by.has_perm("articles.change_staticpage") else (),
    }


def handover_view(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """One page to read to the next shift, or to print for it."""
    require(request, "articles.view_article")
    at = now()
    context = {
        **admin.site.each_context(request),
        "title": _("Hand-over"),
        "at": at,
        "who": actor(request),
        "cards": handover(at),
    }
    return TemplateResponse(request, "admin/articles/handover.html", context)


def figures(at: datetime) -> list[Figure]:
    stories = reverse(STORIES)
    counted = (State.DRAFT, State.IN_REVIEW, State.READY, State.WITHHELD)
    count = Article.objects.filter(state__in=counted).aggregate(
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        in_review=Count("pk", filter=Q(state=State.IN_REVIEW)),
        ready=Count("pk", filter=Q(state=State.READY)),
        withheld=Count("pk", filter=Q(state=State.WITHHELD)),
    )
    waits = Article.objects.unpublished().waiting(at).count()
    aside = WireItem.objects.filter(status=WireItem.Status.QUARANTINED).count()
    copy = reverse("admin:articles_wireitem_changelist")
    return [
        Figure(count["drafts"], _("drafts"), f"{stories}?state__exact=draft"),
        Figure(count["in_review"], _("in review"), f"{stories}?state__exact=in_review"),
        Figure(count["ready"], _("ready"), f"{stories}?state__exact=ready"),
        Figure(waits, _("waiting for their hour"), f"{stories}?waiting=scheduled"),
        Figure(
            count["withheld"], _("withheld"), f"{stories}?state__exact=withheld", urgent=count["withheld"] > 0
        ),
        Figure(aside, _("copy set aside"), f"{copy}?status__exact=quarantined", urgent=aside > 0),
    ]


def cards(by: User, at: datetime) -> list[Card]:
    """What wants somebody first comes first; messages and what is overdue are there only when there are any."""
    stories = reverse(STORIES)
    pressing = [
        Card(_("Overdue"), rows.overdue(at, ROWS), "", f"{stories}?waiting=scheduled", urgent=True),
        Card(_("Messages to you"), rows.messages_to(by, ROWS), "", stories, urgent=True),
    ]
    standing = [
        Card(
            _("In review"), rows.in_state(State.IN_REVIEW, ROWS), _("Nobody waits for you."),
            f"{stories}?state__exact=in_review",
        ),
        *_due(at, ROWS),
        Card(
            _("Ready"), rows.in_state(State.READY, ROWS), _("Nothing is waiting to go out."),
            f"{stories}?state__exact=ready",
        ),
        Card(_("Open now"), rows.presence_rows(at, ROWS), _("Nobody has a story open."), stories),
        *_problem_cards(at, ROWS),
        Card(_("Drafts"), rows.in_state(State.DRAFT, ROWS), _("No drafts."), f"{stories}?state__exact=draft"),
        Card(
            _("Received copy, not yet a story"), rows.unused_copy_rows(ROWS), _("All copy is made into stories."),
            f"{reverse('admin:articles_wireitem_changelist')}?status__exact=read",
        ),
        Card(
            _("Last published"), rows.published_rows(ROWS), _("Nothing is published yet."),
            f"{stories}?state__exact=published",
        ),
    ]  # fmt: skip
    return [card for card in pressing if card.rows] + standing


def handover(at: datetime) -> list[Card]:
    """Open embargoes, kills and corrections, locks, missing credits: all that the next shift inherits."""
    stories, most = reverse(STORIES), ROWS_OF_A_SHIFT
    return [
        Card(
            _("Overdue"), rows.overdue(at, most), _("Nothing is overdue."), f"{stories}?waiting=scheduled",
            urgent=True,
        ),
        *_due(at, most),
        Card(
            _("Withheld, to be decided"), rows.in_state(State.WITHHELD, most), _("Nothing is withheld."),
            f"{stories}?state__exact=withheld",
        ),
        *_problem_cards(at, most),
        Card(_("Being written"), rows.locks(at, most), _("Nobody holds a story."), stories),
        Card(
            _("In review"), rows.in_state(State.IN_REVIEW, most), _("Nobody waits for you."),
            f"{stories}?state__exact=in_review",
        ),
        Card(
            _("Received copy, not yet a story"), rows.unused_copy_rows(most), _("All copy is made into stories."),
            f"{reverse('admin:articles_wireitem_changelist')}?status__exact=read",
        ),
    ]  # fmt: skip


def _due(at: datetime, most: int) -> list[Card]:
    return [
        Card(
            _("Scheduled and under embargo"),
            rows.scheduled_rows(at, most),
            _("No hour is set."),
            f"{reverse(STORIES)}?waiting=scheduled",
        )
    ]


def _problem_cards(at: datetime, most: int) -> list[Card]:
    stories = reverse(STORIES)
    log = reverse("admin:articles_logentry_changelist")
    return [
        Card(
            _("Corrections and withdrawals of the last day"), rows.withdrawn(at, most),
            _("No correction and no withdrawal within a day."), log,
        ),
        Card(
            _("Photos without alternative text or credit"), rows.incomplete(most),
            _("Every placed photo has both."), f"{stories}?photo=alt",
        ),
        Card(
            _("Rights that end"), rows.ending_rights(at, most), _("No right ends soon."),
            reverse("admin:articles_photo_changelist"),
        ),
    ]  # fmt: skip
