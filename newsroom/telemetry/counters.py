"""Counters of a process in a file that all processes of the host can read.

Each process has a file of its own, which it locks. A process that starts later continues the counts of one that has
ended, so that sums never fall. The lock also shows which processes run.
"""

import fcntl
import mmap
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final, Literal

import structlog
from django.conf import settings

from newsroom import file_permissions
from newsroom.telemetry.count_layout import CELL_BYTES, CELLS, DIGEST, ROWS, FamilyName

MAX_PROCESSES = 64
"""Files of one role; further processes are not counted."""
MICROSECONDS = 1_000_000

type Role = Literal["web", "worker", "intake"]
ROLES: Final[tuple[Role, ...]] = ("web", "worker", "intake")

log = structlog.get_logger(__name__)


def counter_folder() -> Path:
    return Path(settings.DATA_DIR) / "counters"


@dataclass(slots=True)
class ProcessCounters:
    """The counters of this process, begun when it counts for the first time."""

    role: Role = "web"
    folder: Path | None = None
    cells: "memoryview[int] | None" = None
    lock: Lock = field(default_factory=Lock)
    descriptor: int = -1

    def begin(self, role: Role, folder: Path) -> None:
        """Claim a file; without one the process counts for itself only."""
        with self.lock:
            if self.cells is not None:
                return
            self.role, self.folder = role, folder
            try:
                self.descriptor, self.cells = claim_file(role, folder)
            except OSError as trouble:
                log.warning("the counts of this process are not shared", reason=str(trouble))
                self.cells = memoryview(mmap.mmap(-1, CELLS * CELL_BYTES)).cast("Q")

    def count(self, family: FamilyName, value: str, outcome: int, seconds: float) -> None:
        """Count an event by the position of its outcome, and its time."""
        cells = self.cells
        if cells is None:
            return
        row = ROWS[family, value]
        bucket = row.bucket(seconds)
        with self.lock:
            cells[row.start + outcome] += 1
            cells[bucket] += 1
            cells[row.total] += int(seconds * MICROSECONDS)

    def forget_parent(self) -> None:
        """Leave the file to the parent process after a fork."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
        self.cells, self.descriptor, self.lock = None, -1, Lock()


counters = ProcessCounters()
os.register_at_fork(after_in_child=counters.forget_parent)


def claim_file(role: Role, folder: Path) -> "tuple[int, memoryview[int]]":
    """Lock the first free file of the role; return its descriptor and cells."""
    folder.mkdir(mode=file_permissions.FOLDER, parents=True, exist_ok=True)
    for place in range(MAX_PROCESSES):
        file = folder / f"{role}-{place}-{DIGEST}.counts"
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, file_permissions.FILE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor, map_cells(descriptor)
        except BlockingIOError:
            os.close(descriptor)
        except OSError:
            os.close(descriptor)
            raise
    raise BlockingIOError(f"{folder} has {MAX_PROCESSES} files in use")


def map_cells(descriptor: int) -> "memoryview[int]":
    """Map the cells of a file, with its space reserved.

    On a full disk a write to a hole of the file would kill the process.
    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, CELLS * CELL_BYTES)
    else:
        os.ftruncate(descriptor, CELLS * CELL_BYTES)
    return memoryview(mmap.mmap(descriptor, CELLS * CELL_BYTES)).cast("Q")


@dataclass(frozen=True, slots=True)
class HostCounts:
    """Sums of all processes of the host, and the number of those that run by role."""

    cells: list[int]
    running: dict[Role, int]


def read_host_counts(folder: Path) -> HostCounts:
    """Return the sums of all files, plus those of this process if it shares none."""
    cells, running = [0] * CELLS, dict.fromkeys(ROLES, 0)
    for role in ROLES:
        for file in folder.glob(f"{role}-*-{DIGEST}.counts"):
            with suppress(OSError):
                for position, count in enumerate(read_cells(file)):
                    cells[position] += count
                running[role] += is_locked(file)
    if counters.cells is not None and counters.descriptor < 0:
        cells = [shared + own for shared, own in zip(cells, counters.cells, strict=True)]
        running[counters.role] += 1
    return HostCounts(cells, running)


def read_cells(file: Path) -> Iterator[int]:
    raw = file.read_bytes()[: CELLS * CELL_BYTES]
    return iter(memoryview(raw[: len(raw) // CELL_BYTES * CELL_BYTES]).cast("Q"))


def is_locked(file: Path) -> bool:
    """Return whether a process holds the file."""
    descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
