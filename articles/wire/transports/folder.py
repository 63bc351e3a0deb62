"""Decisions on the files of a drop folder: complete or broken off. Pure.

A transfer shows its end in one of three ways: the file is renamed from a temporary name, a file with the ending
`.done` arrives, or size and time stay the same for a second. XML and JSON must be complete besides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import PurePath

from articles.wire.transports.endings import Ending, find_ending

TEMPORARY_STARTS = (".", "~")
TEMPORARY_ENDINGS = (".tmp", ".part", ".partial", ".filepart", "~")
MARKER = ".done"
SETTLED_SCANS, SETTLED_AFTER = 2, timedelta(seconds=1)
"""Scans in which a file must look the same, and the time between the first and the last of them."""
MAX_WAIT = timedelta(seconds=60)
"""Time that a file without its end is waited for after its last change."""
ABANDONED_AFTER = timedelta(minutes=10)
"""Time after which nobody goes on writing a broken file; until then it stays where its sender writes it."""


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A regular file of the folder; two equal entries are one file, unchanged."""

    name: str
    size: int
    mtime_ns: int
    inode: int


class Verdict(Enum):
    WAIT = auto()
    COMPLETE = auto()
    BROKEN = auto()
    """The transmission broke off; the file stays in the folder, for its sender may go on."""
    ABANDONED = auto()
    """A broken file that was reported and has not changed since."""


@dataclass(slots=True)
class Sighting:
    """A file as it was last seen; `since` is the time of its last change."""

    entry: FolderEntry
    since: datetime
    scans: int = 1
    ending: Ending | None = None
    is_reported: bool = False

    def is_settled(self, at: datetime) -> bool:
        return self.scans >= SETTLED_SCANS and at - self.since >= SETTLED_AFTER

    def is_waiting(self, at: datetime) -> bool:
        """Return whether the file was read in this state, and a second look is too early."""
        if self.ending in {None, Ending.PRESENT}:
            return False
        return at - self.since < (ABANDONED_AFTER if self.is_reported else MAX_WAIT)


@dataclass(slots=True)
class FolderWatch:
    """Memory of one folder from scan to scan, used by one thread."""

    sightings: dict[str, Sighting] = field(default_factory=dict)
    unfinished: dict[int, int] = field(default_factory=dict)
    """Inode → size of the files that had a temporary name in the last scan."""
    lone_markers: frozenset[FolderEntry] = frozenset()
    postponed: dict[str, datetime] = field(default_factory=dict)
    """Name → the time until which a file that failed is left alone, so that it never delays the others."""

    def find_settled(self, entries: Iterable[FolderEntry], at: datetime) -> list[FolderEntry]:
        """Return the files whose transfer seems to have ended, the oldest first."""
        present = list(entries)
        files = [entry for entry in present if not is_temporary(entry.name) and not is_marker(entry.name)]
        markers = {entry.name: entry for entry in present if is_marker(entry.name)}
        renamed = {entry.name for entry in files if self._is_renamed(entry)}
        self.sightings = {entry.name: self._see(entry, at) for entry in files}
        self.unfinished = {entry.inode: entry.size for entry in present if is_temporary(entry.name)}
        settled = [
            entry
            for entry in files
            if not (seen := self.sightings[entry.name]).is_waiting(at)
            and not self.is_postponed(entry.name, at)
            and (seen.is_settled(at) or entry.name in renamed or _has_marker(entry, markers))
        ]
        return sorted(settled, key=lambda entry: (entry.mtime_ns, entry.name))

    def find_lone_markers(self, entries: Iterable[FolderEntry]) -> list[FolderEntry]:
        """Return the markers of no file, unchanged since the last scan."""
        present = list(entries)
        markers = [entry for entry in present if is_marker(entry.name)]
        names: set[str] = set()
        if markers:  # most agencies send none, and a flood has thousands of names
            files = (entry for entry in present if not is_marker(entry.name))
            names.update(name for entry in files for name in marker_names(entry.name))
        lone = frozenset(entry for entry in markers if entry.name not in names)
        settled = lone & self.lone_markers
        self.lone_markers = lone
        return sorted(settled, key=lambda entry: entry.name)

    def judge(self, entry: FolderEntry, raw: bytes, at: datetime) -> Verdict:
        """Decide on a settled file by its content, and remember the decision."""
        seen = self.sightings[entry.name]
        seen.ending = find_ending(raw)
        if seen.ending is Ending.PRESENT:
            return Verdict.COMPLETE
        if at - seen.since < MAX_WAIT:
            return Verdict.WAIT
        if seen.ending is Ending.DOUBTFUL:
            return Verdict.COMPLETE
        if seen.is_reported:
            return Verdict.ABANDONED if at - seen.since >= ABANDONED_AFTER else Verdict.WAIT
        return Verdict.BROKEN

    def note_reported(self, name: str) -> None:
        """Remember that the broken file is stored, so that it is stored once."""
        self.sightings[name].is_reported = True

    def postpone(self, name: str, at: datetime) -> None:
        self.postponed = {one: until for one, until in self.postponed.items() if until > at}
        self.postponed[name] = at + MAX_WAIT

    def is_postponed(self, name: str, at: datetime) -> bool:
        until = self.postponed.get(name)
        return until is not None and until > at

    def _see(self, entry: FolderEntry, at: datetime) -> Sighting:
        seen = self.sightings.get(entry.name)
        if seen is None or seen.entry != entry:
            return Sighting(entry, at)
        seen.scans += 1
        return seen

    def _is_renamed(self, entry: FolderEntry) -> bool:
        """Return whether the file had a temporary name before."""
        size = self.unfinished.get(entry.inode)
        return size is not None and entry.name not in self.sightings and 0 < size <= entry.size


def is_temporary(name: str) -> bool:
    return name.startswith(TEMPORARY_STARTS) or name.lower().endswith(TEMPORARY_ENDINGS)


def is_marker(name: str) -> bool:
    return name.lower().endswith(MARKER) and not is_temporary(name)


def marker_names(name: str) -> tuple[str, str]:
    """Return the names of a file's marker: `kran.xml.done` and `kran.done`."""
    return name + MARKER, PurePath(name).stem + MARKER


def _has_marker(entry: FolderEntry, markers: dict[str, FolderEntry]) -> bool:
    """Return whether a marker followed the file; an older one is of another file."""
    found = (markers.get(name) for name in marker_names(entry.name))
    return any(marker is not None and marker.mtime_ns >= entry.mtime_ns for marker in found)


def name_for_display(name: str) -> str:
    """Return a file name without bytes and letters that no screen can show."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
