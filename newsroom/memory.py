"""Memory that the C library keeps after Python has freed it."""

import ctypes
import sys
from typing import Any

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE_BLOCK = 128 * 1024
MAX_ARENAS = 2


def return_large_blocks() -> None:
    """Make the C library return large freed blocks to the system, of every thread.

    Otherwise each thread that has decoded a picture keeps its memory.
    """
    if (library := _load_library("mallopt")) is not None:
        library.mallopt(M_ARENA_MAX, MAX_ARENAS)
        library.mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)


def return_free_pages() -> None:
    """Return the free pages between blocks in use; worth it after much work."""
    if (library := _load_library("malloc_trim")) is not None:
        library.malloc_trim(0)


def _load_library(function: str) -> Any:
    """Return the C library if it has the function; only glibc needs them."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, function) else None
