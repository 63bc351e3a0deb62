"""Log rows for published stories whose rights changed, for caches and partners.

An action that changes a photo's rights writes them itself; the worker writes them when a grant begins or ends.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from itertools import batched

from django.db import transaction

from articles.actions.permissions import Actor
from articles.actions.publication.log import append_stored
from articles.actions.publication.pending_rights import pending_changes
from articles.models import Article, Edition, FeedState, MediaFile, Photo
from articles.models.publication import Kind, Operation
from articles.querysets import ArticleQuerySet, EditionQuerySet
from articles.workflow import State

BATCH_SIZE = 200
"""Log rows written under one lock, so that publishers never wait long."""


def log_photo_rights(photo: Photo, *, by: Actor, at: datetime, cause: str) -> int:
    """Write a `rights` row for each public story with the photo; count them.

    Locks the stories first, so that a simultaneous publication or kill comes before or after.
    """
    return _log_stories(Edition.objects.filter(live=True).with_photo(photo.pk), by=by, at=at, cause=cause)


def log_media_change(media: MediaFile, *, by: Actor, at: datetime, cause: str) -> int:
    """Write a `rights` row for each public story with the audio or video; count them.

    Partners receive the words next to it as they are now, so that a change of these needs rows too.
    """
    shown = Edition.objects.filter(live=True).with_media_file(media.pk)
    return _log_stories(shown, by=by, at=at, cause=cause)


def _log_stories(shown: EditionQuerySet, *, by: Actor, at: datetime, cause: str) -> int:
    held = lock_public(Article.objects.filter(pk__in=shown.values("article")))
    return _append_rows(Edition.objects.filter(article__in=held), by=by, at=at, cause=cause)


def lock_public(stories: ArticleQuerySet) -> list[int]:
    """Lock the published stories in order; return their ids."""
    rows = stories.in_state(State.PUBLISHED).select_for_update(of=("self",), no_key=True).order_by("pk")
    return [article.pk for article in rows.only("pk")]


def _append_rows(editions: EditionQuerySet, *, by: Actor, at: datetime, cause: str) -> int:
    """Write rows for the live ones among editions of locked stories; count them."""
    live = list(editions.filter(live=True).order_by("article").values_list("pk", flat=True))
    append_stored(live, op=Operation.PUT, kind=Kind.RIGHTS, by=by, at=at, cause=cause)
    return len(live)


def log_rights_changes(*, at: datetime, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Write a `rights` row for each story whose partner rights changed; count them.

    Rights change when a grant begins or ends, with an agency's contract and with an upgrade. Safe to repeat and to run
    in two workers: a story with a row newer than the change gets none. The next call continues after an early stop.
    """
    rows = 0
    marked = FeedState.objects.filter(needs_row=True).order_by("article").values_list("article", flat=True)
    while not should_stop() and (batch := list(marked[:BATCH_SIZE])):
        rows += _log_marked(batch, at)
    for change in pending_changes(at):
        for article_ids in batched(change.story_ids(), BATCH_SIZE):
            if should_stop():
                return rows
            rows += _log_batch(article_ids, change.at, at)
        change.mark_logged()
    return rows


def _log_batch(article_ids: Collection[int], changed_at: datetime, at: datetime) -> int:
    """Write rows for the stories whose newest row is older than the change."""
    with transaction.atomic(durable=True):
        held = lock_public(Article.objects.filter(pk__in=article_ids))
        old = Edition.objects.filter(article__in=held, article__feed_state__at__lt=changed_at)
        return _append_rows(old, by=None, at=at, cause="right turned")


@transaction.atomic(durable=True)
def _log_marked(article_ids: Collection[int], at: datetime) -> int:
    """Write rows for the public ones among stories marked by a migration; unmark all."""
    held = lock_public(Article.objects.filter(pk__in=article_ids))
    marked = Edition.objects.filter(article__in=held, article__feed_state__needs_row=True)
    rows = _append_rows(marked, by=None, at=at, cause="upgrade")
    FeedState.objects.filter(article__in=article_ids).update(needs_row=False)
    return rows
