"""Places of media files that a restore replaces: a local folder or a prefix in S3."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from newsroom.backup.file_stores import FileStore, LocalStore
from newsroom.backup.s3_store import S3Fault, S3Store
from newsroom.media_store.address import S3Address

INCOMING = ".incoming"
BEFORE = ".before-%Y%m%dT%H%M%SZ"


class MediaPlace(Protocol):
    """Media files of a desk, and the incoming ones by which a restore replaces them."""

    @property
    def files(self) -> FileStore: ...

    @property
    def incoming_files(self) -> FileStore: ...

    @property
    def disk(self) -> Path | None:
        """Folder whose disk must have space for the files; None for S3."""

    def put_in_place(self, at: datetime) -> list[str]:
        """Replace the files by the incoming ones; return the places of former files."""


class FolderMedia:
    """Media files in a folder, replaced by a rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = LocalStore(folder)
        self.incoming_files = LocalStore(folder.with_name(folder.name + INCOMING))
        self.disk = folder.parent

    def put_in_place(self, at: datetime) -> list[str]:
        moved = move_aside(self.folder, at)
        self.incoming_files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.incoming_files.folder.rename(self.folder)
        return moved


class S3Media:
    """Media files in S3; an object that differs is copied aside before."""

    disk = None

    def __init__(self, address: S3Address) -> None:
        self.files = S3Store(address)
        self.incoming_files = self.make_sibling(INCOMING)

    def make_sibling(self, suffix: str) -> S3Store:
        given = self.files.address
        address = replace(given, folder=(given.folder or "media") + suffix)
        return S3Store(address, self.files.client)

    def put_in_place(self, at: datetime) -> list[str]:
        aside, moved = self.make_sibling(at.strftime(BEFORE)), False
        present = {source.path for source in self.files.list_files()}
        for source in self.incoming_files.list_files():
            if source.path in present:
                self.copy(self.files, aside, source.path)
                moved = True
            self.copy(self.incoming_files, self.files, source.path)
        with suppress(OSError):  # the next restore removes the rest
            self.incoming_files.remove()
        return [str(aside)] if moved else []

    def copy(self, source: S3Store, target: S3Store, path: str) -> None:
        if not target.reuse(source, path):
            raise S3Fault(f"{target}/{path} cannot be copied from {source}")


def move_aside(path: Path, at: datetime) -> list[str]:
    """Add the time to the name of an existing path; remove an empty folder."""
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()
    elif path.exists():
        aside = path.with_name(path.name + at.strftime(BEFORE))
        path.rename(aside)
        return [str(aside)]
    return []
