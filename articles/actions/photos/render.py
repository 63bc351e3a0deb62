"""AVIF and WebP renditions of photos, made in the background by the worker."""

from collections.abc import Iterator

import structlog

from articles.models import Photo
from articles.photos.crops import FIELDS
from articles.photos.renditions import COMPLETE_RECIPE, make_missing_renditions
from newsroom.media_store.errors import MediaStoreFailure

log = structlog.get_logger(__name__)

BATCH_SIZE = 6
"""Photos in one run of the worker: half a minute of work at most, so that other jobs are not delayed."""


def count_waiting() -> int:
    return Photo.objects.to_render(COMPLETE_RECIPE).count()


def render_waiting(*, limit: int | None = None) -> Iterator[int]:
    """Make the missing renditions photo by photo and yield each photo's id.

    Can be interrupted, repeated and run twice at once. A photo whose file is not in the storage is skipped.
    """
    done = 0
    for photo_id in list(Photo.objects.to_render(COMPLETE_RECIPE).values_list("pk", flat=True)):
        if limit is not None and done >= limit:
            return
        if _render_photo(photo_id):
            done += 1
            yield photo_id


def _render_photo(photo_id: int) -> bool:
    photo = Photo.objects.to_render(COMPLETE_RECIPE).filter(pk=photo_id).first()
    if photo is None:
        return False
    try:
        make_missing_renditions(photo)
    except FileNotFoundError:
        return False
    except MediaStoreFailure as failure:  # the next run tries again
        log.warning("a photo could not be rendered", photo=photo_id, error=str(failure))
        return False
    # A file or a crop replaced in the meantime still needs its own renditions.
    same = {name: getattr(photo, name) for name in ("sha256", *FIELDS.values())}
    return bool(Photo.objects.filter(pk=photo_id, **same).update(recipe=COMPLETE_RECIPE))
