"""Free space of the disks that hold the data of the desk."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

GIGABYTE = 1_000_000_000
SHARE = 0.05
LEAST, MOST = 1 * GIGABYTE, 10 * GIGABYTE
"""A disk counts as nearly full with less than 5 % free, but from 1 GB at the latest and 10 GB at the earliest."""


@dataclass(frozen=True, slots=True)
class DiskSpace:
    name: str
    """`data` or `media`."""
    free: int
    total: int

    @property
    def is_nearly_full(self) -> bool:
        return self.free < min(max(self.total * SHARE, LEAST), MOST)


def read_disk_space() -> list[DiskSpace]:
    """Return the disks of the data folder and of media."""
    found = []
    for name, folder in (("data", Path(settings.DATA_DIR)), ("media", Path(settings.MEDIA_ROOT))):
        if (existing := nearest_folder(folder)) is not None:
            usage = shutil.disk_usage(existing)
            found.append(DiskSpace(name, usage.free, usage.total))
    return found


def nearest_folder(folder: Path) -> Path | None:
    """Return the folder or the first of its parents that exists."""
    return next((path for path in (folder, *folder.parents) if path.is_dir()), None)
