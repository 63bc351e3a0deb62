"""Permissions of files on disk: for the desk's account and its group only."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

FILE, FOLDER, SECRET = 0o640, 0o750, 0o600
OTHERS = 0o007


def remove_other_access(folder: Path) -> list[Path]:
    """Remove the access of all other accounts below `folder`.

    Return the paths where that failed.

    Earlier releases let every account read the files.
    """
    return [path for path in _find_open_paths(folder) if not _remove_other_access(path)]


def _find_open_paths(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    if folder.stat().st_mode & OTHERS:
        yield folder
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:  # the desk works meanwhile
                continue
            if mode & OTHERS and not stat.S_ISLNK(mode):
                yield path


def _remove_other_access(path: Path) -> bool:
    """Return whether it worked; the file of another account is left as it is."""
    try:
        path.chmod(path.stat().st_mode & ~OTHERS)
    except FileNotFoundError:  # removed meanwhile
        return True
    except PermissionError:
        return False
    return True


def write_secret(file: Path, text: str) -> None:
    """Write a new file that no other account can read at any time."""
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, SECRET), "w", encoding="utf-8"
    ) as draft:
        draft.write(text)
