"""Preview of a bulk change: its stories, sections and affected partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from articles.actions.bulk.request import BulkRequest
from articles.models import Article, BulkJob, Delivery, Edition, Mention, Presence, Topic
from articles.querysets import ArticleQuerySet
from articles.workflow import State
from newsroom.account_names import display_name

MAX_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class BulkPreview:
    total: int
    right: int
    """Stories that need no change and are skipped."""
    killed: int
    changed: int
    live: int
    sections: Sequence[tuple[str, int]]
    partners: Sequence[tuple[str, int]]
    """(partner, pk of changing stories it holds)"""
    open_now: Sequence[str]
    """Names of editors who have one of the stories open."""
    samples: Sequence[Article]


def preview_bulk(request: BulkRequest, stories: ArticleQuerySet, at: datetime) -> BulkPreview:
    """Return the preview in eight queries for any pk of stories."""
    total = stories.count()
    killed = stories.in_state(State.KILLED)
    changed = stories.exclude(state=State.KILLED).filter(_would_change(request))
    count, killed_count = changed.count(), killed.count()
    public = changed.in_state(State.PUBLISHED)
    deliveries = Delivery.objects.filter(article__in=public.values("pk")).order_by("partner__name")
    windows = Presence.objects.alive(at).filter(article__in=changed.values("pk")).select_related("user")
    return BulkPreview(
        total=total,
        right=total - count - killed_count,
        killed=killed_count,
        changed=count,
        live=public.count(),
        sections=list(
            changed.order_by()
            .values_list("section__name")
            .annotate(n=Count("pk"))
            .order_by("-n", "section__name")
        ),
        partners=list(deliveries.values_list("partner__name").annotate(n=Count("article"))),
        open_now=sorted({display_name(one.user) for one in windows}),
        samples=list(changed.select_related("section").order_by("-edited_at", "-id")[:MAX_SAMPLES]),
    )


def _would_change(request: BulkRequest) -> Q:
    """Match stories whose draft or published text the change would touch."""
    return Q(_article_would_change(request)) | Q(Exists(_changing_editions(request)))


def _article_would_change(request: BulkRequest) -> Any:
    if request.facet == BulkJob.Subject.SECTION:
        moves = ~Q(section=request.gives) | Q(section=None)
        return moves if request.takes is None else Q(section=request.takes)
    has = _has_topic if request.facet == BulkJob.Subject.TOPIC else _has_person
    return Q(has(request.takes)) if request.takes is not None else ~Q(has(request.gives))


def _has_topic(pk: int | None) -> Exists:
    return Exists(Article.topics.through.objects.filter(article=OuterRef("pk"), topic=pk))


def _has_person(pk: int | None) -> Exists:
    named = Mention.objects.filter(article=OuterRef("pk"), person=pk)
    return Exists(named.exclude(status=Mention.Status.REJECTED))


def _changing_editions(request: BulkRequest) -> Any:
    """Return the live editions of a story that would get a next version."""
    live = Edition.objects.live_of(OuterRef("pk"))
    if request.facet == BulkJob.Subject.SECTION:
        return (
            live.exclude(section=request.gives)
            if request.takes is None
            else live.filter(section=request.takes)
        )
    pk = request.gives if request.takes is None else request.takes
    if request.facet == BulkJob.Subject.PERSON:
        has = Q(person_ids__contains=[pk])
    else:
        slugs = list(Topic.objects.filter(pk=pk or 0).values_list("slug", flat=True))
        has = Q(topic_slugs__contains=slugs)
    return live.filter(~has if request.takes is None else has)
