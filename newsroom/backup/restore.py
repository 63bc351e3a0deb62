"""Restore of a backup, checked and copied before anything is changed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.base import File

from newsroom.backup.create import Report
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import MEDIA, SECRET_KEY, Manifest, name_error
from newsroom.backup.verify import check_files, describe_damage, raise_for_damage
from newsroom.file_permissions import write_secret
from newsroom.media_store.storages import build_store, media_store

INCOMING = ".incoming"
BEFORE = ".before-%Y%m%dT%H%M%SZ"
SPARE_BYTES = 50_000_000
"""Bytes that must be free in addition to the media files of the backup."""


def read_secret_key(folder: Path, manifest: Manifest) -> str:
    """Return the backup's secret key; raise BackupError if it is damaged."""
    entry = next(entry for entry in manifest.files if entry.path == SECRET_KEY)
    if trouble := describe_damage(folder, entry):
        raise_for_damage(folder, [f"{SECRET_KEY} {trouble}"])
    return (folder / SECRET_KEY).read_text(encoding="utf-8")


@contextmanager
def stage_media(
    folder: Path, manifest: Manifest, media: Path | None, report: Report
) -> Iterator[Path | None]:
    """Check the whole backup, then copy its media; yield the folder of the copies.

    Where `media` is None they go to the desk's bucket at once, which loses nothing: no name is ever given to other
    bytes. The copies go again unless the block puts them in place.
    """
    with name_error("Nothing was restored"):
        check_files(folder, manifest, report)
        if media is None:
            copy_media(folder, manifest, None)
            yield None
            return
        incoming = media.with_name(media.name + INCOMING)
        refuse_full_disk(media.parent, sum(entry.size for entry in manifest.media))
        shutil.rmtree(incoming, ignore_errors=True)
        try:
            incoming.mkdir(parents=True, mode=0o700)
            copy_media(folder, manifest, incoming)
            yield incoming
        finally:
            shutil.rmtree(incoming, ignore_errors=True)


def copy_media(folder: Path, manifest: Manifest, incoming: Path | None) -> None:
    """Copy the media files into a folder, or into the desk's bucket."""
    store = build_store(None, str(incoming)) if incoming else media_store()
    for entry in manifest.media:
        name = entry.path.removeprefix(f"{MEDIA}/")
        with (folder / entry.path).open("rb") as reader:
            store.write(name, File(reader, name))
        if incoming:  # the next backup knows an unchanged file by its time
            os.utime(incoming / name, ns=(entry.modified, entry.modified))


def refuse_full_disk(folder: Path, size: int) -> None:
    """Raise BackupError if copies do not fit on the disk that will have the folder."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < size + SPARE_BYTES:
        raise BackupError(
            f"Nothing was restored: {folder} has {free / 1e6:,.0f} MB of free disk space, and "
            f"{(size + SPARE_BYTES) / 1e6:,.0f} MB are needed."
        )


def put_in_place(incoming: Path | None, secret_key: str, *, data_dir: Path, at: datetime) -> list[str]:
    """Replace media and key after the database; return the places of former ones."""
    key, moved = data_dir / SECRET_KEY, []
    try:
        if incoming:
            media = incoming.with_name(incoming.name.removesuffix(INCOMING))
            moved += move_aside(media, at)
            incoming.rename(media)
        if not key.exists() or key.read_text(encoding="utf-8") != secret_key:
            moved += move_aside(key, at)
            write_secret(key, secret_key)
    except OSError as failure:
        raise BackupError(
            f"The database is restored, but not all files: {failure}. Correct this, then run the same command again "
            "with --replace."
        ) from failure
    return moved


def move_aside(path: Path, at: datetime) -> list[str]:
    """Add the time to the name of an existing path; remove an empty folder."""
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()
    elif path.exists():
        aside = path.with_name(path.name + at.strftime(BEFORE))
        path.rename(aside)
        return [str(aside)]
    return []
