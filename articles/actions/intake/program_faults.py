"""Errors of programs that one file may cause; the other files go on without it."""

import struct
import zlib

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from lxml.etree import LxmlError
from PIL.Image import DecompressionBombError

from articles.actions.errors import ActionRefused

PROGRAM_FAULTS: tuple[type[Exception], ...] = (
    ActionRefused, ArithmeticError, AssertionError, AttributeError, BufferError, DatabaseError, DecompressionBombError,
    EOFError, LookupError, LxmlError, MemoryError, NameError, ObjectDoesNotExist, OSError, RuntimeError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
"""Faults of a reader or of its input. A lost database is none: check `newsroom.db.errors.is_outage` first."""
