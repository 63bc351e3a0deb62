"""Copies of all media files from one store to another, verified by hash.

A journal names the files that are equal in both stores, so that a run that was stopped goes on where it was. The old
store is only read until its files are deleted on request.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.core.files.base import File

from newsroom.media_store.storages import MediaStore
from newsroom.strict_values import parse_integer

TEMPORARY = ("sent/", "check/")
"""Folders of files that are made again where they are needed."""
CHUNK = 1 << 20

type Report = Callable[[int, int], None]
"""Called with the files done and the total."""


class DamagedCopy(OSError):
    """A file that was written to the new store is read back with other bytes."""


@dataclass(slots=True)
class MoveJournal:
    """Files that are equal in both stores: size and SHA-256 by name."""

    path: Path
    entries: dict[str, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, source: MediaStore, target: MediaStore) -> "MoveJournal":
        pair = hashlib.sha256(f"{source.label}\n{target.label}".encode()).hexdigest()[:16]
        journal = cls(folder / f"{pair}.txt")
        if journal.path.exists():
            for line in journal.path.read_text(encoding="utf-8").splitlines():
                digest, size, name = [*line.split(" ", 2), "", ""][:3]
                length = parse_integer(size)
                if name and length is not None:  # else the line was being written when the run was stopped
                    journal.entries[name] = (length, digest)
        return journal

    def add(self, name: str, size: int, digest: str) -> None:
        self.entries[name] = (size, digest)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(f"{digest} {size} {name}\n")

    def has(self, name: str, size: int) -> bool:
        return self.entries.get(name, (-1, ""))[0] == size


@dataclass(slots=True)
class TransferResult:
    total: int = 0
    copied: int = 0
    different: list[str] = field(default_factory=list)
    """Names of files that have other bytes in the new store; they are left as they are."""


def copy_files(
    source: MediaStore, target: MediaStore, journal: MoveJournal, report: Report
) -> TransferResult:
    """Copy the files that the target does not have, and compare the others by hash."""
    present = dict(list_lasting(target))
    files = sorted(list_lasting(source))
    result = TransferResult(total=len(files))
    for done, (name, size) in enumerate(files, start=1):
        if not (journal.has(name, size) and present.get(name) == size):
            _copy_or_compare(name, source, target, journal, result, is_present=name in present)
        report(done, len(files))
    return result


def _copy_or_compare(
    name: str,
    source: MediaStore,
    target: MediaStore,
    journal: MoveJournal,
    result: TransferResult,
    *,
    is_present: bool,
) -> None:
    try:
        with source.open(name) as original:
            size, digest = _measure(original)
            if not is_present:
                original.seek(0)
                target.write(name, File(original, name))
                result.copied += 1
    except FileNotFoundError:  # deleted since the listing
        return
    with target.open(name) as copy:
        is_equal = _measure(copy) == (size, digest)
    if is_equal:
        journal.add(name, size, digest)
    elif is_present:
        result.different.append(name)
    else:
        _delete_file(target, name)
        raise DamagedCopy(f"{name} was read back from {target.label} with other bytes and was deleted there")


def delete_copied(source: MediaStore, target: MediaStore, journal: MoveJournal, report: Report) -> list[str]:
    """Delete the files that are equal in both stores; return the names of all others."""
    present, left = dict(list_lasting(target)), []
    files = sorted(source.list_files())
    for done, (name, size, _modified) in enumerate(files, start=1):
        if is_temporary(name) or (journal.has(name, size) and present.get(name) == size):
            _delete_file(source, name)
        else:
            left.append(name)
        report(done, len(files))
    return left


def _delete_file(storage: MediaStore, name: str) -> None:
    storage.delete(name)


def list_lasting(store: MediaStore) -> Iterator[tuple[str, int]]:
    return ((file.name, file.size) for file in store.list_files() if not is_temporary(file.name))


def is_temporary(name: str) -> bool:
    return name.startswith(TEMPORARY)


def _measure(file: "File[bytes] | IO[bytes]") -> tuple[int, str]:
    """Return size and SHA-256 of the rest of the file."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
