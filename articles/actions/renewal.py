"""When a right changes, published stories that it concerns get a log row: caches and partners learn of it.

A picture's change is told by the act that made it; the beginning and the end of a right by the worker, when due.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, ExpressionWrapper, F, Func, JSONField, OuterRef, Q, Value

from articles.actions.guards import Actor
from articles.actions.publication_log import append_all
from articles.models import Agency, Article, Edition, Grant, Photo
from articles.models.publication import Kind, Operation
from articles.querysets import ArticleQuerySet
from articles.rights.grants import Channel
from articles.workflow import State

LOOKED_BACK = timedelta(days=7)
"""How long a worker may have been away and still tell everything that turned meanwhile."""
TOLD_AT_ONCE = 200
"""Rows under one lock of the log, so that publishers never wait long."""


def renew_stories_with(photo: Photo, *, by: Actor, at: datetime, cause: str) -> int:
    """One `rights` row for each story that shows the photo to readers; how many.

    The stories are held first: one that is published or killed at the same moment has its say before or after.
    """
    shown = Edition.objects.filter(live=True).showing(photo.pk).values("article")
    return _renew(_held(Article.objects.filter(pk__in=shown)), by=by, at=at, cause=cause)


def _held(stories: ArticleQuerySet) -> list[int]:
    """Numbers of those that are public, their rows locked in order until the transaction ends."""
    rows = stories.in_state(State.PUBLISHED).select_for_update(of=("self",), no_key=True).order_by("pk")
    return [article.pk for article in rows.only("pk")]


def _renew(held: Collection[int], *, by: Actor, at: datetime, cause: str) -> int:
    editions = list(Edition.objects.filter(live=True, article__in=held).order_by("article"))
    append_all(editions, op=Operation.PUT, kind=Kind.RIGHTS, by=by, at=at, cause=cause)
    return len(editions)


def tell_turned_rights(*, at: datetime) -> int:
    """A `rights` row for each published story whose partner rights turned since its newest row; how many.

    A right turns when it begins, when it ends, and when an agency's contract is changed. Safe to run again and by
    two workers at once: a story that has its row is not told again.
    """
    return sum(_tell(concerned, moment, at) for concerned, moment in _turned(at))


def _turned(at: datetime) -> Iterator[tuple[Q, datetime]]:
    """Which stories are concerned by what lately turned, with the moment."""
    lately = (at - LOOKED_BACK, at)
    for agency in Agency.objects.filter(contract_changed_at__range=lately):
        if agency.contract_changed_at is not None:
            yield _of_agency(agency), agency.contract_changed_at
    grants = Grant.objects.filter(Q(since__range=lately) | Q(until__range=lately), channel=Channel.PARTNER)
    for grant in grants.select_related("agency"):
        moments = [moment for moment in (grant.since, grant.until) if moment and moment <= at]
        yield _of_grant(grant), max(moments)


def _of_grant(grant: Grant) -> Q:
    if grant.agency is not None:
        return _of_agency(grant.agency)
    if grant.photo_id is None:
        return Q(pk=grant.article_id)
    return Q(pk__in=Edition.objects.filter(live=True).showing(grant.photo_id).values("article"))


def _of_agency(agency: Agency) -> Q:
    """Stories public with the agency's words or with a picture of it: the edition counts, not the working copy."""
    live = Edition.objects.filter(live=True)
    entry = Func(Value("photo_id"), F("pk"), function="jsonb_build_object")
    pictures = Photo.objects.filter(agency_codes__contains=[agency.code]).annotate(
        wanted=Func(entry, function="jsonb_build_array", output_field=JSONField()),
        shown=ExpressionWrapper(OuterRef("placements"), JSONField()),
    )
    with_pictures = live.filter(Exists(pictures.filter(shown__contains=F("wanted"))))
    with_words = live.from_agency(agency.code)
    return Q(pk__in=with_words.values("article")) | Q(pk__in=with_pictures.values("article"))


def _tell(concerned: Q, moment: datetime, at: datetime) -> int:
    told = 0
    while numbers := list(_untold(concerned, moment).values_list("pk", flat=True)[:TOLD_AT_ONCE]):
        with transaction.atomic(durable=True):
            held = _held(Article.objects.filter(pk__in=numbers))
            still = _untold(concerned, moment).filter(pk__in=held).values_list("pk", flat=True)
            told += _renew(still, by=None, at=at, cause="right turned")
    return told


def _untold(concerned: Q, moment: datetime) -> ArticleQuerySet:
    """Published stories concerned whose newest row is older than the moment."""
    stories = Article.objects.in_state(State.PUBLISHED).filter(concerned, feed_state__at__lt=moment)
    return stories.order_by("pk").distinct()
