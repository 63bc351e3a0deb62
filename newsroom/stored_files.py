"""Files of the default storage that several processes may write at the same time."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from newsroom.media_store.local_files import PART

__all__ = ["PART", "replace_file"]


def replace_file(path: str, data: bytes) -> None:
    """Write the file in one step: no reader meets a part of it or misses it.

    Where a storage does not overwrite, the first file stays: both writers must mean the same content.
    """
    if hasattr(default_storage, "replace"):
        default_storage.replace(path, data)
        return
    saved = default_storage.save(path, ContentFile(data))
    if saved != path:  # the storage chose another name
        default_storage.delete(saved)
