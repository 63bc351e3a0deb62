"""Classification of database errors: unavailable, or unable to store anything."""

import errno

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError

UNAVAILABLE_STATES = {
    "53300",  # too_many_connections
    "57P01",  # admin_shutdown
    "57P02",  # crash_shutdown
    "57P03",  # cannot_connect_now
    "57P05",  # idle_session_timeout
}
CONNECTION_EXCEPTION = "08"
"""SQLSTATE class of lost and failed connections."""
STORAGE_FAILURES = {
    "25006",  # read_only_sql_transaction: a standby that has not been promoted yet
    "53100",  # disk_full
    "53200",  # out_of_memory
    "58030",  # io_error
}
LIMIT_EXCEEDED = "54"
"""SQLSTATE class of values that are too large for an index or a statement."""


def is_outage(error: BaseException | None) -> bool:
    """Return whether the error or a cause means that the database is unavailable."""
    return any(_is_connection_error(cause) for cause in _causes(error))


def is_storage_failure(error: BaseException | None) -> bool:
    """Return whether nothing can be stored while reading still works."""
    return any(
        _sqlstate(cause) in STORAGE_FAILURES or (isinstance(cause, OSError) and cause.errno == errno.ENOSPC)
        for cause in _causes(error)
    )


def is_limit_exceeded(error: BaseException) -> bool:
    """Return whether the database refuses a value because it is too large."""
    return _sqlstate(error).startswith(LIMIT_EXCEEDED)


def root_cause(error: BaseException) -> BaseException:
    return _causes(error)[-1]


def _is_connection_error(error: BaseException) -> bool:
    state = _sqlstate(error)
    if state:
        return state in UNAVAILABLE_STATES or state.startswith(CONNECTION_EXCEPTION)
    # A lost or failed connection has no SQLSTATE, neither has an exhausted pool.
    kinds = (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError)
    return isinstance(error, kinds)


def _sqlstate(error: BaseException) -> str:
    """Return the state from psycopg's error, which Django wraps in its own."""
    cause = error.__cause__ if isinstance(error, DatabaseError | InterfaceError) else error
    return getattr(cause, "sqlstate", None) or ""


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__
    return found
