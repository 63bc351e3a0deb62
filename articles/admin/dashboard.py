"""The dashboard of the desk and the longer hand-over page for the next shift."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import dashboard_rows as rows
from articles.admin.base import DeskView
from articles.admin.saved_views import saved_view_links
from articles.models import Article, SavedView, WireItem
from articles.site.static_pages import missing_pages
from articles.workflow import State
from newsroom.admin.base import current_user, now

DASHBOARD_ROWS = 6
HANDOVER_ROWS = 60
STORY_LIST = "admin:articles_article_changelist"


@dataclass(frozen=True, slots=True)
class DashboardCard:
    title: str
    rows: list[rows.DashboardRow]
    empty: str
    link: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class DashboardFigure:
    count: int
    name: str
    link: str
    urgent: bool = False


def dashboard_callback(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return the context of the admin index; Unfold's `DASHBOARD_CALLBACK`."""
    if not request.user.has_perm("articles.view_article"):
        return context | {"at": now(), "figures": [], "cards": []}
    by, at = current_user(request), now()
    return context | {
        "at": at,
        "figures": count_figures(at),
        "cards": dashboard_cards(by, at),
        "views": saved_view_links(by, SavedView.Screen.STORIES, ""),
        "may_write": by.has_perm("articles.add_article"),
        "unwritten_pages": missing_pages() if by.has_perm("articles.change_staticpage") else (),
    }


class HandoverView(DeskView):
    """Page to read out to the next shift or to print for it."""

    template_name = "admin/articles/handover.html"
    title = gettext_lazy("Hand-over")
    permission_required = "articles.view_article"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = now()
        return super().get_context_data(
            at=at, who=current_user(self.request), cards=handover_cards(at), **kwargs
        )


def count_figures(at: datetime) -> list[DashboardFigure]:
    counted = {
        State.DRAFT: _("drafts"),
        State.IN_REVIEW: _("in review"),
        State.READY: _("ready"),
        State.WITHHELD: _("withheld"),
    }
    counts = Article.objects.filter(state__in=counted).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in counted}
    )
    drafts, in_review, ready, withheld = (
        DashboardFigure(
            counts[state.value],
            name,
            _story_list(f"state__exact={state}"),
            urgent=state == State.WITHHELD and counts[state.value] > 0,
        )
        for state, name in counted.items()
    )
    waiting = Article.objects.unpublished().scheduled_or_embargoed(at).count()
    quarantined = WireItem.objects.filter(status=WireItem.Status.QUARANTINED).count()
    wire_items = reverse("admin:articles_wireitem_changelist")
    return [
        drafts,
        in_review,
        ready,
        DashboardFigure(waiting, _("scheduled or under embargo"), _story_list("waiting=scheduled")),
        withheld,
        DashboardFigure(
            quarantined,
            _("copy set aside"),
            f"{wire_items}?status__exact=quarantined",
            urgent=quarantined > 0,
        ),
    ]


def dashboard_cards(by: User, at: datetime) -> list[DashboardCard]:
    """Return the cards of the first screen, the most urgent first.

    “Overdue” and “Messages to you” are left out while they are empty.
    """
    urgent = [
        _overdue_card(at, DASHBOARD_ROWS, empty=""),
        DashboardCard(
            _("Messages to you"), rows.message_rows(by, DASHBOARD_ROWS), "", reverse(STORY_LIST), urgent=True
        ),
    ]
    return [
        *(card for card in urgent if card.rows),
        _state_card(_("In review"), State.IN_REVIEW, DASHBOARD_ROWS, _("Nothing is waiting for review.")),
        _schedule_card(at, DASHBOARD_ROWS),
        _state_card(_("Ready"), State.READY, DASHBOARD_ROWS, _("Nothing is ready to publish.")),
        DashboardCard(
            _("Open now"),
            rows.presence_rows(at, DASHBOARD_ROWS),
            _("Nobody has a story open."),
            reverse(STORY_LIST),
        ),
        *_problem_cards(at, DASHBOARD_ROWS),
        _state_card(_("Drafts"), State.DRAFT, DASHBOARD_ROWS, _("No drafts.")),
        _unused_copy_card(DASHBOARD_ROWS),
        DashboardCard(
            _("Last published"),
            rows.published_rows(DASHBOARD_ROWS),
            _("Nothing is published yet."),
            _story_list("state__exact=published"),
        ),
    ]


def handover_cards(at: datetime) -> list[DashboardCard]:
    """Return the cards of everything that the next shift takes over."""
    return [
        _overdue_card(at, HANDOVER_ROWS, empty=_("Nothing is overdue.")),
        _schedule_card(at, HANDOVER_ROWS),
        _state_card(_("Withheld, to be decided"), State.WITHHELD, HANDOVER_ROWS, _("Nothing is withheld.")),
        *_problem_cards(at, HANDOVER_ROWS),
        DashboardCard(
            _("Being written"),
            rows.lock_rows(at, HANDOVER_ROWS),
            _("Nobody is writing."),
            reverse(STORY_LIST),
        ),
        _state_card(_("In review"), State.IN_REVIEW, HANDOVER_ROWS, _("Nothing is waiting for review.")),
        _unused_copy_card(HANDOVER_ROWS),
    ]


def _story_list(query: str) -> str:
    return f"{reverse(STORY_LIST)}?{query}"


def _state_card(title: str, state: State, limit: int, empty: str) -> DashboardCard:
    return DashboardCard(title, rows.state_rows(state, limit), empty, _story_list(f"state__exact={state}"))


def _overdue_card(at: datetime, limit: int, *, empty: str) -> DashboardCard:
    link = _story_list("waiting=scheduled")
    return DashboardCard(_("Overdue"), rows.overdue_rows(at, limit), empty, link, urgent=True)


def _schedule_card(at: datetime, limit: int) -> DashboardCard:
    return DashboardCard(
        _("Scheduled and under embargo"),
        rows.scheduled_rows(at, limit),
        _("Nothing is scheduled or under embargo."),
        _story_list("waiting=scheduled"),
    )


def _unused_copy_card(limit: int) -> DashboardCard:
    return DashboardCard(
        _("Received copy without a story"),
        rows.unused_copy_rows(limit),
        _("No copy is waiting."),
        f"{reverse('admin:articles_wireitem_changelist')}?status__exact=read",
    )


def _problem_cards(at: datetime, limit: int) -> list[DashboardCard]:
    return [
        DashboardCard(
            _("Corrections and withdrawals in the last 24 hours"),
            rows.withdrawal_rows(at, limit),
            _("No corrections or withdrawals in the last 24 hours."),
            reverse("admin:articles_logentry_changelist"),
        ),
        DashboardCard(
            _("Photos without alternative text or credit"),
            rows.incomplete_photo_rows(limit),
            _("All photos have alternative text and a credit."),
            _story_list("photo=alt"),
        ),
        DashboardCard(
            _("Expiring rights"),
            rows.ending_rights_rows(at, limit),
            _("No rights end soon."),
            reverse("admin:articles_photo_changelist"),
        ),
    ]
