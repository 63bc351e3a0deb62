"""Static collections in the database, which every host can answer from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection, transaction

from newsroom.models import StaticCollection, StaticFile
from newsroom.staticfiles import HashedStaticFiles

log = structlog.get_logger(__name__)
LOCK = 0x73746174
"""Advisory lock of a transaction: hosts of one version start at the same time."""
SUFFIXES = frozenset(
    {".css", ".js", ".svg", ".png", ".jpg", ".webp", ".avif", ".gif", ".ico", ".woff", ".woff2", ".ttf"}
)
"""Files that pages ask for; source maps and licences are left to the host that has them."""
COLLECTIONS = 4
"""Collections that stay: the former version still runs on some hosts after a new one has failed and was replaced."""
MAX_COLLECTION_BYTES = 40_000_000
BATCH_FILES = 50


@dataclass(frozen=True, slots=True)
class StoredBytes:
    content: bytes
    encoding: str
    """`br` for content compressed with Brotli, else empty."""


def share_collection(at: datetime) -> int:
    """Store this version's collection for all hosts; only the newest ones stay.

    Return the number of files that no collection had.
    """
    collected = HashedStaticFiles()
    names = sorted(name for name in collected.hashed_files.values() if Path(name).suffix in SUFFIXES)
    if not names:
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        StaticCollection.objects.update_or_create(
            digest=collected.manifest_hash, defaults={"names": names, "used_at": at}
        )
        stored = _store_missing(names)
        _remove_old()
    return stored


def _store_missing(names: list[str]) -> int:
    known = set(StaticFile.objects.filter(name__in=names).values_list("name", flat=True))
    missing = [name for name in names if name not in known]
    files = [
        StaticFile(name=name, encoding=found.encoding, content=found.content)
        for name in missing
        if (found := read_from_disk(name)) is not None
    ]
    fitting = list(_limit(files))
    StaticFile.objects.bulk_create(fitting, batch_size=BATCH_FILES)
    if len(fitting) < len(files):
        log.warning("static files are too large to be shared", left_out=len(files) - len(fitting))
    return len(fitting)


def _limit(files: Iterable[StaticFile]) -> Iterable[StaticFile]:
    """Yield the smallest files that fit together."""
    total = 0
    for file in sorted(files, key=lambda file: len(file.content)):
        total += len(file.content)
        if total > MAX_COLLECTION_BYTES:
            return
        yield file


def _remove_old() -> None:
    newest = list(StaticCollection.objects.order_by("-used_at", "digest")[:COLLECTIONS])
    StaticCollection.objects.exclude(pk__in=[one.pk for one in newest]).delete()
    named = {name for one in newest for name in one.names}
    StaticFile.objects.exclude(name__in=named).delete()


def read_from_disk(name: str) -> StoredBytes | None:
    """Return a collected file of this host, compressed if a smaller copy exists."""
    root = Path(settings.STATIC_ROOT).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        return None
    for suffix, encoding in ((".br", "br"), ("", "")):
        file = path.with_name(f"{path.name}{suffix}")
        if file.is_file():
            return StoredBytes(file.read_bytes(), encoding)
    return None


def read_from_database(name: str) -> StoredBytes | None:
    """Return a file of a collection of any host."""
    found = StaticFile.objects.filter(name=name).values_list("content", "encoding").first()
    return StoredBytes(bytes(found[0]), found[1]) if found else None
