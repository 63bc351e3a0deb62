"""Restore of a backup, which checks all files first."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newsroom.backup.create import Report, name_error, remove_unless_complete, write_private
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import MEDIA, SECRET_KEY, FileEntry, Manifest

MAX_SHOWN = 5
INCOMING = ".incoming"


def check_files(folder: Path, manifest: Manifest, report: Report) -> None:
    """Compare every file with its checksum; raise BackupError for differences."""
    total, done = sum(entry.size for entry in manifest.files), 0
    wrong = []
    for entry in manifest.files:
        if trouble := describe_damage(folder, entry):
            wrong.append(f"{entry.path} {trouble}")
        done += entry.size
        report(done, total)
    if wrong:
        more = f" and {len(wrong) - MAX_SHOWN} more" if len(wrong) > MAX_SHOWN else ""
        raise BackupError(f"The backup in {folder} is damaged: {'; '.join(wrong[:MAX_SHOWN])}{more}.")


def describe_damage(folder: Path, entry: FileEntry) -> str:
    file = folder / entry.path
    try:
        if file.stat().st_size != entry.size:
            return f"has {file.stat().st_size} bytes instead of {entry.size}"
        with file.open("rb") as reader:
            digest = hashlib.file_digest(reader, "sha256").hexdigest()
    except FileNotFoundError:
        return "is missing"
    except OSError as fault:
        return f"cannot be read ({fault.strerror})"
    return "" if digest == entry.sha256 else "has another checksum"


def replace_data(
    folder: Path, manifest: Manifest, *, data_dir: Path, media: Path, at: datetime, load: Callable[[], None]
) -> list[Path]:
    """Replace media files, database (`load`) and key; return paths of former data.

    The long copy comes first and the database's one transaction second, so only renames are left once the database
    has changed. A failure before that changes nothing.
    """
    incoming = media.with_name(media.name + INCOMING)
    shutil.rmtree(incoming, ignore_errors=True)
    with name_error("Nothing was restored"), remove_unless_complete(incoming):
        incoming.mkdir(parents=True, mode=0o700)
        for entry in manifest.media:
            target = incoming / entry.path.removeprefix(f"{MEDIA}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / entry.path, target)
        load()
    try:
        moved = move_aside([media, data_dir / SECRET_KEY], at)
        incoming.rename(media)
        write_private(data_dir / SECRET_KEY, (folder / SECRET_KEY).read_text(encoding="utf-8"))
    except OSError as failure:
        raise BackupError(
            f"The database is restored, but not the files: {failure}. Move {incoming} to {media} and "
            f"{folder / SECRET_KEY} to {data_dir / SECRET_KEY} by hand, then run `manage.py reset_feed_epoch`."
        ) from failure
    return moved


def move_aside(paths: list[Path], at: datetime) -> list[Path]:
    """Add the time to the names of existing paths; remove an empty folder."""
    moved = []
    for path in paths:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.exists():
            aside = path.with_name(f"{path.name}.before-{at:%Y%m%dT%H%M%SZ}")
            path.rename(aside)
            moved.append(aside)
    return moved
