"""When a right changes, published stories that it concerns get a log row: caches and partners learn of it.

A picture's change is told by the act that made it; the beginning and the end of a right by the worker, when due.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from articles.actions.editions import latest
from articles.actions.guards import Actor, locked
from articles.actions.publication_log import append
from articles.models import Agency, Article, Grant, Photo
from articles.models.publication import Kind, Operation
from articles.querysets import ArticleQuerySet
from articles.rights.grants import Channel
from articles.workflow import State

LOOKED_BACK = timedelta(days=7)
"""How long a worker may have been away and still tell everything that turned meanwhile."""
TOLD_AT_ONCE = 200
"""Rows under one lock of the log, so that publishers never wait long."""


def renew_stories_with(photo: Photo, *, by: Actor, at: datetime, cause: str) -> int:
    """One `rights` row for each published story that places the photo; how many."""
    stories = Article.objects.in_state(State.PUBLISHED).filter(placements__photo=photo).order_by("pk")
    for article in stories:
        append(article, latest(article), op=Operation.PUT, kind=Kind.RIGHTS, by=by, at=at, cause=cause)
    return len(stories)


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
    return Q(pk=grant.article_id) if grant.article_id else Q(placements__photo=grant.photo_id)


def _of_agency(agency: Agency) -> Q:
    return Q(sources__agency=agency) | Q(placements__photo__agency_codes__contains=[agency.code])


def _tell(concerned: Q, moment: datetime, at: datetime) -> int:
    told = 0
    while numbers := list(_untold(concerned, moment).values_list("pk", flat=True)[:TOLD_AT_ONCE]):
        with transaction.atomic(durable=True):
            articles = [locked(number) for number in numbers]
            still = set(_untold(concerned, moment).filter(pk__in=numbers).values_list("pk", flat=True))
            for article in articles:
                if article.pk in still:
                    append(
                        article, latest(article), op=Operation.PUT, kind=Kind.RIGHTS, by=None, at=at,
                        cause="right turned",
                    )  # fmt: skip
        told += len(still)
    return told


def _untold(concerned: Q, moment: datetime) -> ArticleQuerySet:
    """Published stories concerned whose newest row is older than the moment."""
    stories = Article.objects.in_state(State.PUBLISHED).filter(concerned, feed_state__at__lt=moment)
    return stories.order_by("pk").distinct()
