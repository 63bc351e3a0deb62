"""Creation of a backup, which counts as one only when it is complete."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import (
    DATABASE,
    MANIFEST,
    MEDIA,
    NAME,
    SECRET_KEY,
    FileEntry,
    Manifest,
    describe_file,
    list_backups,
    name_error,
)
from newsroom.file_permissions import write_secret
from newsroom.media_store.storages import MediaStore, StoredFile
from newsroom.media_store.transfer import is_temporary

PARTIAL = ".partial"
LOCK = ".newsroom.lock"
CHUNK = 1 << 20

type Report = Callable[[int, int], None]
"""Called with the bytes done and the total."""


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Facts about the database in the snapshot that was dumped."""

    desk: str
    epoch: str
    log_number: int
    migrations: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class BackupContents:
    """Parts of a desk that a backup contains."""

    media: MediaStore
    secret_key: str
    dump: Callable[[Path], tuple[int, DatabaseFacts]]
    """Writes the database to the given path; returns the version of pg_dump and the facts."""
    versions: Mapping[str, str] = field(default_factory=dict)


def create_backup(target: Path, contents: BackupContents, *, at: datetime, report: Report) -> Path:
    """Create a backup in `target` and return its folder; a failure leaves nothing.

    The database is dumped first: a photo added meanwhile is then in the backup without its row, never a row without
    its photo.
    """
    folder = target / at.strftime(NAME)
    with name_error(f"The backup in {target} was not made"), lock_folder(target):
        for remnant in target.glob(f"newsroom-*Z{PARTIAL}"):
            shutil.rmtree(remnant, ignore_errors=True)
        former = next(list_backups(target), None)
        with open_draft(folder) as draft:
            version, facts = contents.dump(draft / DATABASE)
            write_secret(draft / SECRET_KEY, contents.secret_key)
            files = [add_file(draft, DATABASE), add_file(draft, SECRET_KEY)]
            files += copy_media(draft, contents.media, former, report)
            Manifest(
                made_at=at, desk=facts.desk, epoch=facts.epoch, log_number=facts.log_number, dump_version=version,
                migrations=facts.migrations, files=files, versions=contents.versions,
            ).write(draft)  # fmt: skip
            sync_path(draft / MANIFEST)
    return folder


@contextmanager
def lock_folder(target: Path) -> Iterator[None]:
    """Prevent a second backup into this folder at the same time."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (target / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise BackupError(f"Another backup into {target} is running.") from held
        yield


@contextmanager
def open_draft(folder: Path) -> Iterator[Path]:
    """Yield a new folder that gets its name if the block runs to its end, else goes."""
    draft = folder.with_name(folder.name + PARTIAL)
    if folder.exists():
        raise BackupError(f"{folder} already exists: wait a second and try again.")
    draft.mkdir(mode=0o700)
    try:
        yield draft
        # A power failure must not empty a backup that has its name. The files are on the disk already.
        for path in (*draft.rglob("*/"), draft):
            sync_path(path)
        draft.rename(folder)
        sync_path(folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def add_file(draft: Path, path: str, modified: int = 0) -> FileEntry:
    """Force a file to the disk and return its entry."""
    sync_path(draft / path)
    return describe_file(draft, path, modified)


def sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_media(
    draft: Path, media: MediaStore, former: tuple[Path, Manifest] | None, report: Report
) -> list[FileEntry]:
    """Copy the media files; unchanged ones become links to the former backup."""
    sources = sorted(source for source in media.list_files() if not is_temporary(source.name))
    total, done = sum(source.size for source in sources), 0
    known = {entry.path: (former[0], entry) for entry in former[1].media} if former else {}
    entries = []
    for source in sources:
        path = f"{MEDIA}/{source.name}"
        (draft / path).parent.mkdir(parents=True, exist_ok=True)
        entry = link_file(draft, source, *known[path]) if path in known else None
        entry = entry or copy_file(draft / path, draft, media, source)
        if entry is not None:
            entries.append(entry)
        done += source.size
        report(done, total)
    return entries


def link_file(draft: Path, source: StoredFile, former: Path, entry: FileEntry) -> FileEntry | None:
    """Link an unchanged file of the former backup; return None if that cannot be done."""
    if (source.size, source.modified) == (entry.size, entry.modified):
        with suppress(OSError):
            os.link(former / entry.path, draft / entry.path)
            return entry
    return None


def copy_file(target: Path, draft: Path, media: MediaStore, source: StoredFile) -> FileEntry | None:
    """Copy one file; return None for one that was deleted since it was listed."""
    try:
        with media.open(source.name) as reader, target.open("xb") as writer:
            shutil.copyfileobj(reader, writer, CHUNK)
    except FileNotFoundError:
        if any(found.name == source.name for found in media.list_files(source.name)):
            raise
        return None
    return add_file(draft, target.relative_to(draft).as_posix(), source.modified)


def prune_backups(target: Path, *, keep: int, desk: str) -> list[Path]:
    """Remove all but the newest `keep` backups of a desk; return the removed ones."""
    if keep < 1:
        raise BackupError("--keep: a number of at least 1.")
    own = [folder for folder, manifest in list_backups(target) if manifest.desk == desk]
    with name_error(f"Old backups in {target} were not removed"):
        for folder in own[keep:]:
            shutil.rmtree(folder.rename(folder.with_name(folder.name + PARTIAL)))
    return own[keep:]
