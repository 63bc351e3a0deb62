"""Manifest of a backup: time, version, and a checksum for each file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from newsroom.backup.errors import BackupError

FORMAT = 1
"""Increased whenever older code cannot read a new backup."""
MANIFEST = "manifest.json"
DATABASE = "database.dump"
SECRET_KEY = "secret_key"  # noqa: S105  # a file's name
MEDIA = "media"


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
    format: int = FORMAT

    @property
    def media(self) -> list[FileEntry]:
        return [entry for entry in self.files if entry.path.startswith(f"{MEDIA}/")]

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), default=datetime.isoformat, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup folder; raise BackupError if it cannot be read."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BackupError(f"{folder} is no backup: it has no {MANIFEST}.") from missing
    except (OSError, ValueError) as fault:
        raise BackupError(f"{folder / MANIFEST} cannot be read: {fault}") from fault
    if found.get("format") != FORMAT:
        raise BackupError(
            f"{folder} was made by a newer Newsroom (format {found.get('format')!r}, this one reads {FORMAT})."
        )
    try:
        entries = tuple(FileEntry(**entry) for entry in found.pop("files"))
        made_at = datetime.fromisoformat(found.pop("made_at"))
        manifest = Manifest(made_at=made_at, files=entries, **found)
    except (KeyError, TypeError, ValueError) as fault:
        raise BackupError(f"{folder / MANIFEST} lacks something: {fault}") from fault
    for entry in entries:
        refuse_escape(folder, entry.path)
    return manifest


def refuse_escape(folder: Path, path: str) -> None:
    """Raise BackupError for a path that leads out of the backup's folder."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise BackupError(f"{folder / MANIFEST} names a file outside the backup: {path!r}.")
