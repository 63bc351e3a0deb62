"""Creation of a backup, which counts as one only when it is complete."""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from newsroom.backup.encryption import SUFFIX, encrypt_stream
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import FileStore, SourceFile
from newsroom.backup.manifest import (
    DATABASE,
    MEDIA,
    NAME,
    SECRET_KEY,
    FileEntry,
    Manifest,
    list_backups,
    name_error,
)
from newsroom.media_store.transfer import TEMPORARY

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

    media: FileStore
    secret_key: str
    dump: Callable[[Path], tuple[int, DatabaseFacts]]
    """Writes the database to the given path; returns the version of pg_dump and the facts."""
    staging: Path
    """Local folder for a dump on its way to another store."""
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class HashingReader:
    """Reader that computes the checksum and counts the bytes."""

    reader: BinaryIO
    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        data = self.reader.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


@dataclass(frozen=True, slots=True)
class Draft:
    """Backup in progress."""

    folder: FileStore
    recipient: str

    def add(self, path: str, reader: BinaryIO, *, size: int, modified: int = 0) -> FileEntry:
        """Write one file, encrypted where the backup is; return its entry."""
        name = self.store_name(path)
        with encrypt_stream(reader, self.recipient) as stored:
            hashing = HashingReader(stored)
            self.folder.write(name, hashing, modified=modified)  # type: ignore[arg-type]  # only read is used
        source_size = size if self.recipient else -1
        return FileEntry(name, hashing.size, hashing.digest.hexdigest(), modified, source_size)

    def store_name(self, path: str) -> str:
        return path + SUFFIX if self.recipient else path


def create_backup(
    target: FileStore, contents: BackupContents, *, at: datetime, report: Report, recipient: str = ""
) -> FileStore:
    """Create a backup in `target` and return its folder; a failure leaves nothing.

    The database is dumped first: a photo added meanwhile is then in the backup without its row, never a row without
    its photo. `recipient` is a public key of age.
    """
    name = at.strftime(NAME)
    with name_error(f"The backup in {target} was not made"), target.lock():
        target.remove_remnants()
        former = next(list_backups(target), None)
        with remove_unless_complete(target.begin(name)) as folder:
            draft = Draft(folder, recipient)
            (version, facts), files = add_database(draft, target, contents)
            key = contents.secret_key.encode()
            files.append(draft.add(SECRET_KEY, io.BytesIO(key), size=len(key)))
            files += copy_media(draft, contents.media, former, report)
            Manifest(
                made_at=at, desk=facts.desk, epoch=facts.epoch, log_number=facts.log_number, dump_version=version,
                migrations=facts.migrations, files=files, encrypted_to=recipient, versions=contents.versions,
            ).write(folder)  # fmt: skip
            return target.finish(folder, name)


@contextmanager
def remove_unless_complete(folder: FileStore) -> Iterator[FileStore]:
    """Remove the folder unless the block runs to its end."""
    complete = False
    try:
        yield folder
        complete = True
    finally:
        if not complete:
            with suppress(OSError):  # without a manifest the rest is no backup
                folder.remove()


def add_database(
    draft: Draft, target: FileStore, contents: BackupContents
) -> tuple[tuple[int, DatabaseFacts], list[FileEntry]]:
    """Dump the database into a local folder, and the dump into the backup."""
    staging = target.staging_folder(draft.folder, contents.staging)
    staging.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dump-", dir=staging) as folder:
        dump = Path(folder) / DATABASE
        found = contents.dump(dump)
        with dump.open("rb") as reader:
            entry = draft.add(DATABASE, reader, size=dump.stat().st_size)
    return found, [entry]


def copy_media(
    draft: Draft, media: FileStore, former: tuple[FileStore, Manifest] | None, report: Report
) -> list[FileEntry]:
    """Copy the media files; unchanged ones become links to the former backup."""
    lasting = (source for source in media.list_files() if not source.path.startswith(TEMPORARY))
    sources = sorted(lasting, key=lambda source: source.path)
    total, done = sum(source.size for source in sources), 0
    folder, known = None, {}
    if former and former[1].encrypted_to == draft.recipient:
        folder, known = former[0], {entry.path: entry for entry in former[1].media}
    entries = []
    for source in sources:
        entry = known.get(draft.store_name(f"{MEDIA}/{source.path}"))
        if not (folder and entry and is_unchanged(source, entry) and draft.folder.reuse(folder, entry.path)):
            entry = copy_file(draft, media, source)
        if entry is not None:
            entries.append(entry)
        done += source.size
        report(done, total)
    return entries


def is_unchanged(source: SourceFile, entry: FileEntry) -> bool:
    return (source.size, source.modified) == (entry.plain_size, entry.modified)


def copy_file(draft: Draft, media: FileStore, source: SourceFile) -> FileEntry | None:
    """Copy one file; return None for one that was deleted since it was listed."""
    try:
        with media.open(source.path) as reader:
            return draft.add(f"{MEDIA}/{source.path}", reader, size=source.size, modified=source.modified)
    except FileNotFoundError:
        if any(found.path == source.path for found in media.list_files()):
            raise
        return None


def prune_backups(target: FileStore, *, keep: int, desk: str) -> list[FileStore]:
    """Remove all but the newest `keep` backups of a desk; return the removed ones."""
    if keep < 1:
        raise BackupError("--keep: a number of at least 1.")
    own = [folder for folder, manifest in list_backups(target) if manifest.desk == desk]
    with name_error(f"Old backups in {target} were not removed"):
        for folder in own[keep:]:
            folder.remove()
    return own[keep:]


def free_space(folder: Path) -> int:
    """Return the free bytes of the disk that has, or will have, the folder."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
