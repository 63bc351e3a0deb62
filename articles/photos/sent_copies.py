"""Copies of renditions with their rights, for nginx or the store to send.

The name has a hash of the rights, so that a file never changes. It has the number of the week, too: the copies of
earlier weeks are deleted, and those still needed are made again at the next request.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from newsroom.caching.bounded_cache import BoundedCache
from newsroom.media_store.storages import is_bucket, media_store
from newsroom.stored_files import replace_file

FOLDER = "sent"
WEEKS = 2
"""Weeks that a copy stays."""
RECHECK = timedelta(minutes=5)
"""How long a process relies on a copy that it saw in a bucket."""
_SEEN: BoundedCache[str, datetime] = BoundedCache(20_000)


def find_sent_copy(name: str, digest: str, at: datetime, build: Callable[[], bytes]) -> str:
    """Return the path of the copy, which is built and stored if it is missing.

    `digest` names the rights that `build` writes into the file.
    """
    path = f"{FOLDER}/{find_week(at)}/{digest}-{name}"
    if not _is_stored(path, at):
        replace_file(path, build())
        _SEEN.put(_key(path), at)
    return path


def _is_stored(path: str, at: datetime) -> bool:
    if not is_bucket(default_storage):
        return default_storage.exists(path)
    seen = _SEEN.get(_key(path))
    if seen is not None and seen <= at < seen + RECHECK:
        return True
    found = default_storage.exists(path)
    if found:
        _SEEN.put(_key(path), at)
    return found


def _key(path: str) -> str:
    return f"{media_store().label} {path}"


def delete_old_copies(at: datetime) -> int:
    """Delete the copies of earlier weeks; return their number."""
    weeks: list[str] = []
    with suppress(FileNotFoundError):
        weeks = default_storage.listdir(FOLDER)[0]
    old = [week for week in weeks if week.isdigit() and int(week) <= find_week(at) - WEEKS]
    names = [file.name for week in old for file in media_store().list_files(f"{FOLDER}/{week}/")]
    for name in names:
        default_storage.delete(name)
    for week in old:
        with suppress(OSError):  # a file is being written
            default_storage.delete(f"{FOLDER}/{week}")
    return len(names)


def find_week(at: datetime) -> int:
    """Return the number of the week, counted from the first year."""
    return at.toordinal() // 7
