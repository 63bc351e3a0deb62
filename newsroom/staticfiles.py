"""Static files storage with hashed names and compressed copies."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

BEST, QUICK = 11, 9  # brotli's scale
LARGE = 50_000
"""Bytes from which the best quality is too slow: two large libraries took half of a first start."""


class QuickCompressor(Compressor):
    """Compressor with the best quality, and a faster one for large files."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=QUICK if len(data) >= LARGE else BEST)  # type: ignore[no-any-return]  # untyped


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Storage that leaves the name of an uncollected file unchanged, as in tests."""

    manifest_strict = False

    def create_compressor(self, **options: Any) -> QuickCompressor:
        return QuickCompressor(**options)

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:
            return name
        return hashed


def collect_if_changed() -> bool:
    """Collect static files if one has changed; return whether one had."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """Return a hash over the names, sizes and times of all source files."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for path in sorted(source_files()):
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def source_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))
