"""What a bulk change would do, before it does anything: how many stories, which sections, who is affected."""

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
    """Right already: skipped."""
    killed: int
    changed: int
    live: int
    sections: Sequence[tuple[str, int]]
    partners: Sequence[tuple[str, int]]
    """Partners that hold a story that changes, with how many."""
    open_now: Sequence[str]
    """Who has one of them open."""
    samples: Sequence[Article]


def preview_bulk(wish: BulkRequest, stories: ArticleQuerySet, at: datetime) -> BulkPreview:
    """Eight queries, however many stories."""
    total = stories.count()
    killed = stories.in_state(State.KILLED)
    changed = stories.exclude(state=State.KILLED).filter(_would_change(wish))
    count, killed_count = changed.count(), killed.count()
    public = changed.in_state(State.PUBLISHED)
    held = Delivery.objects.filter(article__in=public.values("pk")).order_by("partner__name")
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
        partners=list(held.values_list("partner__name").annotate(n=Count("article"))),
        open_now=sorted({display_name(one.user) for one in windows}),
        samples=list(changed.select_related("section").order_by("-edited_at", "-id")[:MAX_SAMPLES]),
    )


def _would_change(wish: BulkRequest) -> Q:
    """Stories that the change would touch, on the desk or in what is published."""
    return Q(_article_would_change(wish)) | Q(Exists(_changing_editions(wish)))


def _article_would_change(wish: BulkRequest) -> Any:
    if wish.facet == BulkJob.Subject.SECTION:
        moves = ~Q(section=wish.gives) | Q(section=None)
        return moves if wish.takes is None else Q(section=wish.takes)
    has = _has_topic if wish.facet == BulkJob.Subject.TOPIC else _has_person
    return Q(has(wish.takes)) if wish.takes is not None else ~Q(has(wish.gives))


def _has_topic(number: int | None) -> Exists:
    return Exists(Article.topics.through.objects.filter(article=OuterRef("pk"), topic=number))


def _has_person(number: int | None) -> Exists:
    named = Mention.objects.filter(article=OuterRef("pk"), person=number)
    return Exists(named.exclude(status=Mention.Status.REJECTED))


def _changing_editions(wish: BulkRequest) -> Any:
    """Live editions of the story at hand that would get a next version."""
    live = Edition.objects.live_of(OuterRef("pk"))
    if wish.facet == BulkJob.Subject.SECTION:
        return live.exclude(section=wish.gives) if wish.takes is None else live.filter(section=wish.takes)
    number = wish.gives if wish.takes is None else wish.takes
    if wish.facet == BulkJob.Subject.PERSON:
        has = Q(person_ids__contains=[number])
    else:
        slugs = list(Topic.objects.filter(pk=number or 0).values_list("slug", flat=True))
        has = Q(topic_slugs__contains=slugs)
    return live.filter(~has if wish.takes is None else has)
