"""Settings of the two storages of media files, and their interface."""

from collections.abc import Iterator
from typing import IO, Any, NamedTuple, Protocol, cast

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage, storages

from newsroom.media_store.address import S3Address


class StoredFile(NamedTuple):
    """File of a store: path, size in bytes, time of its last change in nanoseconds."""

    name: str
    size: int
    modified: int


class MediaStore(Protocol):
    """Storage of media files: what the desk needs of both."""

    @property
    def label(self) -> str: ...
    def replace(self, name: str, data: bytes) -> None: ...
    def write(self, name: str, content: "File[bytes]") -> None: ...
    def open(self, name: str, mode: str = "rb") -> "File[bytes]": ...
    def delete(self, name: str) -> None: ...
    def open_part(self, name: str, start: int, stop: int) -> IO[bytes]: ...
    def list_files(self, prefix: str = "") -> Iterator[StoredFile]: ...


def media_store() -> MediaStore:
    """Return the desk's store."""
    return cast("MediaStore", default_storage)


def describe_store(address: S3Address | None) -> dict[str, Any]:
    """Return the storage as an entry of Django's `STORAGES`."""
    if address is None:
        return {"BACKEND": "newsroom.media_store.local_files.LocalMedia"}
    return {"BACKEND": "newsroom.media_store.s3_bucket.MediaBucket", "OPTIONS": {"address": address}}


def build_store(address: S3Address | None, folder: str) -> MediaStore:
    """Return a store by its address, or the one in the folder."""
    options = {} if address else {"OPTIONS": {"location": folder}}
    return cast("MediaStore", storages.create_storage(describe_store(address) | options))


def sign_address(name: str, method: str, headers: dict[str, str]) -> str:
    """Return an address of the desk's bucket that works for a minute."""
    bucket: Any = default_storage
    return str(bucket.sign(name, method, headers))


def is_bucket(store: Storage) -> bool:
    return hasattr(store, "sign")
