"""Deletion of stored files in the folders `done` of drop folders. No database.

Only regular files directly in a folder named by its day go. No link is followed, and a folder that still holds
something else stays.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path

from articles.wire.transports.folder_access import DONE

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def delete_done_files(path: Path, before: date) -> Iterator[int]:
    """Delete the files stored before a day; yield the size of each.

    The caller may stop at any time. Nothing is yielded for a folder that does not exist. Raise OSError for a file that
    cannot be deleted.
    """
    with ExitStack() as stack:
        root = _open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, None, stack)
        done = _open(DONE, _FOLDER, root, stack) if root is not None else None
        for name in _list_names(done) if done is not None else ():
            if _is_day_before(name, before):
                yield from _empty_folder(name, done)


def _empty_folder(name: str, parent: int | None) -> Iterator[int]:
    """Delete the regular files of a folder, and the folder if nothing is left."""
    with ExitStack() as stack:
        folder = _open(name, _FOLDER, parent, stack)
        if folder is None:
            return
        for file in _list_names(folder):
            facts = os.stat(file, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISREG(facts.st_mode):
                os.unlink(file, dir_fd=folder)
                yield facts.st_size
        with suppress(OSError):
            os.rmdir(name, dir_fd=parent)


def _list_names(folder: int) -> list[str]:
    with os.scandir(folder) as found:
        return sorted(entry.name for entry in found)


def _is_day_before(name: str, before: date) -> bool:
    try:
        return len(name) == len("2026-03-02") and date.fromisoformat(name) < before
    except ValueError:
        return False


def _open(path: str | Path, flags: int, parent: int | None, stack: ExitStack) -> int | None:
    """Return an open folder; None for a missing one, a file and a link."""
    try:
        found = os.open(path, flags, dir_fd=parent)
    except OSError as trouble:
        if trouble.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            return None
        raise
    stack.callback(os.close, found)
    return found
