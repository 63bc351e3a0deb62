"""The lighter kinds of every photo's renditions, made in the background: what waits stands in the photos themselves."""

from collections.abc import Iterator

from articles.models import Photo
from articles.photos.renditions import COMPLETE_RECIPE, make_missing_renditions

BATCH_SIZE = 6
"""Photos in one run of the worker, which has other things to do: half a minute of work at most."""


def count_waiting() -> int:
    return Photo.objects.to_render(COMPLETE_RECIPE).count()


def render_waiting(*, limit: int | None = None) -> Iterator[int]:
    """Make what is missing, photo by photo, and give the number of each one done.

    Safe to break off, to run again and by two at once. A photo whose file is not in the storage is passed over.
    """
    done = 0
    for number in list(Photo.objects.to_render(COMPLETE_RECIPE).values_list("pk", flat=True)):
        if limit is not None and done >= limit:
            return
        if _render_photo(number):
            done += 1
            yield number


def _render_photo(number: int) -> bool:
    photo = Photo.objects.to_render(COMPLETE_RECIPE).filter(pk=number).first()
    if photo is None:
        return False
    try:
        make_missing_renditions(photo)
    except FileNotFoundError:
        return False
    # A file replaced meanwhile has renditions of its own to come.
    return bool(Photo.objects.filter(pk=number, sha256=photo.sha256).update(recipe=COMPLETE_RECIPE))
