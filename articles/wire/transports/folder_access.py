"""File access of drop folders, which never leaves the folder. No database.

Every path is one name below an open folder, and no symbolic link is followed: an account that may write into the
folder cannot make the desk read or move a file elsewhere. `.work` holds the files that are being read, `done` the
stored ones, one folder a day, and `rejected` those that are too large.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path, PurePath

from articles.wire.transports.folder import FolderEntry

WORK, DONE, REJECTED = ".work", "done", "rejected"
SHARED_FOLDER, OWN_FOLDER = 0o2770, 0o750
"""The group may deliver files, and they belong to the group (set-group-id); other accounts see nothing."""
MAX_NAME_BYTES = 255


class FileChanged(Exception):
    """File that is no longer the one that was seen."""


class DropFolder:
    """An open folder of a source."""

    def __init__(self, root: int, stack: ExitStack) -> None:
        self.root, self._stack = root, stack
        self._folders: dict[tuple[str, ...], int] = {(): root}

    def list_entries(self) -> list[FolderEntry]:
        """Return the regular files of the folder; links and subfolders are left out."""
        return list(_list_entries(self.root))

    def list_claims(self) -> list[FolderEntry]:
        """Return the files that a process has claimed and not put away."""
        return list(_list_entries(self._open_folder(WORK)))

    def read(self, entry: FolderEntry, *, claimed: bool = False) -> bytes:
        """Return the bytes of a file; raise FileChanged if it is another one by now."""
        folder = self._open_folder(WORK) if claimed else self.root
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with os.fdopen(os.open(entry.name, flags, dir_fd=folder), "rb") as file:
            if _describe(entry.name, os.fstat(file.fileno())) != entry:
                raise FileChanged(entry.name)
            raw = file.read(entry.size + 1)
            if _describe(entry.name, os.fstat(file.fileno())) != entry:
                raise FileChanged(entry.name)
        return raw

    def claim(self, entry: FolderEntry) -> bool:
        """Move a file aside so that nobody else takes it; return whether it was unchanged.

        A file that changed in the meantime is put back.
        """
        work = self._open_folder(WORK)
        try:
            os.rename(entry.name, entry.name, src_dir_fd=self.root, dst_dir_fd=work)
        except FileNotFoundError:
            return False
        facts = os.stat(entry.name, dir_fd=work, follow_symlinks=False)
        if _describe(entry.name, facts) == entry:
            return True
        if not _exists(entry.name, self.root):
            os.rename(entry.name, entry.name, src_dir_fd=work, dst_dir_fd=self.root)
        return False

    def finish_claim(self, name: str, day: date) -> None:
        """Move a claimed file to the folder of the day."""
        self._move(name, self._open_folder(WORK), self._open_folder(DONE, day.isoformat()))

    def put_away(self, name: str, day: date) -> None:
        """Move a file that was not claimed to the folder of the day."""
        self._move(name, self.root, self._open_folder(DONE, day.isoformat()))

    def reject(self, name: str, *, claimed: bool = False) -> None:
        self._move(name, self._open_folder(WORK) if claimed else self.root, self._open_folder(REJECTED))

    def _move(self, name: str, source: int, target: int) -> None:
        """Move a file under a free name; one that is gone was moved by another process."""
        with suppress(FileNotFoundError):
            os.rename(name, _find_free_name(name, target), src_dir_fd=source, dst_dir_fd=target)

    def _open_folder(self, *parts: str) -> int:
        """Return an open subfolder, created if missing; raise OSError for a link."""
        if parts not in self._folders:
            parent, name = self._open_folder(*parts[:-1]), parts[-1]
            with suppress(FileExistsError):
                os.mkdir(name, OWN_FOLDER, dir_fd=parent)
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
            found = os.open(name, flags, dir_fd=parent)
            self._stack.callback(os.close, found)
            self._folders[parts] = found
        return self._folders[parts]


@contextmanager
def open_drop_folder(path: Path) -> Iterator[DropFolder]:
    """Open the folder of a source, which the operator may have made a link."""
    with ExitStack() as stack:
        root = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        stack.callback(os.close, root)
        yield DropFolder(root, stack)


def make_drop_folder(path: Path) -> None:
    """Create the folder of a source; one that exists keeps its permissions."""
    path.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        path.mkdir(mode=OWN_FOLDER)
        path.chmod(SHARED_FOLDER)


def _list_entries(folder: int) -> Iterator[FolderEntry]:
    with os.scandir(folder) as found:
        for one in found:
            with suppress(FileNotFoundError):
                facts = one.stat(follow_symlinks=False)
                if stat.S_ISREG(facts.st_mode):
                    yield _describe(one.name, facts)


def _describe(name: str, facts: os.stat_result) -> FolderEntry:
    return FolderEntry(name, facts.st_size, facts.st_mtime_ns, facts.st_ino)


def _exists(name: str, folder: int) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _find_free_name(name: str, folder: int) -> str:
    """Return the name, or the name with a number: `kran.xml`, `kran-2.xml`.

    An agency that uses one name for all its files would make counting from 2 slow, so the steps double.
    """
    if not _exists(name, folder):
        return name
    taken, free = 1, 2
    while _exists(_number_name(name, free), folder):
        taken, free = free, 2 * free
    while free - taken > 1:
        middle = (taken + free) // 2
        taken, free = (middle, free) if _exists(_number_name(name, middle), folder) else (taken, middle)
    return _number_name(name, free)


def _number_name(name: str, number: int) -> str:
    path = PurePath(name)
    suffix = f"-{number}{path.suffix}"
    cut = os.fsencode(path.stem)[: MAX_NAME_BYTES - len(os.fsencode(suffix))]
    return os.fsdecode(cut) + suffix
