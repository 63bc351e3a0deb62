"""Restore of a backup, which is copied and checked before anything is changed."""

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsroom.backup.create import HashingReader, Report, free_space, remove_unless_complete
from newsroom.backup.encryption import decrypt_stream
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import FileStore, LocalStore
from newsroom.backup.manifest import DATABASE, MEDIA, SECRET_KEY, FileEntry, Manifest, name_error
from newsroom.backup.media_places import MediaPlace, move_aside
from newsroom.backup.verify import compare, describe_damage, find_damage, raise_for_damage
from newsroom.file_permissions import write_secret

SPARE_BYTES = 50_000_000
"""Bytes that must be free in addition to the files of the backup."""


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """Backup with the private keys that decrypt it."""

    folder: FileStore
    manifest: Manifest
    identities: Sequence[Any] = ()

    def require_identities(self) -> None:
        """Raise BackupError if the backup is encrypted and there is no private key."""
        if self.manifest.encrypted_to and not self.identities:
            raise BackupError(
                f"{self.folder} is encrypted to {self.manifest.encrypted_to}. Name the file with the private key with "
                "--identity; without that key nobody can read this backup."
            )

    def read_secret_key(self) -> str:
        """Return the backup's secret key; raise BackupError if it is damaged."""
        found = io.BytesIO()
        entry = self.manifest.find(SECRET_KEY)
        with name_error("The backup cannot be read"):
            trouble = self.transfer(entry, lambda reader: found.write(reader.read()))
        if trouble:
            raise_for_damage(self.folder, iter([f"{entry.path} {trouble}"]))
        return found.getvalue().decode()

    def transfer(self, entry: FileEntry, write: Callable[[BinaryIO], object]) -> str:
        """Give a reader of a file's decrypted bytes to `write`; return its damage."""
        try:
            with self.folder.open(entry.path) as reader:
                hashing = HashingReader(reader)
                stream = cast("BinaryIO", hashing)  # only `read` is used
                with decrypt_stream(stream, self.identities, name=f"{self.folder}/{entry.path}") as plain:
                    write(plain)
        except FileNotFoundError:
            return "is missing"
        except BackupError:  # a damaged file and a wrong key look the same to the decryption
            if trouble := describe_damage(self.folder, entry):
                return trouble
            raise
        return compare(hashing, entry)


@dataclass(frozen=True, slots=True)
class StagedBackup:
    """Decrypted and checked copies of a backup's files, not yet in use."""

    dump: Path
    secret_key: str
    media: MediaPlace


@contextmanager
def stage_backup(
    backup: StoredBackup, media: MediaPlace, *, staging: Path, report: Report
) -> Iterator[StagedBackup]:
    """Copy and check all files; remove the copies unless the block runs to its end."""
    with name_error("Nothing was restored"):
        refuse_full_disk(backup.manifest, media, staging)
        media.incoming_files.remove()
        staging.mkdir(parents=True, exist_ok=True)
        with remove_unless_complete(media.incoming_files), tempfile.TemporaryDirectory(dir=staging) as folder:
            targets = {DATABASE: LocalStore(Path(folder)), MEDIA: media.incoming_files}

            def copy(entry: FileEntry) -> str:
                path = backup.manifest.plain_path(entry)
                kind, _slash, rest = path.partition("/")
                if kind not in targets:
                    return ""  # the key is read by itself
                write = targets[kind].write
                return backup.transfer(
                    entry, lambda reader: write(rest or path, reader, modified=entry.modified)
                )

            raise_for_damage(backup.folder, find_damage(backup.manifest, report, copy))
            yield StagedBackup(Path(folder) / DATABASE, backup.read_secret_key(), media)


def refuse_full_disk(manifest: Manifest, media: MediaPlace, staging: Path) -> None:
    """Raise BackupError if the copies do not fit on the disks."""
    database = manifest.find(DATABASE).plain_size
    files = sum(entry.plain_size for entry in manifest.media) if media.disk else 0
    for folder, size in ((media.disk or staging, database + files), (staging, database)):
        free = free_space(folder)
        if free < size + SPARE_BYTES:
            raise BackupError(
                f"Nothing was restored: {folder} has {free / 1e6:,.0f} MB of free disk space, and "
                f"{(size + SPARE_BYTES) / 1e6:,.0f} MB are needed."
            )


def replace_data(
    staged: StagedBackup, *, data_dir: Path, at: datetime, load: Callable[[Path], None]
) -> list[str]:
    """Replace database (`load`), media files and key; return places of former data.

    The database is replaced in one transaction, so only renames are left once it has changed. A failure before that
    changes nothing.
    """
    load(staged.dump)
    try:
        moved = staged.media.put_in_place(at)
        if not has_secret(data_dir / SECRET_KEY, staged.secret_key):
            moved += move_aside(data_dir / SECRET_KEY, at)
            write_secret(data_dir / SECRET_KEY, staged.secret_key)
    except OSError as failure:
        raise BackupError(
            f"The database is restored, but not all files: {failure}. Correct this, then run the same command again "
            "with --replace."
        ) from failure
    return moved


def has_secret(file: Path, secret: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == secret
