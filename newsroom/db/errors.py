"""Errors that no change of the code could prevent: the database is away, or its disk is full."""

import errno

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError

AWAY = {
    "53300",  # too_many_connections
    "57P01",  # admin_shutdown
    "57P02",  # crash_shutdown
    "57P03",  # cannot_connect_now
    "57P05",  # idle_session_timeout
}
CONNECTION_EXCEPTION = "08"
"""The class of SQLSTATE for connections that were lost or never made."""
NOT_STORED = {
    "25006",  # read_only_sql_transaction: a standby that has not been promoted yet
    "53100",  # disk_full
    "53200",  # out_of_memory
    "58030",  # io_error
}


def is_outage(error: BaseException | None) -> bool:
    """Whether the error, or one that it was raised from, says that the database is away."""
    return any(_says_away(cause) for cause in _chain(error))


def is_refusal_to_store(error: BaseException | None) -> bool:
    """Whether the database or a disk takes nothing in, while it can still be read."""
    return any(
        _sqlstate(cause) in NOT_STORED or (isinstance(cause, OSError) and cause.errno == errno.ENOSPC)
        for cause in _chain(error)
    )


def root_cause(error: BaseException) -> BaseException:
    return _chain(error)[-1]


def _says_away(error: BaseException) -> bool:
    state = _sqlstate(error)
    if state:
        return state in AWAY or state.startswith(CONNECTION_EXCEPTION)
    # libpq names no SQLSTATE where a connection was lost or could not be made, neither does an exhausted pool.
    kinds = (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError)
    return isinstance(error, kinds)


def _sqlstate(error: BaseException) -> str:
    """Django raises its own class from psycopg's, which carries the state."""
    cause = error.__cause__ if isinstance(error, DatabaseError | InterfaceError) else error
    return getattr(cause, "sqlstate", None) or ""


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__
    return found
