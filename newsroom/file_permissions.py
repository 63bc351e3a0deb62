"""Who may read what the desk keeps on disk: its own account and its group, no other account of the machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

FILE, FOLDER, SECRET = 0o640, 0o750, 0o600
OTHERS = 0o007


def close_to_others(folder: Path) -> list[Path]:
    """Take from all other accounts what an earlier release let them read; return what could not be closed."""
    return [path for path in _open_to_others(folder) if not _close_to_others(path)]


def _open_to_others(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    if folder.stat().st_mode & OTHERS:
        yield folder
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            mode = path.lstat().st_mode
            if mode & OTHERS and not stat.S_ISLNK(mode):
                yield path


def _close_to_others(path: Path) -> bool:
    """Say whether it worked: a file of another account stays as it is."""
    try:
        path.chmod(path.stat().st_mode & ~OTHERS)
    except FileNotFoundError:  # removed meanwhile
        return True
    except PermissionError:
        return False
    return True


def write_secret(file: Path, text: str) -> None:
    """Write a new file that nobody else may read at any moment."""
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, SECRET), "w", encoding="utf-8"
    ) as draft:
        draft.write(text)
