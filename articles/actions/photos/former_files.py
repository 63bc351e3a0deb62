"""Replaced files of photos.

Their addresses lead to the present file; their renditions are deleted.
"""

from django.core.files.storage import default_storage

from articles.actions.task_queue import delete_renditions_later
from articles.models import Photo
from articles.photos.renditions import rendition_path, short_digest
from newsroom.media_store.storages import media_store

MAX_FORMER = 20
"""Former files whose addresses are still known."""


def record_former_file(photo: Photo, former: str) -> None:
    """Remember the hash of the file that the unsaved photo had before.

    Pages that were sent before may name its renditions, which are deleted only later.
    """
    current = short_digest(photo)
    if not former or former == current:
        return
    known = [digest for digest in photo.former_digests if digest not in {former, current}]
    photo.former_digests = [*known, former][-MAX_FORMER:]
    delete_renditions_later(photo.pk, former)


def delete_renditions(photo_id: int, digest: str) -> int:
    """Delete the renditions of a former file; return their number.

    The file may have become the present one again.
    """
    if any(short_digest(photo) == digest for photo in Photo.objects.filter(pk=photo_id)):
        return 0
    names = [file.name for file in media_store().list_files(rendition_path(f"{photo_id}-{digest}-"))]
    for name in names:
        default_storage.delete(name)
    return len(names)
