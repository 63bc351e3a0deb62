"""Locks of one process on a source while it commits file by file."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InterfaceError, OperationalError, connection


@contextmanager
def hold_lock(key: str, *values: int | str) -> Iterator[bool]:
    """Give whether this process alone has the advisory lock during the block.

    `key` is SQL with places for `values`. The lock belongs to the database session and not to a transaction: that of a
    killed process is released at once.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({key})", values)  # a constant
        is_held = bool(cursor.fetchone()[0])
    try:
        yield is_held
    finally:
        if is_held:
            with suppress(OperationalError, InterfaceError), connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({key})", values)  # a constant
