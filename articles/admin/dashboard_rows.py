"""The rows of the desk's first screen and of the hand-over: which stories want somebody, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.badges import when
from articles.admin.filters import lacks_alt_text
from articles.admin.stories.presence import full_name, sentence
from articles.models import Article, DeskMessage, Grant, LogEntry, Placement, Presence, WireItem
from articles.rights.grants import Channel
from articles.workflow import State

LATE = timedelta(seconds=60)
EDITED_LAST = 300
ENDS_SOON, ENDED = timedelta(days=14), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    fact: str
    link: str


def story_row(article: Article, fact: str) -> Row:
    return Row(article.headline, fact, reverse("admin:articles_article_change", args=[article.pk]))


def in_state(state: State, most: int) -> list[Row]:
    stories = Article.objects.in_state(state).select_related("section").order_by("-edited_at")[:most]
    return [story_row(a, f"{a.section or _('no section')} · {when(a.edited_at)}") for a in stories]


def scheduled_rows(at: datetime, most: int) -> list[Row]:
    """What goes out next, and embargoes that somebody must remember."""
    stories = Article.objects.unpublished().waiting(at).order_by("scheduled_at", "embargo_until")
    return [story_row(article, _its_hour(article, at)) for article in stories[:most]]


def _its_hour(article: Article, at: datetime) -> str:
    if article.scheduled_at is not None:
        return _("goes out %(time)s") % {"time": when(article.scheduled_at)}
    return _("embargo until %(time)s, not scheduled") % {"time": when(article.embargo_until or at)}


def overdue(at: datetime, most: int) -> list[Row]:
    """What should be out and is not: whatever releases it stands still."""
    stories = Article.objects.due(at - LATE)[:most]
    return [story_row(a, _("due since %(time)s") % {"time": when(a.scheduled_at or at)}) for a in stories]


def presence_rows(at: datetime, most: int) -> list[Row]:
    """Who reads and who writes; whoever writes comes first."""
    windows = Presence.objects.alive(at).select_related("user", "article")
    shown = windows.order_by(F("writes_since").asc(nulls_last=True), "since")[:most]
    return [story_row(one.article, sentence(one, own=False)) for one in shown]


def locks(at: datetime, most: int) -> list[Row]:
    windows = Presence.objects.alive(at).exclude(writes_since=None).select_related("user", "article")
    return [story_row(one.article, sentence(one, own=False)) for one in windows[:most]]


def published_rows(most: int) -> list[Row]:
    stories = Article.objects.in_state(State.PUBLISHED).select_related("section").order_by("-published_at")
    return [story_row(a, _its_version(a)) for a in stories[:most]]


def _its_version(article: Article) -> str:
    version = _("version %(n)d") % {"n": article.version}
    return f"{article.section} · {when(article.published_at or article.edited_at)} · {version}"


def withdrawn(at: datetime, most: int) -> list[Row]:
    """Corrections, withholdings and kills of the last day."""
    entries = LogEntry.objects.filter(
        Q(kind="correction") | Q(op__in=("withhold", "cancel")), at__gte=at - timedelta(days=1)
    )
    return [
        story_row(entry.article, f"{entry.get_kind_display()} · {when(entry.at)}")
        for entry in entries.select_related("article")[:most]
    ]


def incomplete(most: int) -> list[Row]:
    """Of the stories edited last, those with a photo that lacks alternative text or credit, and which of the two.

    Whatever lies further back is on the list of what photos lack, which is worked through by day and section.
    """
    placed = Placement.objects.filter(article=OuterRef("pk"))
    no_alt, no_credit = Exists(placed.filter(lacks_alt_text())), Exists(placed.filter(photo__credit=""))
    latest = Article.objects.order_by("-edited_at", "-id").values("pk")[:EDITED_LAST]
    stories = Article.objects.filter(no_alt | no_credit, pk__in=latest).exclude(state=State.KILLED)
    told = stories.annotate(no_alt=no_alt, no_credit=no_credit).order_by("-edited_at")
    return [story_row(a, " · ".join(_missing_parts(a))) for a in told[:most]]


def _missing_parts(article: Any) -> Iterable[str]:
    yield str(article.get_state_display())
    if article.no_alt:
        yield _("no alternative text")
    if article.no_credit:
        yield _("no credit")


def ending_rights(at: datetime, most: int) -> list[Row]:
    """Rights that end within two weeks, or ended in the last one, of agencies and of photos in published stories."""
    in_use = Placement.objects.filter(photo=OuterRef("photo"), article__state=State.PUBLISHED)
    grants = (
        Grant.objects.filter(
            channel=Channel.SITE, allow=True, until__gt=at - ENDED, until__lte=at + ENDS_SOON
        )
        .filter(Q(agency__isnull=False) | Exists(in_use))
        .select_related("agency", "photo")
        .order_by("until")
    )
    return [_licence_row(grant, at) for grant in grants[:most]]


def _licence_row(grant: Grant, at: datetime) -> Row:
    until = grant.until or at
    fact = _("ended %(time)s") if until <= at else _("ends %(time)s")
    if grant.agency is not None:
        title = _("Contract with %(agency)s") % {"agency": grant.agency}
        link = reverse("admin:articles_agency_change", args=[grant.agency_id])
    else:
        title = _("Photo by %(credit)s") % {"credit": grant.photo.credit if grant.photo else ""}
        link = reverse("admin:articles_photo_change", args=[grant.photo_id])
    return Row(title, fact % {"time": when(until)}, link)


def messages_to(user: User, most: int) -> list[Row]:
    unread = DeskMessage.objects.unread_by(user).select_related("by", "article")
    return [story_row(m.article, f"{full_name(m.by)}, {when(m.at)}: {m.text}") for m in unread[:most]]


def unused_copy_rows(most: int) -> list[Row]:
    items = WireItem.objects.filter(article=None, status__in=("received", "read")).defer("raw")[:most]
    return [
        Row(
            str((item.reading or {}).get("headline") or item),
            f"{item.get_status_display()} · {when(item.received_at)}",
            reverse("admin:articles_article_review_copy", args=[item.pk]),
        )
        for item in items
    ]
