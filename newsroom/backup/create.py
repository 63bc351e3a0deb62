"""Creation of a backup, under a temporary name until it is complete."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import DATABASE, MEDIA, SECRET_KEY, FileEntry, Manifest, read_manifest
from newsroom.stored_files import PART

CHUNK = 1 << 20
NAME = "newsroom-%Y%m%dT%H%M%SZ"
PARTIAL = ".partial"

type Report = Callable[[int, int], None]
"""Called with the bytes done and the total."""


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Facts about the database in the snapshot that was dumped."""

    desk: str
    epoch: str
    log_number: int
    migrations: Mapping[str, Sequence[str]]


def create_backup(
    parent: Path,
    *,
    at: datetime,
    media: Path,
    secret_key: str,
    dump: Callable[[Path], tuple[int, DatabaseFacts]],
    report: Report,
) -> Path:
    """Create a backup in `parent` and return its folder; a failure leaves nothing.

    `dump` writes the database to the given path. It is called first: a photo added meanwhile is then in the backup
    without its row, never a row without its photo.
    """
    folder = parent / at.strftime(NAME)
    partial = folder.with_name(folder.name + PARTIAL)
    if folder.exists() or partial.exists():
        raise BackupError(f"{folder} already exists: wait a second and try again.")
    with name_error(f"The backup in {parent} was not made"), remove_unless_complete(partial):
        partial.mkdir(parents=True, mode=0o700)
        version, facts = dump(partial / DATABASE)
        write_private(partial / SECRET_KEY, secret_key)
        files = [describe_file(partial, partial / name) for name in (DATABASE, SECRET_KEY)]
        files += copy_media(media, partial, newest_backup(parent), report)
        Manifest(
            made_at=at, desk=facts.desk, epoch=facts.epoch, log_number=facts.log_number, dump_version=version,
            migrations=facts.migrations, files=files,
        ).write(partial)  # fmt: skip
        partial.rename(folder)
    return folder


@contextmanager
def remove_unless_complete(folder: Path) -> Iterator[None]:
    """Remove the folder unless the block runs to its end."""
    complete = False
    try:
        yield
        complete = True
    finally:
        if not complete:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def name_error(words: str) -> Iterator[None]:
    """Turn an error of the file system into a BackupError that begins with `words`."""
    try:
        yield
    except OSError as failure:
        raise BackupError(f"{words}: {failure}") from failure


def copy_media(media: Path, folder: Path, former: Path | None, report: Report) -> list[FileEntry]:
    """Copy the media files; unchanged ones become links to the former backup."""
    sources = sorted(path for path in list_files(media))
    total, done = sum(path.stat().st_size for path in sources), 0
    known = {entry.path: entry for entry in read_manifest(former).media} if former else {}
    entries = []
    for source in sources:
        name = f"{MEDIA}/{source.relative_to(media).as_posix()}"
        entry = known.get(name)
        if entry is None or not former or not link_if_unchanged(source, former / name, folder / name, entry):
            entry = copy_file(source, folder / name, name)
        entries.append(entry)
        done += entry.size
        report(done, total)
    return entries


def list_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix != PART and path.is_file() and not path.is_symlink():
            yield path


def link_if_unchanged(source: Path, former: Path, target: Path, entry: FileEntry) -> bool:
    """Link to the former backup's copy if size and time are equal; return whether so."""
    facts = source.stat()
    if (facts.st_size, facts.st_mtime_ns) != (entry.size, entry.modified):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        os.link(former, target)
        return True
    return False


def copy_file(source: Path, target: Path, name: str) -> FileEntry:
    """Copy one file with its time and compute its checksum."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
            size += len(chunk)
    facts = source.stat()
    os.utime(target, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    return FileEntry(name, size, digest.hexdigest(), facts.st_mtime_ns)


def describe_file(folder: Path, file: Path) -> FileEntry:
    file.chmod(0o600)
    with file.open("rb") as reader:
        digest = hashlib.file_digest(reader, "sha256").hexdigest()
    facts = file.stat()
    return FileEntry(file.relative_to(folder).as_posix(), facts.st_size, digest, facts.st_mtime_ns)


def write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")


def newest_backup(parent: Path) -> Path | None:
    """Return the newest complete backup in a folder; None if there is none."""
    for folder in sorted(parent.glob("newsroom-*Z"), reverse=True):
        with suppress(BackupError):
            read_manifest(folder)
            return folder
    return None
