"""The dashboard of the desk and the longer hand-over page for the next shift."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import dashboard_rows as rows
from articles.admin.alarms import may_see_source_alarms
from articles.admin.base import DeskView, page
from articles.admin.operating_problems import list_problems, may_see_operations
from articles.admin.saved_views import saved_view_links
from articles.models import Article, SavedView, WireSource
from articles.selectors.quarantine import count_quarantined
from articles.selectors.wire_alarms import open_alarms
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
        "problems": list_problems(at) if may_see_operations(by) else [],
        "figures": [*count_figures(at), *count_source_alarms(by)],
        "cards": dashboard_cards(by, at),
        "views": saved_view_links(by, SavedView.Screen.STORIES, ""),
        "unwritten_pages": missing_pages() if by.has_perm("articles.change_staticpage") else (),
    }


@page(Article, "handover/")
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
    names = {
        State.DRAFT: _("drafts"),
        State.IN_REVIEW: _("in review"),
        State.READY: _("ready"),
        State.WITHHELD: _("withheld"),
    }
    counts = Article.objects.filter(state__in=names).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in names}
    )
    drafts, in_review, ready, withheld = (
        DashboardFigure(counts[state.value], name, _story_list(f"state__exact={state}"))
        for state, name in names.items()
    )
    waiting = Article.objects.not_published().scheduled_or_embargoed(at).count()
    quarantined = count_quarantined()
    return [
        drafts,
        in_review,
        ready,
        DashboardFigure(waiting, _("scheduled or under embargo"), _story_list("waiting=scheduled")),
        replace(withheld, urgent=withheld.count > 0),
        DashboardFigure(
            quarantined,
            _("in quarantine"),
            reverse("admin:articles_wirefile_changelist"),
            urgent=quarantined > 0,
        ),
    ]


def count_source_alarms(by: User) -> list[DashboardFigure]:
    """Return the sources with an alarm as a figure; none while no source is set up."""
    if not may_see_source_alarms(by) or not WireSource.objects.filter(active=True).exists():
        return []
    count = open_alarms().values("source").distinct().order_by().count()
    link = reverse("admin:articles_wiresourcestate_changelist")
    return [DashboardFigure(count, _("wire sources with an alarm"), link, urgent=count > 0)]


def dashboard_cards(by: User, at: datetime) -> list[DashboardCard]:
    """Return the cards of the first screen, the most urgent first.

    “Overdue” and “Messages to you” are left out while they are empty.
    """
    limit = DASHBOARD_ROWS
    messages = _card(_("Messages to you"), rows.message_rows(by, limit), "", urgent=True)
    return [
        *(card for card in (_overdue_card(at, limit), _source_card(by, limit), messages) if card.rows),
        _state_card(_("In review"), State.IN_REVIEW, limit, _("Nothing is waiting for review.")),
        _schedule_card(at, limit),
        _state_card(_("Ready"), State.READY, limit, _("Nothing is ready to publish.")),
        _card(_("Open now"), rows.presence_rows(at, limit), _("Nobody has a story open.")),
        *_problem_cards(at, limit),
        _state_card(_("Drafts"), State.DRAFT, limit, _("No drafts.")),
        _unused_copy_card(limit),
        _card(
            _("Last published"),
            rows.published_rows(limit),
            _("Nothing is published yet."),
            "state__exact=published",
        ),
    ]


def handover_cards(at: datetime) -> list[DashboardCard]:
    """Return the cards of everything that the next shift takes over."""
    limit = HANDOVER_ROWS
    return [
        _overdue_card(at, limit),
        _schedule_card(at, limit),
        _state_card(_("Withheld, to be decided"), State.WITHHELD, limit, _("Nothing is withheld.")),
        *_problem_cards(at, limit),
        _card(_("Being written"), rows.lock_rows(at, limit), _("Nobody is writing.")),
        _state_card(_("In review"), State.IN_REVIEW, limit, _("Nothing is waiting for review.")),
        replace(_unused_copy_card(0), rows=rows.unused_copy_count()),
    ]


def _story_list(query: str) -> str:
    return f"{reverse(STORY_LIST)}?{query}" if query else reverse(STORY_LIST)


def _card(
    title: str, shown: list[rows.DashboardRow], empty: str, query: str = "", *, urgent: bool = False
) -> DashboardCard:
    """Return a card that links to the story list, filtered by the query."""
    return DashboardCard(title, shown, empty, _story_list(query), urgent)


def _state_card(title: str, state: State, limit: int, empty: str) -> DashboardCard:
    return _card(title, rows.state_rows(state, limit), empty, f"state__exact={state}")


def _overdue_card(at: datetime, limit: int) -> DashboardCard:
    overdue = rows.overdue_rows(at, limit)
    return _card(_("Overdue"), overdue, _("Nothing is overdue."), "waiting=scheduled", urgent=True)


def _schedule_card(at: datetime, limit: int) -> DashboardCard:
    empty = _("Nothing is scheduled or under embargo.")
    title = _("Scheduled and under embargo")
    return _card(title, rows.scheduled_rows(at, limit), empty, "waiting=scheduled")


def _source_card(by: User, limit: int) -> DashboardCard:
    shown = rows.source_alarm_rows(limit) if may_see_source_alarms(by) else []
    link = reverse("admin:articles_wiresourcestate_changelist")
    return DashboardCard(_("Wire sources"), shown, _("All wire sources work."), link, urgent=True)


def _unused_copy_card(limit: int) -> DashboardCard:
    title = _("Received copy without a story")
    return DashboardCard(
        title, rows.unused_copy_rows(limit), _("No copy is waiting."), rows.unused_copy_link()
    )


def _problem_cards(at: datetime, limit: int) -> list[DashboardCard]:
    photos = _("Photos without alternative text or credit")
    complete = _("All photos have alternative text and a credit.")
    return [
        DashboardCard(
            _("Corrections and withdrawals in the last 24 hours"),
            rows.withdrawal_rows(at, limit),
            _("No corrections or withdrawals in the last 24 hours."),
            reverse("admin:articles_logentry_changelist"),
        ),
        _card(photos, rows.incomplete_photo_rows(limit), complete, "photo=alt"),
        DashboardCard(
            _("Expiring rights"),
            rows.ending_rights_rows(at, limit),
            _("No rights end soon."),
            reverse("admin:articles_photo_changelist"),
        ),
    ]
