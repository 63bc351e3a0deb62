"""Manifest of a backup: time, versions, and a checksum for each file."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from newsroom.backup.errors import BackupError

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
    versions: Mapping[str, str] = field(default_factory=dict)
    """Versions of Newsroom, PostgreSQL and Python that made the backup."""
    format: int = FORMAT

    @property
    def media(self) -> list[FileEntry]:
        return [entry for entry in self.files if entry.path.startswith(f"{MEDIA}/")]

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.files)

    def write(self, folder: Path) -> None:
        found = asdict(self)
        found["checksum"] = compute_checksum(found)
        text = json.dumps(found, default=datetime.isoformat, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def describe_file(folder: Path, path: str, modified: int = 0) -> FileEntry:
    """Return the entry of a file of the backup, by its bytes on the disk."""
    with (folder / path).open("rb") as reader:
        digest = hashlib.file_digest(reader, "sha256").hexdigest()
        return FileEntry(path, reader.tell(), digest, modified)


def compute_checksum(found: Mapping[str, Any]) -> str:
    """Return the checksum of a manifest's content without its field `checksum`."""
    rest = {name: value for name, value in found.items() if name != "checksum"}
    text = json.dumps(rest, default=datetime.isoformat, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup folder; raise BackupError if it cannot be read."""
    found = load_manifest(folder)
    if found.get("format") not in range(OLDEST_FORMAT, FORMAT + 1):
        raise BackupError(
            f"{folder} was made by a newer Newsroom (format {found.get('format')!r}, this one reads {FORMAT})."
        )
    if found["format"] > 1 and found.get("checksum") != compute_checksum(found):
        raise BackupError(f"The backup in {folder} is damaged: {MANIFEST} has another checksum.")
    if found.pop("encrypted_to", ""):
        version = found.get("versions", {}).get("newsroom", "?")
        raise BackupError(
            f"{folder} is encrypted file by file, which this Newsroom does not read. Restore it with the Newsroom that "
            f"made it ({version}), then upgrade that desk."
        )
    found.pop("checksum", None)
    try:
        for entry in found["files"]:
            entry.pop("source_size", None)  # of backups that could be encrypted
        entries = tuple(FileEntry(**entry) for entry in found.pop("files"))
        made_at = datetime.fromisoformat(found.pop("made_at"))
        manifest = Manifest(made_at=made_at, files=entries, **found)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise BackupError(f"{folder}/{MANIFEST} lacks something: {fault}") from fault
    for entry in entries:
        refuse_escape(folder, entry.path)
    if missing := {DATABASE, SECRET_KEY}.difference(entry.path for entry in entries):
        raise BackupError(f"{folder}/{MANIFEST} names no {min(missing)}.")
    return manifest


def load_manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise BackupError(f"{folder} is no backup: it has no {MANIFEST}.") from missing
    except (OSError, ValueError) as fault:
        raise BackupError(f"{folder}/{MANIFEST} cannot be read: {fault}") from fault
    if not isinstance(found, dict):
        raise BackupError(f"{folder}/{MANIFEST} cannot be read: it is no object of JSON.")
    return found


def refuse_escape(folder: Path, path: str) -> None:
    """Raise BackupError for a path that leads out of the backup's folder."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise BackupError(f"{folder}/{MANIFEST} names a file outside the backup: {path!r}.")


def list_backups(parent: Path) -> Iterator[tuple[Path, Manifest]]:
    """Yield the complete backups in a folder with their manifests, the newest first."""
    for folder in sorted(parent.iterdir(), reverse=True):
        if not is_backup_name(folder.name):
            continue
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
