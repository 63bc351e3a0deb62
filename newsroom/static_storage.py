"""Static files under hashed names, compressed once at start, cached for ever by browsers."""

from typing import Any

import brotli
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
