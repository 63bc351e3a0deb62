"""Pictures of followed stories of which only the address has come.

A picture that cannot be fetched stops neither the story nor its updates; it is fetched again later.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Any

import structlog

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import FetchPicture, fetch_picture, send_picture_request
from articles.actions.photos.save import save_photo
from articles.models import FollowedStory, Photo
from articles.parsing.story.item_figures import list_pictures
from articles.wire.item_photos import list_renditions

SHORTEST, LONGEST = timedelta(seconds=15), timedelta(minutes=30)
"""Pauses between attempts: as long as the picture is missing already, within these."""
GIVEN_UP_AFTER = timedelta(days=1)
BATCH_SIZE = 20
MAX_ALT_LENGTH = 300
log = structlog.get_logger(__name__)


def fetch_pictures(at: datetime, *, fetch: FetchPicture = send_picture_request) -> int:
    """Fetch the missing pictures that are due; return the number that came."""
    due = FollowedStory.objects.filter(fetch_at__lte=at).select_related("item__source")
    return sum(
        _fetch_for(followed, at, fetch)
        for followed in due.defer("item__raw", "item__parsed").order_by("fetch_at")[:BATCH_SIZE]
    )


def _fetch_for(followed: FollowedStory, at: datetime, fetch: FetchPicture) -> int:
    missing = list(_list_missing(followed))
    came = sum(_fetch_photo(followed, photo, links, at, fetch) for photo, links in missing)
    waited = at - followed.applied_at
    is_waiting = came < len(missing) and waited < GIVEN_UP_AFTER
    following = at + min(max(waited, SHORTEST), LONGEST) if is_waiting else None
    # A version that was applied meanwhile has set its own time.
    FollowedStory.objects.filter(pk=followed.pk, fetch_at=followed.fetch_at).update(fetch_at=following)
    return came


def _list_missing(followed: FollowedStory) -> Iterator[tuple[Photo, list[Any]]]:
    """Yield the photos without a file, each with the links of its renditions."""
    pictures = {str(one.get("guid") or ""): one for one in list_pictures(followed.item.content or {})}
    placed = Photo.objects.filter(placements__article=followed.article_id, file="", blocked=False)
    for photo in placed.distinct().order_by("pk"):
        if links := list_renditions(pictures.get(photo.agency_item_id) or {}):
            yield photo, links


def _fetch_photo(
    followed: FollowedStory, photo: Photo, links: list[Any], at: datetime, fetch: FetchPicture
) -> bool:
    try:
        picture = fetch_picture(followed.item.source, links, fetch)
        # A lead photo without alternative text would stop each later version.
        facts = (
            {} if photo.alt_text else {"alt_text": shorten(photo.caption, MAX_ALT_LENGTH, placeholder=" …")}
        )
        save_photo(photo.pk, facts, by=None, at=at, data=picture.data, name=picture.name)
    except ActionRefused as refusal:
        log.warning("a picture has not come", photo=photo.pk, reason=refusal.message)
        return False
    return True
