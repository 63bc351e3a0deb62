"""When a right changes, published stories that it concerns get a log row: caches and partners learn of it.

A picture's change is told by the act that made it; the beginning and the end of a right by the worker, when due.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from itertools import batched

from django.db import transaction

from articles.actions.permissions import Actor
from articles.actions.publication.log import EDITION_FIELDS, append_all
from articles.actions.publication.pending_rights import pending_changes
from articles.models import Article, Edition, FeedState, Photo
from articles.models.publication import Kind, Operation
from articles.querysets import ArticleQuerySet
from articles.workflow import State

BATCH_SIZE = 200
"""Rows under one lock of the log, so that publishers never wait long."""


def log_photo_rights(photo: Photo, *, by: Actor, at: datetime, cause: str) -> int:
    """One `rights` row for each story that shows the photo to readers; how many.

    The stories are held first: one that is published or killed at the same moment has its say before or after.
    """
    shown = Edition.objects.filter(live=True).with_photo(photo.pk).values("article")
    return _append_rows(_lock_public(Article.objects.filter(pk__in=shown)), by=by, at=at, cause=cause)


def _lock_public(stories: ArticleQuerySet) -> list[int]:
    """Numbers of those that are public, their rows locked in order until the transaction ends."""
    rows = stories.in_state(State.PUBLISHED).select_for_update(of=("self",), no_key=True).order_by("pk")
    return [article.pk for article in rows.only("pk")]


def _append_rows(held: Collection[int], *, by: Actor, at: datetime, cause: str) -> int:
    editions = list(
        Edition.objects.filter(live=True, article__in=held).order_by("article").only(*EDITION_FIELDS)
    )
    append_all(editions, op=Operation.PUT, kind=Kind.RIGHTS, by=by, at=at, cause=cause)
    return len(editions)


def log_rights_changes(*, at: datetime, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Write a `rights` row for each published story whose partner rights changed since its newest row; how many.

    A right changes when it begins, when it ends, and with its agency's contract. Safe to run again and by two workers
    at once: a story that has its row gets no other. Where it stops early, the next call goes on.
    """
    rows = 0
    for change in pending_changes(at):
        for article_ids in batched(change.story_ids(), BATCH_SIZE):
            if should_stop():
                return rows
            rows += _log_batch(article_ids, change.at, at)
        change.mark_logged()
    return rows


def _log_batch(article_ids: Collection[int], changed_at: datetime, at: datetime) -> int:
    """Write the rows of these stories in one transaction, of those whose newest row is older than the change."""
    with transaction.atomic(durable=True):
        held = _lock_public(Article.objects.filter(pk__in=article_ids))
        old = FeedState.objects.filter(article__in=held, at__lt=changed_at)
        return _append_rows(old.values_list("article_id", flat=True), by=None, at=at, cause="right turned")
