"""Changes of partner rights, by contracts and grants, that are not in the log yet.

A change is marked once all its stories have log rows, so that a round without changes costs one index look-up.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched, groupby

from django.db.models import F, Q

from articles.models import Agency, Edition, Grant, MediaFile, Photo
from articles.rights.grants import RightsChannel

LOOKBACK = timedelta(days=7)
"""Longest time that workers may be stopped without missing a change."""
PHOTO_BATCH_SIZE = 500
"""Photos whose stories one query finds."""


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
