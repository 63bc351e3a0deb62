"""The dashboard of the desk and the longer hand-over page for the next shift."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.alarms import licence_row, may_see_source_alarms
from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.admin.cards import DashboardCard, DashboardFigure, DashboardRow
from articles.admin.filters import lacks_alt_text
from articles.admin.operating_problems import list_problems, may_see_operations
from articles.admin.plan.rows import list_rows_of_today
from articles.admin.saved_views import saved_view_links
from articles.admin.stories.assignments import list_assignment_rows
from articles.admin.stories.autopilot import list_autopilot_cards
from articles.admin.stories.presence import describe_presence
from articles.models import (
    AgencyChange,
    Article,
    Assignment,
    Comment,
    DeskMessage,
    LogEntry,
    Placement,
    Presence,
    SavedView,
    WireItem,
    WireSource,
)
from articles.querysets import AssignmentQuerySet
from articles.rights.light import ENDS_SOON
from articles.selectors.photo_licences import list_ending_grants
from articles.selectors.quarantine import count_quarantined
from articles.selectors.wire_alarms import describe_alarm, open_alarms
from articles.selectors.wire_list import WireFilters, filter_items
from articles.site.static_pages import missing_pages
from articles.workflow import State
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now

NIGHT = timedelta(hours=12)
OVERDUE_AFTER = timedelta(seconds=60)
RECENTLY_EDITED = 300
RIGHTS_ENDED_WITHIN = timedelta(days=7)


def story_row(article: Article, fact: str) -> DashboardRow:
    return DashboardRow(article.headline, fact, reverse("admin:articles_article_change", args=[article.pk]))


def state_rows(state: State, limit: int) -> list[DashboardRow]:
    stories = Article.objects.in_state(state).select_related("section").order_by("-edited_at")[:limit]
    return [story_row(a, f"{a.section or _('no section')} · {format_time(a.edited_at)}") for a in stories]


def scheduled_rows(at: datetime, limit: int) -> list[DashboardRow]:
    """Return scheduled stories and stories under embargo, the earliest first."""
    stories = (
        Article.objects.not_published().scheduled_or_embargoed(at).order_by("scheduled_at", "embargo_until")
    )
    return [story_row(article, _schedule_fact(article, at)) for article in stories[:limit]]


def _schedule_fact(article: Article, at: datetime) -> str:
    if article.scheduled_at is not None:
        return _("to be published %(time)s") % {"time": format_time(article.scheduled_at)}
    return _("embargo until %(time)s, not scheduled") % {"time": format_time(article.embargo_until or at)}


def overdue_rows(at: datetime, limit: int) -> list[DashboardRow]:
    """Return stories that should have gone out a minute ago: the worker does not run."""
    stories = Article.objects.due(at - OVERDUE_AFTER)[:limit]
    return [
        story_row(a, _("due since %(time)s") % {"time": format_time(a.scheduled_at or at)}) for a in stories
    ]


def presence_rows(at: datetime, limit: int) -> list[DashboardRow]:
    """Return who has which story open, writers first."""
    windows = Presence.objects.alive(at).select_related("user", "article")
    ordered = windows.order_by(F("writes_since").asc(nulls_last=True), "since")[:limit]
    return [story_row(window.article, describe_presence(window, own=False)) for window in ordered]


def lock_rows(at: datetime, limit: int) -> list[DashboardRow]:
    windows = Presence.objects.alive(at).exclude(writes_since=None).select_related("user", "article")
    return [story_row(window.article, describe_presence(window, own=False)) for window in windows[:limit]]


def published_rows(limit: int) -> list[DashboardRow]:
    stories = Article.objects.in_state(State.PUBLISHED).select_related("section").order_by("-published_at")
    return [story_row(a, _version_fact(a)) for a in stories[:limit]]


def _version_fact(article: Article) -> str:
    version = _("version %(n)d") % {"n": article.version}
    return f"{article.section} · {format_time(article.published_at or article.edited_at)} · {version}"


def withdrawal_rows(at: datetime, limit: int) -> list[DashboardRow]:
    """Return the corrections, withholdings and kills of the last day."""
    entries = LogEntry.objects.filter(
        Q(kind="correction") | Q(op__in=("withhold", "cancel")), at__gte=at - timedelta(days=1)
    )
    return [
        story_row(entry.article, f"{entry.get_kind_display()} · {format_time(entry.at)}")
        for entry in entries.select_related("article")[:limit]
    ]


def incomplete_photo_rows(limit: int) -> list[DashboardRow]:
    """Return recently edited stories whose photos lack alternative text or credit.

    Older stories are on the page of missing metadata, which goes by day and section.
    """
    placed = Placement.objects.filter(article=OuterRef("pk"))
    no_alt, no_credit = Exists(placed.filter(lacks_alt_text())), Exists(placed.filter(photo__credit=""))
    latest = Article.objects.order_by("-edited_at", "-id").values("pk")[:RECENTLY_EDITED]
    stories = Article.objects.filter(no_alt | no_credit, pk__in=latest).exclude(state=State.KILLED)
    annotated = stories.annotate(no_alt=no_alt, no_credit=no_credit).order_by("-edited_at")
    return [story_row(story, " · ".join(_missing_parts(story))) for story in annotated[:limit]]


def _missing_parts(article: Any) -> Iterable[str]:
    yield str(article.get_state_display())
    if article.no_alt:
        yield _("no alternative text")
    if article.no_credit:
        yield _("no credit")


def ending_rights_rows(at: datetime, limit: int) -> list[DashboardRow]:
    """Return rights of agencies and of published files that end or just ended."""
    grants = list_ending_grants(at - RIGHTS_ENDED_WITHIN, at + ENDS_SOON)
    return [licence_row(grant, at) for grant in grants[:limit]]


def message_rows(user: User, limit: int) -> list[DashboardRow]:
    unread = DeskMessage.objects.unread_by(user).select_related("by", "article")
    return [
        story_row(m.article, f"{display_name(m.by)}, {format_time(m.at)}: {m.text}") for m in unread[:limit]
    ]


def source_alarm_rows(limit: int) -> list[DashboardRow]:
    link = reverse("admin:articles_wiresourcestate_changelist")
    return [
        DashboardRow(describe_alarm(alarm), _("since %(time)s") % {"time": format_time(alarm.since)}, link)
        for alarm in open_alarms()[:limit]
    ]


def unused_copy_link() -> str:
    return f"{reverse('admin:articles_wireitem_changelist')}?unused=on"


def unused_copy_count() -> list[DashboardRow]:
    """Return one row with the number of items in the list of unused copy."""
    items = filter_items(WireFilters(unused=True))
    newest = items.first()
    if newest is None:
        return []
    count = items.count()
    title = ngettext("%(count)d item", "%(count)d items", count) % {"count": count}
    fact = _("the last received %(time)s") % {"time": format_time(newest.received_at)}
    return [DashboardRow(title, fact, unused_copy_link())]


def unused_copy_rows(limit: int) -> list[DashboardRow]:
    items = WireItem.objects.filter(article=None, status__in=("received", "read")).defer("raw", "parsed")[
        :limit
    ]
    return [
        DashboardRow(
            str((item.reading or {}).get("headline") or item),
            f"{item.get_status_display()} · {format_time(item.received_at)}",
            reverse("admin:articles_article_review_copy", args=[item.pk]),
        )
        for item in items
    ]


DASHBOARD_ROWS = 6
HANDOVER_ROWS = 60
MAX_TALK = 120
STORY_LIST = "admin:articles_article_changelist"


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

    def page_context(self) -> dict[str, Any]:
        at = now()
        return {
            "at": at,
            "who": current_user(self.request),
            "cards": handover_cards(at),
        }


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

    Assignments, “Overdue” and “Messages to you” are left out while they are empty.
    """
    limit = DASHBOARD_ROWS
    messages = _card(_("Messages to you"), message_rows(by, limit), "", urgent=True)
    own = _assignment_cards(by, limit)
    return [
        *(card for card in (*own, _overdue_card(at, limit), _source_card(by, limit), messages) if card.rows),
        _plan_card(limit),
        _state_card(_("In review"), State.IN_REVIEW, limit, _("Nothing is waiting for review.")),
        _schedule_card(at, limit),
        _state_card(_("Ready"), State.READY, limit, _("Nothing is ready to publish.")),
        _card(_("Open now"), presence_rows(at, limit), _("Nobody has a story open.")),
        *_problem_cards(at, limit),
        _state_card(_("Drafts"), State.DRAFT, limit, _("No drafts.")),
        _unused_copy_card(limit),
        _card(
            _("Last published"),
            published_rows(limit),
            _("Nothing is published yet."),
            "state__exact=published",
        ),
    ]


