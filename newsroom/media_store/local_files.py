"""Media files in a folder of this machine."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from newsroom.media_store.storages import StoredFile

PART = ".part"
"""End of the name of a file that is being written; no backup contains it."""
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""Errors of file systems without hard links."""


@deconstructible(path="newsroom.media_store.local_files.LocalMedia")
class LocalMedia(FileSystemStorage):
    """Folder in which no reader meets a part of a file, also after a full disk."""

    @property
    def label(self) -> str:
        """Return the path of the folder."""
        return str(self.location)

    def _save(self, name: str, content: Any) -> str:
        with self._draft(name, content) as draft:
            while True:
                try:
                    _link(draft, Path(self.path(name)))
                except FileExistsError:
                    name = self.get_available_name(name)
                else:
                    return name.replace("\\", "/")

    def replace(self, name: str, data: bytes) -> None:
        """Write the file in one step, over one of the same name."""
        self.write(name, ContentFile(data))

    def write(self, name: str, content: "File[bytes]") -> None:
        """Write a file of any size in one step, over one of the same name."""
        with self._draft(name, content) as draft:
            draft.replace(self.path(name))

    @contextmanager
    def _draft(self, name: str, content: Any) -> Iterator[Path]:
        """Write the content under a name of its own, which is removed at the end."""
        part = f"{name}.{secrets.token_hex(4)}{PART}"
        try:
            super()._save(part, content)  # type: ignore[misc]  # missing in the stubs
            yield Path(self.path(part))
        finally:
            with suppress(FileNotFoundError):
                Path(self.path(part)).unlink()

    def open_part(self, name: str, start: int, _stop: int) -> IO[bytes]:
        """Open the file at `start`."""
        file = Path(self.path(name)).open("rb")  # noqa: SIM115  # the response closes it
        file.seek(start)
        return file

    def list_files(self, prefix: str = "") -> Iterator[StoredFile]:
        """Yield the files whose path begins with `prefix`."""
        root = Path(self.location)
        folder = root / prefix.rpartition("/")[0]
        for parent, _folders, names in os.walk(folder):
            for name in names:
                path = Path(parent, name)
                stored = path.relative_to(root).as_posix()
                if stored.startswith(prefix) and not name.endswith(PART) and not path.is_symlink():
                    with suppress(FileNotFoundError):
                        facts = path.stat()
                        yield StoredFile(stored, facts.st_size, facts.st_mtime_ns)


def _link(draft: Path, target: Path) -> None:
    """Give the draft its name; raise FileExistsError rather than replace a file."""
    try:
        os.link(draft, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError(target) from error
        draft.rename(target)
