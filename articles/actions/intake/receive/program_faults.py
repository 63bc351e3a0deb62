"""Errors that one file or source may cause; the others go on without it."""

import re
import struct
import zlib
from email.errors import MessageError

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, OperationalError
from lxml.etree import LxmlError
from PIL.Image import DecompressionBombError

from articles.actions.errors import ActionRefused
from newsroom.db.errors import is_limit_exceeded

PROGRAM_FAULTS: tuple[type[Exception], ...] = (
    ActionRefused, ArithmeticError, AssertionError, AttributeError, BufferError, DatabaseError, DecompressionBombError,
    EOFError, LookupError, LxmlError, MemoryError, MessageError, MultipleObjectsReturned, NameError,
    ObjectDoesNotExist, OSError, RuntimeError, SyntaxError, TypeError, ValidationError, ValueError,
    re.error, struct.error, zlib.error,
)  # fmt: skip
"""Faults of a program or of its input. Call `reraise_outage` first: a database that cannot work is none."""


def reraise_outage(fault: Exception) -> None:
    """Raise an error of the database again unless a value of the file caused it."""
    if isinstance(fault, OperationalError) and not is_limit_exceeded(fault):
        raise fault