def _plan_card(limit: int) -> DashboardCard:
    link = f"{reverse('admin:articles_article_plan')}?days=1"
    return DashboardCard(
        _("Plan for today"), list_rows_of_today(limit), _("Nothing is planned for today."), link
    )


def _assignment_cards(by: User, limit: int) -> list[DashboardCard]:
    """Return the open assignments of the user and of their desks."""
    held = assignments_by_due()
    own = list_assignment_rows(held.of_user(by)[:limit])
    desk = list_assignment_rows(held.of_own_desks(by)[:limit])
    return [
        _card(_("Assigned to you"), own, "", "assigned=me", urgent=True),
        _card(_("Assigned to your desks"), desk, "", "assigned=desk"),
    ]


def assignments_by_due() -> AssignmentQuerySet:
    """Return the open assignments, the earliest due first."""
    held = Assignment.objects.open().select_related("article", "user", "section", "by")
    return held.order_by(F("due_at").asc(nulls_last=True), "at")


def thread_rows(limit: int) -> list[DashboardRow]:
    """Return the open threads of talk, the newest first."""
    threads = Comment.objects.filter(thread=None, resolved_at=None, deleted_at=None)
    return [
        DashboardRow(
            one.article.headline,
            f"{display_name(one.by)}, {format_time(one.at)}: {one.text[:MAX_TALK]}",
            f"{reverse('admin:articles_article_change', args=[one.article_id])}#comment-{one.pk}",
        )
        for one in threads.select_related("article", "by").order_by("-at")[:limit]
    ]


