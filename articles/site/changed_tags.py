"""Tags that shared caches purge after changes, with those of shown files."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from articles.models import Edition, MediaFile, StaffInitials
from articles.site.dependencies import media_file_key, picture_key
from newsroom.caching.cache_tags import list_changed_tags
from newsroom.caching.changed_keys import EVERYTHING


def list_tags(keys: Collection[str]) -> list[str]:
    """Return the tags to purge after a change of these keys.

    A file is answered while a public story shows it, and a changed story may have been the last one.
    """
    changed = set(keys)
    if EVERYTHING not in changed:
        changed |= _list_file_keys(changed)
    return list_changed_tags(changed)


def _list_file_keys(keys: Collection[str]) -> set[str]:
    photos, files = set(_find_ids(keys, "photo")), set(_find_ids(keys, "media"))
    if stories := list(_find_ids(keys, "story")):
        shown = Edition.objects.filter(article__in=stories).values_list("placements", "media_ids")
        for placements, media_ids in shown:
            photos |= {placement["photo_id"] for placement in placements}
            files |= set(media_ids)
    if files:
        posters = MediaFile.objects.filter(pk__in=files).exclude(poster=None)
        photos |= set(posters.values_list("poster", flat=True))
    if names := list(_find_names(keys, "author")):
        portraits = StaffInitials.objects.filter(~Q(portrait=None), name__in=names)
        photos |= set(portraits.values_list("portrait", flat=True))
    return {*map(picture_key, photos), *map(media_file_key, files)}


def _find_ids(keys: Iterable[str], kind: str) -> Iterator[int]:
    return map(int, _find_names(keys, kind))


def _find_names(keys: Iterable[str], kind: str) -> Iterator[str]:
    return (key.removeprefix(f"{kind}:") for key in keys if key.startswith(f"{kind}:"))
