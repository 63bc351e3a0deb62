"""Folders that contain backups or media files: local ones, and their protocol.

All errors of a store are OSErrors whose text is for the operator.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from newsroom.backup.errors import BackupError
from newsroom.stored_files import PART

PARTIAL = ".partial"
LOCK = ".newsroom.lock"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """File of a store: path, size in bytes, time in nanoseconds."""

    path: str
    size: int
    modified: int


class FileStore(Protocol):
    """Folder of files with methods that a local disk and S3 have in common."""

    def __str__(self) -> str:
        """Return the address without credentials."""

    def child(self, name: str) -> Self: ...

    def list_files(self) -> Iterator[SourceFile]: ...

    def list_folders(self) -> list[str]:
        """Return the names of the folders directly below, sorted."""

    def open(self, path: str) -> AbstractContextManager[BinaryIO]: ...

    def write(self, path: str, reader: BinaryIO, *, modified: int = 0) -> None:
        """Write a file; a reader that fails leaves nothing that looks complete."""

    def reuse(self, former: "FileStore", path: str) -> bool:
        """Link or copy a file of a former backup; return false if that cannot be done."""

    def remove(self) -> None:
        """Remove the folder with everything in it."""

    def lock(self) -> AbstractContextManager[None]:
        """Prevent a second backup into this folder at the same time."""

    def begin(self, name: str) -> Self:
        """Return a new folder that does not count as complete."""

    def finish(self, draft: Self, name: str) -> Self:
        """Give the complete folder its name."""

    def remove_remnants(self) -> None:
        """Remove what interrupted backups have left."""

    def staging_folder(self, draft: Self, fallback: Path) -> Path:
        """Return a local folder with space for the dump."""


@dataclass(frozen=True, slots=True)
class LocalStore:
    """Folder on a disk of this machine."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    def child(self, name: str) -> "LocalStore":
        return LocalStore(self.folder / name)

    def list_files(self) -> Iterator[SourceFile]:
        for path in self.folder.rglob("*"):
            if path.suffix == PART or path.is_symlink() or not path.is_file():
                continue
            with suppress(FileNotFoundError):  # removed meanwhile
                facts = path.stat()
                yield SourceFile(path.relative_to(self.folder).as_posix(), facts.st_size, facts.st_mtime_ns)

    def list_folders(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir())

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        with (self.folder / path).open("rb") as reader:
            yield reader

    def write(self, path: str, reader: BinaryIO, *, modified: int = 0) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as writer:
            shutil.copyfileobj(reader, writer, CHUNK)
        if modified:
            os.utime(target, ns=(modified, modified))

    def reuse(self, former: FileStore, path: str) -> bool:
        if not isinstance(former, LocalStore):
            return False
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(former.folder / path, target)
            return True
        return False

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / LOCK).open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise BackupError(f"Another backup into {self.folder} is running.") from held
            yield

    def begin(self, name: str) -> "LocalStore":
        draft = self.folder / (name + PARTIAL)
        if draft.exists() or (self.folder / name).exists():
            raise BackupError(f"{self.folder / name} already exists: wait a second and try again.")
        draft.mkdir(mode=0o700)
        return LocalStore(draft)

    def finish(self, draft: "LocalStore", name: str) -> "LocalStore":
        folder = self.folder / name
        sync_tree(draft.folder)
        draft.folder.rename(folder)
        sync_path(self.folder)
        return LocalStore(folder)

    def remove_remnants(self) -> None:
        for path in self.folder.glob(f"newsroom-*Z{PARTIAL}"):
            shutil.rmtree(path, ignore_errors=True)

    def staging_folder(self, draft: "LocalStore", fallback: Path) -> Path:  # noqa: ARG002  # S3 needs it
        return draft.folder


def sync_tree(folder: Path) -> None:
    """Write the new files to the disk: a power failure must not empty a named backup."""
    for path in (*folder.rglob("*"), folder):
        # Links to a former backup's files were written with that backup.
        if path.is_dir() or path.stat().st_nlink == 1:
            sync_path(path)


def sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