def agency_change_rows(limit: int) -> list[DashboardRow]:
    """Return what agencies changed and nobody has settled, the oldest first."""
    changes = AgencyChange.objects.filter(settled_at=None).select_related("article", "item")
    return [
        DashboardRow(
            one.article.headline if one.article is not None else str(one.item),
            f"{one.get_kind_display()} · {format_time(one.opened_at)}",
            reverse("admin:articles_agencychange_decide", args=[one.pk]),
        )
        for one in changes.defer("item__raw", "item__parsed", "item__content").order_by("opened_at")[:limit]
    ]


def _takeover_cards(at: datetime, limit: int) -> list[DashboardCard]:
    """Return what is due, was said and was changed by agencies, each in a card."""
    changes, due = reverse("admin:articles_agencychange_changelist"), assignments_by_due()
    return [
        _card(
            _("Due in the next twelve hours"),
            list_assignment_rows(due.filter(due_at__lte=at + NIGHT)[:limit]),
            _("Nothing is due."),
            "assigned=any",
            urgent=True,
        ),
        _card(_("Assigned"), list_assignment_rows(due[:limit]), _("Nothing is assigned."), "assigned=any"),
        _card(_("Open talk"), thread_rows(limit), _("Nobody waits for an answer.")),
        DashboardCard(
            _("Changes by agencies"), agency_change_rows(limit), _("No agency has changed anything."), changes
        ),
    ]


def handover_cards(at: datetime) -> list[DashboardCard]:
    """Return the cards of everything that the next shift takes over."""
    limit = HANDOVER_ROWS
    return [
        _overdue_card(at, limit),
        _schedule_card(at, limit),
        _state_card(_("Withheld, to be decided"), State.WITHHELD, limit, _("Nothing is withheld.")),
        *(card for card in list_autopilot_cards(at - NIGHT) if card.rows),
        *_takeover_cards(at, limit),
        *_problem_cards(at, limit),
        _card(_("Being written"), lock_rows(at, limit), _("Nobody is writing.")),
        _state_card(_("In review"), State.IN_REVIEW, limit, _("Nothing is waiting for review.")),
        replace(_unused_copy_card(0), rows=unused_copy_count()),
    ]


def _story_list(query: str) -> str:
    return f"{reverse(STORY_LIST)}?{query}" if query else reverse(STORY_LIST)


def _card(
    title: str, shown: list[DashboardRow], empty: str, query: str = "", *, urgent: bool = False
) -> DashboardCard:
    """Return a card that links to the story list, filtered by the query."""
    return DashboardCard(title, shown, empty, _story_list(query), urgent)


def _state_card(title: str, state: State, limit: int, empty: str) -> DashboardCard:
    return _card(title, state_rows(state, limit), empty, f"state__exact={state}")


def _overdue_card(at: datetime, limit: int) -> DashboardCard:
    overdue = overdue_rows(at, limit)
    return _card(_("Overdue"), overdue, _("Nothing is overdue."), "waiting=scheduled", urgent=True)


def _schedule_card(at: datetime, limit: int) -> DashboardCard:
    empty = _("Nothing is scheduled or under embargo.")
    title = _("Scheduled and under embargo")
    return _card(title, scheduled_rows(at, limit), empty, "waiting=scheduled")


def _source_card(by: User, limit: int) -> DashboardCard:
    shown = source_alarm_rows(limit) if may_see_source_alarms(by) else []
    link = reverse("admin:articles_wiresourcestate_changelist")
    return DashboardCard(_("Wire sources"), shown, _("All wire sources work."), link, urgent=True)


def _unused_copy_card(limit: int) -> DashboardCard:
    title = _("Received copy without a story")
    return DashboardCard(title, unused_copy_rows(limit), _("No copy is waiting."), unused_copy_link())


def _problem_cards(at: datetime, limit: int) -> list[DashboardCard]:
    photos = _("Photos without alternative text or credit")
    complete = _("All photos have alternative text and a credit.")
    return [
        DashboardCard(
            _("Corrections and withdrawals in the last 24 hours"),
            withdrawal_rows(at, limit),
            _("No corrections or withdrawals in the last 24 hours."),
            reverse("admin:articles_logentry_changelist"),
        ),
        _card(photos, incomplete_photo_rows(limit), complete, "photo=alt"),
        DashboardCard(
            _("Expiring rights"),
            ending_rights_rows(at, limit),
            _("No rights end soon."),
            reverse("admin:articles_photo_changelist"),
        ),
    ]
