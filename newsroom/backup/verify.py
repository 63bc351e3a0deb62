"""Comparison of a backup's files with their checksums."""

from collections.abc import Callable, Sequence
from pathlib import Path

from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import FileEntry, Manifest, describe_file

MAX_SHOWN = 5


def check_files(folder: Path, manifest: Manifest, report: Callable[[int, int], None]) -> None:
    """Compare every file with its checksum; raise BackupError for differences."""
    wrong, total, done = [], manifest.size, 0
    for entry in manifest.files:
        if trouble := describe_damage(folder, entry):
            wrong.append(f"{entry.path} {trouble}")
        done += entry.size
        report(done, total)
    raise_for_damage(folder, wrong)


def raise_for_damage(folder: Path, wrong: Sequence[str]) -> None:
    """Raise BackupError if there are damaged files."""
    if wrong:
        more = f" and {len(wrong) - MAX_SHOWN} more" if len(wrong) > MAX_SHOWN else ""
        raise BackupError(f"The backup in {folder} is damaged: {'; '.join(wrong[:MAX_SHOWN])}{more}.")


def describe_damage(folder: Path, entry: FileEntry) -> str:
    """Return the difference between a file and its entry; empty if there is none."""
    try:
        found = describe_file(folder, entry.path)
    except FileNotFoundError:
        return "is missing"
    except OSError as fault:
        return f"cannot be read ({fault.strerror or fault})"
    if found.size != entry.size:
        return f"has {found.size} bytes instead of {entry.size}"
    return "" if found.sha256 == entry.sha256 else "has another checksum"
