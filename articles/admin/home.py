"""The desk's first screen: what needs somebody now."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.badges import when
from articles.admin.filters import lacks_alt_text
from articles.admin.presence import sentence
from articles.models import Article, LogEntry, Placement, Presence, WireItem
from articles.workflow import State
from newsroom.admin_acting import now

ROWS = 6
STORIES = "admin:articles_article_changelist"


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    fact: str
    link: str


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    rows: list[Row]
    empty: str
    link: str


@dataclass(frozen=True, slots=True)
class Figure:
    number: int
    name: str
    link: str
    urgent: bool = False


def desk_home(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold calls this for the admin's index."""
    if not request.user.has_perm("articles.view_article"):
        return context | {"figures": [], "cards": []}
    return context | {
        "figures": figures(),
        "cards": cards(),
        "may_write": request.user.has_perm("articles.add_article"),
    }


def figures() -> list[Figure]:
    stories = reverse(STORIES)
    count = Article.objects.aggregate(
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        in_review=Count("pk", filter=Q(state=State.IN_REVIEW)),
        ready=Count("pk", filter=Q(state=State.READY)),
        withheld=Count("pk", filter=Q(state=State.WITHHELD)),
    )
    waits = Article.objects.unpublished().waiting(now()).count()
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


def cards() -> list[Card]:
    stories = reverse(STORIES)
    log = reverse("admin:articles_logentry_changelist")
    return [
        Card(
            _("In review"), in_state(State.IN_REVIEW), _("Nobody waits for you."), f"{stories}?state__exact=in_review"
        ),
        Card(_("Ready"), in_state(State.READY), _("Nothing is waiting to go out."), f"{stories}?state__exact=ready"),
        Card(_("Scheduled and under embargo"), waiting(), _("No hour is set."), f"{stories}?waiting=scheduled"),
        Card(_("Open now"), opened(), _("Nobody has a story open."), stories),
        Card(_("Drafts"), in_state(State.DRAFT), _("No drafts."), f"{stories}?state__exact=draft"),
        Card(_("Last published"), published(), _("Nothing is published yet."), f"{stories}?state__exact=published"),
        Card(_("Corrections and withdrawals of the last day"), withdrawn(), _("None."), log),
        Card(
            _("Photos without alternative text or credit"), incomplete(), _("Every placed photo has both."),
            f"{stories}?photo=alt",
        ),
        Card(
            _("Received copy, not yet a story"), unused(), _("All copy is made into stories."),
            f"{reverse('admin:articles_wireitem_changelist')}?status__exact=read",
        ),
    ]  # fmt: skip


def story_row(article: Article, fact: str) -> Row:
    return Row(article.headline, fact, reverse("admin:articles_article_change", args=[article.pk]))


def in_state(state: State) -> list[Row]:
    stories = Article.objects.in_state(state).select_related("section").order_by("-edited_at")[:ROWS]
    return [story_row(a, f"{a.section or _('no section')} · {when(a.edited_at)}") for a in stories]


def waiting() -> list[Row]:
    """What goes out next, and embargoes that somebody must remember."""
    stories = Article.objects.unpublished().waiting(now())
    rows = []
    for article in stories.order_by("scheduled_at", "embargo_until")[:ROWS]:
        if article.scheduled_at is not None:
            fact = _("goes out %(time)s") % {"time": when(article.scheduled_at)}
        else:
            fact = _("embargo until %(time)s, not scheduled") % {"time": when(article.embargo_until or now())}
        rows.append(story_row(article, fact))
    return rows


def opened() -> list[Row]:
    """Who reads and who writes; whoever writes comes first."""
    windows = Presence.objects.alive(now()).select_related("user", "article")
    shown = windows.order_by(F("writes_since").asc(nulls_last=True), "since")[:ROWS]
    return [story_row(one.article, sentence(one, own=False)) for one in shown]


def published() -> list[Row]:
    stories = (
        Article.objects.in_state(State.PUBLISHED).select_related("section").order_by("-published_at")[:ROWS]
    )
    return [
        story_row(
            a,
            f"{a.section} · {when(a.published_at or a.edited_at)} · {_('version %(n)d') % {'n': a.version}}",
        )
        for a in stories
    ]


def withdrawn() -> list[Row]:
    since = now() - timedelta(days=1)
    entries = LogEntry.objects.filter(Q(kind="correction") | Q(op__in=("withhold", "cancel")), at__gte=since)
    return [
        story_row(entry.article, f"{entry.get_kind_display()} · {when(entry.at)}")
        for entry in entries.select_related("article")[:ROWS]
    ]


def incomplete() -> list[Row]:
    lacking = Placement.objects.filter(lacks_alt_text() | Q(photo__credit=""), article=OuterRef("pk"))
    stories = (
        Article.objects.filter(Exists(lacking)).exclude(state=State.KILLED).order_by("-edited_at")[:ROWS]
    )
    return [story_row(a, str(a.get_state_display())) for a in stories]


def unused() -> list[Row]:
    items = WireItem.objects.filter(article=None, status__in=("received", "read")).defer("raw")[:ROWS]
    return [
        Row(
            str((item.reading or {}).get("headline") or item),
            f"{item.get_status_display()} · {when(item.received_at)}",
            reverse("admin:articles_article_review_copy", args=[item.pk]),
        )
        for item in items
    ]
