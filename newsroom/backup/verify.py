"""Comparison of a backup's files with their checksums."""

from collections.abc import Callable, Iterator

from newsroom.backup.create import HashingReader, Report
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import CHUNK, FileStore
from newsroom.backup.manifest import FileEntry, Manifest

MAX_SHOWN = 5


def check_files(folder: FileStore, manifest: Manifest, report: Report) -> None:
    """Compare every file with its checksum; raise BackupError for differences."""
    raise_for_damage(folder, find_damage(manifest, report, lambda entry: describe_damage(folder, entry)))


def find_damage(manifest: Manifest, report: Report, check: Callable[[FileEntry], str]) -> Iterator[str]:
    """Yield each damaged file with the trouble that `check` found."""
    total, done = manifest.size, 0
    for entry in manifest.files:
        if trouble := check(entry):
            yield f"{entry.path} {trouble}"
        done += entry.size
        report(done, total)


def raise_for_damage(folder: FileStore, damage: Iterator[str]) -> None:
    wrong = list(damage)
    if wrong:
        more = f" and {len(wrong) - MAX_SHOWN} more" if len(wrong) > MAX_SHOWN else ""
        raise BackupError(f"The backup in {folder} is damaged: {'; '.join(wrong[:MAX_SHOWN])}{more}.")


def describe_damage(folder: FileStore, entry: FileEntry) -> str:
    """Return the difference between a file and its entry; empty if there is none."""
    try:
        with folder.open(entry.path) as reader:
            hashing = HashingReader(reader)
            while hashing.read(CHUNK):
                pass
    except FileNotFoundError:
        return "is missing"
    except OSError as fault:
        return f"cannot be read ({fault.strerror or fault})"
    return compare(hashing, entry)


def compare(found: HashingReader, entry: FileEntry) -> str:
    if found.size != entry.size:
        return f"has {found.size} bytes instead of {entry.size}"
    return "" if found.digest.hexdigest() == entry.sha256 else "has another checksum"
