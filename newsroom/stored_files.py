"""Files of the default storage that several processes may write at the same time."""

import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

PART = ".part"
"""End of the name of a file that is being written; no backup contains it."""


def replace_file(path: str, data: bytes) -> None:
    """Write the file in one step: no reader meets a part of it or misses it.

    Other storages than a file system write in one step by themselves. Where they do not overwrite, the first file
    stays: both writers must mean the same content.
    """
    if isinstance(default_storage, FileSystemStorage):
        part = default_storage.save(f"{path}.{secrets.token_hex(4)}{PART}", ContentFile(data))
        Path(default_storage.path(part)).replace(default_storage.path(path))
        return
    saved = default_storage.save(path, ContentFile(data))
    if saved != path:  # the storage chose another name
        default_storage.delete(saved)
