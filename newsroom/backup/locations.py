"""Locations of backups and media files: a folder or an S3 address."""

from pathlib import Path

from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import FileStore, LocalStore
from newsroom.backup.media_places import FolderMedia, MediaPlace, S3Media
from newsroom.backup.s3_store import S3Store
from newsroom.env.errors import InvalidEnvironment
from newsroom.env.media import read_s3_address
from newsroom.media_store.address import SCHEME, S3Address


def open_store(name: str, text: str) -> FileStore:
    """Return the store of a location; raise BackupError that begins with `name`."""
    return S3Store(read_address(name, text)) if text.startswith(SCHEME) else LocalStore(Path(text).absolute())


def find_media(folder: Path, s3_address: str) -> MediaPlace:
    """Return the place of a desk's media files."""
    return S3Media(read_address("MEDIA_URL_S3", s3_address)) if s3_address else FolderMedia(folder)


def read_address(name: str, text: str) -> S3Address:
    try:
        return read_s3_address(name, text)
    except InvalidEnvironment as mistake:
        raise BackupError(str(mistake)) from mistake
