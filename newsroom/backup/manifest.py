"""Manifest of a backup: time, versions, and a checksum for each file."""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import FileStore

FORMAT = 2
"""Increased whenever older code cannot read a new backup."""
OLDEST_FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
SECRET_KEY = "secret_key"  # noqa: S105  # a file's name
MEDIA = "media"
NAME = "newsroom-%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """File of the backup: relative path, size in bytes, time in nanoseconds."""

    path: str
    size: int
    sha256: str
    modified: int = 0
    source_size: int = -1
    """Size before encryption; -1 where it is `size`."""

    @property
    def plain_size(self) -> int:
        return self.size if self.source_size < 0 else self.source_size


@dataclass(frozen=True, slots=True)
class Manifest:
    """Manifest of a backup; `desk` is the first epoch of the publication log."""

    made_at: datetime
    desk: str
    epoch: str
    log_number: int
    dump_version: int
    migrations: Mapping[str, Sequence[str]]
    files: Sequence[FileEntry]
    encrypted_to: str = ""
    """Public key of age; empty for a backup that is not encrypted."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Versions of Newsroom, PostgreSQL and Python that made the backup."""
    format: int = FORMAT

    @property
    def media(self) -> list[FileEntry]:
        return [entry for entry in self.files if entry.path.startswith(f"{MEDIA}/")]

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.files)

    def find(self, path: str) -> FileEntry:
        """Return the entry of a file by its name before encryption."""
        for entry in self.files:
            if self.plain_path(entry) == path:
                return entry
        raise BackupError(f"{MANIFEST} names no {path}.")

    def plain_path(self, entry: FileEntry) -> str:
        """Return the path without the suffix of encrypted files."""
        return entry.path.removesuffix(".age") if self.encrypted_to else entry.path

    def write(self, folder: FileStore) -> None:
        found = asdict(self)
        found["checksum"] = compute_checksum(found)
        text = json.dumps(found, default=datetime.isoformat, indent=1, ensure_ascii=False)
        folder.write(MANIFEST, io.BytesIO(f"{text}\n".encode()))


def compute_checksum(found: Mapping[str, Any]) -> str:
    """Return the checksum of a manifest's content without its field `checksum`."""
    rest = {name: value for name, value in found.items() if name != "checksum"}
    text = json.dumps(rest, default=datetime.isoformat, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_manifest(folder: FileStore) -> Manifest:
    """Return the manifest of a backup folder; raise BackupError if it cannot be read."""
    found = load_manifest(folder)
    if found.get("format") not in range(OLDEST_FORMAT, FORMAT + 1):
        raise BackupError(
            f"{folder} was made by a newer Newsroom (format {found.get('format')!r}, this one reads {FORMAT})."
        )
    if found["format"] > 1 and found.get("checksum") != compute_checksum(found):
        raise BackupError(f"The backup in {folder} is damaged: {MANIFEST} has another checksum.")
    found.pop("checksum", None)
    try:
        entries = tuple(FileEntry(**entry) for entry in found.pop("files"))
        made_at = datetime.fromisoformat(found.pop("made_at"))
        manifest = Manifest(made_at=made_at, files=entries, **found)
    except (KeyError, TypeError, ValueError) as fault:
        raise BackupError(f"{folder}/{MANIFEST} lacks something: {fault}") from fault
    for entry in entries:
        refuse_escape(folder, entry.path)
    return manifest


def load_manifest(folder: FileStore) -> dict[str, Any]:
    try:
        with folder.open(MANIFEST) as reader:
            found = json.loads(reader.read().decode())
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise BackupError(f"{folder} is no backup: it has no {MANIFEST}.") from missing
    except (OSError, ValueError) as fault:
        raise BackupError(f"{folder}/{MANIFEST} cannot be read: {fault}") from fault
    if not isinstance(found, dict):
        raise BackupError(f"{folder}/{MANIFEST} cannot be read: it is no object of JSON.")
    return found


def refuse_escape(folder: FileStore, path: str) -> None:
    """Raise BackupError for a path that leads out of the backup's folder."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise BackupError(f"{folder}/{MANIFEST} names a file outside the backup: {path!r}.")


def list_backups(parent: FileStore) -> Iterator[tuple[FileStore, Manifest]]:
    """Yield the complete backups in a folder with their manifests, the newest first."""
    for name in reversed(parent.list_folders()):
        if not is_backup_name(name):
            continue
        folder = parent.child(name)
        try:
            manifest = read_manifest(folder)
        except BackupError:  # unfinished, damaged or of a newer version
            continue
        yield folder, manifest


def is_backup_name(name: str) -> bool:
    try:
        datetime.strptime(name, NAME)  # noqa: DTZ007  # only the form counts
    except ValueError:
        return False
    return True


@contextmanager
def name_error(words: str) -> Iterator[None]:
    """Turn an OSError into a BackupError that begins with `words`."""
    try:
        yield
    except OSError as failure:
        raise BackupError(f"{words}: {failure}") from failure
