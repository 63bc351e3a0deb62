"""Changes of rights, and the log rows by which caches and partners see them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched, groupby

from django.db import transaction
from django.db.models import F, Q

from articles.actions.permissions import Actor
from articles.actions.publication.log import append_stored
from articles.models import Agency, Article, Edition, FeedState, Grant, MediaFile, Photo
from articles.models.publication import Kind, Operation
from articles.querysets import ArticleQuerySet, EditionQuerySet
from articles.rights.grants import RightsChannel
from articles.workflow import State

BATCH_SIZE = 200
"""Log rows written under one lock, so that publishers never wait long."""
LOOKBACK = timedelta(days=7)
"""Longest time that workers may be stopped without missing a change."""
PHOTO_BATCH_SIZE = 500
"""Photos whose stories one query finds."""


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


@dataclass(frozen=True, slots=True)
class RightsChange:
    """A time at which rights changed, with the stories concerned."""

    at: datetime
    story_ids: Callable[[], Iterator[int]]
    """Yields ids of stories whose newest log row may be older than the change, some twice."""
    mark_logged: Callable[[], object]


def pending_changes(at: datetime) -> Iterator[RightsChange]:
    """Yield the changes within `LOOKBACK` that are not marked as logged."""
    period = (at - LOOKBACK, at)
    replaced = Agency.objects.filter(contract_changed_at__range=period)
    for agency in replaced.exclude(contract_logged_at__gte=F("contract_changed_at")):
        if agency.contract_changed_at is not None:
            yield _contract_change(agency.pk, agency.code, agency.contract_changed_at)
    yield from _grant_changes(period)


def _contract_change(agency_id: int, code: str, changed_at: datetime) -> RightsChange:
    return RightsChange(
        changed_at,
        lambda: _stories_with_agency(code, changed_at),
        # A contract changed again meanwhile has a later time and is logged in the next round.
        lambda: Agency.objects.filter(pk=agency_id).update(contract_logged_at=changed_at),
    )


def _grant_changes(period: tuple[datetime, datetime]) -> Iterator[RightsChange]:
    """Yield the grants that began or ended, grouped by time."""
    began = Q(since__range=period) & (Q(logged_at=None) | Q(logged_at__lt=F("since")))
    ended = Q(until__range=period) & (Q(logged_at=None) | Q(logged_at__lt=F("until")))
    grants = Grant.objects.filter(began | ended, channel=RightsChannel.PARTNER).select_related("agency")
    ordered = sorted(((_changed_at(grant, period[1]), grant) for grant in grants), key=lambda pair: pair[0])
    for changed_at, pairs in groupby(ordered, key=lambda pair: pair[0]):
        yield _grant_change(changed_at, [grant for _, grant in pairs])


def _changed_at(grant: Grant, at: datetime) -> datetime:
    return max(time for time in (grant.since, grant.until) if time and time <= at)


def _grant_change(changed_at: datetime, grants: list[Grant]) -> RightsChange:
    def story_ids() -> Iterator[int]:
        for code in {grant.agency.code for grant in grants if grant.agency}:
            yield from _stories_with_agency(code, changed_at)
        yield from _stories_with_photos(grant.photo_id for grant in grants if grant.photo_id)
        yield from _stories_with_media([grant.media_file_id for grant in grants if grant.media_file_id])
        yield from (grant.article_id for grant in grants if grant.article_id)

    grant_ids = [grant.pk for grant in grants]
    return RightsChange(
        changed_at, story_ids, lambda: Grant.objects.filter(pk__in=grant_ids).update(logged_at=changed_at)
    )


def _stories_with_agency(code: str, changed_at: datetime) -> Iterator[int]:
    """Yield public stories with text, photos, audio or video of the agency."""
    with_words = Edition.objects.filter(live=True, article__feed_state__at__lt=changed_at).from_agency(code)
    yield from list(with_words.order_by("article").values_list("article", flat=True))
    pictures = Photo.objects.filter(agency_codes__contains=[code])
    yield from _stories_with_photos(pictures.order_by("pk").values_list("pk", flat=True))
    media = MediaFile.objects.filter(agency_codes__contains=[code])
    yield from _stories_with_media(list(media.order_by("pk").values_list("pk", flat=True)))


def _stories_with_media(media_ids: list[int]) -> Iterator[int]:
    for some in batched(media_ids, PHOTO_BATCH_SIZE):
        shown = Edition.objects.filter(live=True).with_media_file(*some)
        yield from list(shown.order_by("article").values_list("article", flat=True))


def _stories_with_photos(photo_ids: Iterable[int]) -> Iterator[int]:
    for some in batched(photo_ids, PHOTO_BATCH_SIZE):
        for stories in Photo.objects.filter(pk__in=some).live_story_ids():
            yield from stories
