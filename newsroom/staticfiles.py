"""Static files gathered, hashed and compressed, but only after one of them has changed."""

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
"""Bytes from which the best is too slow: on the editor's and the API reader's libraries it took half a first start."""


class QuickCompressor(Compressor):
    """Presses readers' files as small as can be, and the desk's large libraries almost so."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        pressed: bytes = brotli.compress(data, quality=QUICK if len(data) >= LARGE else BEST)
        return pressed


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """A file that was not collected keeps its plain name: tests and a skin's stray link make no error page."""

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
    """Whether anything had to be done."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """Changes with any name, size or time of a source file; reads none of them."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for path in sorted(source_files()):
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def source_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))
