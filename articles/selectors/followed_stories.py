"""Stories that follow an agency, and what the autopilot did with them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from articles.models import AgencyChange, Article, AuditEntry, FollowedStory, WireRuleUse
from articles.models.audit import AuditVerb
from articles.workflow import State

FOLLOWED = Q(following__ended_at=None, following__isnull=False)
"""Condition of a story that follows an agency."""
DRAFTS_SHOWN_FOR = timedelta(days=1)


def find_followed(article: Article) -> FollowedStory | None:
    """Return the lead of a story that follows an agency, else None."""
    followed: FollowedStory | None = getattr(article, "following", None)
    return followed if followed is not None and followed.ended_at is None else None


def list_entries(verbs: tuple[AuditVerb, ...], since: datetime) -> "QuerySet[AuditEntry]":
    """Return what the autopilot did since a time, newest first."""
    entries = AuditEntry.objects.filter(verb__in=[verb.value for verb in verbs], at__gte=since)
    return entries.order_by("-at", "-pk")


def list_left_to_desk(at: datetime) -> Iterator[tuple[Article, str, datetime]]:
    """Yield the stories that wait for an editor, each with the reason and the time."""
    changes = AgencyChange.objects.filter(settled_at=None, autopilot_at__isnull=False).exclude(reason="")
    for change in changes.exclude(article=None).select_related("article").order_by("-opened_at"):
        if change.article is not None:
            yield change.article, change.reason, change.opened_at
    drafts = WireRuleUse.objects.filter(
        drafted=True, published=False, item__article__state=State.DRAFT, at__gt=at - DRAFTS_SHOWN_FOR
    ).exclude(reason="")
    for use in drafts.select_related("item__article").defer("item__raw", "item__parsed").order_by("-at"):
        if use.item.article is not None:
            yield use.item.article, use.reason, use.at
