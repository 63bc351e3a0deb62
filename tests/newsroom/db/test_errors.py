import errno

import psycopg
from django.db import IntegrityError, InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException
from psycopg import errors
from psycopg_pool import PoolTimeout

from newsroom.db.errors import is_limit_exceeded, is_outage, is_storage_failure, root_cause
from tests.tables import each_of


def raised(error: Exception, cause: Exception) -> Exception:
    """The error as Django and procrastinate raise it, from psycopg's."""
    error.__cause__ = cause
    return error


@each_of(
    [
        psycopg.OperationalError("connection refused"),
        raised(
            OperationalError("the connection is closed"), psycopg.OperationalError("the connection is closed")
        ),
        raised(OperationalError("pool"), PoolTimeout("couldn't get a connection after 1.50 sec")),
        raised(OperationalError("shutdown"), errors.AdminShutdown("terminating connection")),
        raised(OperationalError("crash"), errors.CrashShutdown("terminating connection")),
        raised(OperationalError("start"), errors.CannotConnectNow("the database system is starting up")),
        raised(OperationalError("full"), errors.TooManyConnections("sorry, too many clients already")),
        raised(InterfaceError("connection already closed"), psycopg.InterfaceError("closed")),
        raised(ConnectorException(), psycopg.OperationalError("connection refused")),
        raised(
            ValueError("while saving"), raised(OperationalError("gone"), psycopg.OperationalError("gone"))
        ),
    ]
)
def test_a_lost_connection_is_an_outage_however_it_is_wrapped(error: Exception) -> None:
    assert is_outage(error)


@each_of(
    [
        raised(OperationalError("lock"), errors.LockNotAvailable("canceling statement due to lock timeout")),
        raised(OperationalError("deadlock"), errors.DeadlockDetected("deadlock detected")),
        raised(OperationalError("cancel"), errors.QueryCanceled("canceling statement due to user request")),
        raised(IntegrityError("twice"), errors.UniqueViolation("duplicate key")),
        raised(OperationalError("disk"), errors.DiskFull("could not extend file")),
        ValueError("connection"),
        None,
    ]
)
def test_an_error_of_the_statement_is_no_outage(error: Exception | None) -> None:
    assert not is_outage(error)


@each_of(
    [
        raised(OperationalError("disk"), errors.DiskFull("could not extend file")),
        raised(OperationalError("standby"), errors.ReadOnlySqlTransaction("read-only transaction")),
        OSError(errno.ENOSPC, "No space left on device"),
    ]
)
def test_a_full_disk_and_a_standby_refuse_to_store_and_can_be_read(error: Exception) -> None:
    assert (is_storage_failure(error), is_outage(error)) == (True, False)


def test_a_missing_file_is_no_refusal_to_store() -> None:
    assert not is_storage_failure(OSError(errno.ENOENT, "No such file"))


def test_the_root_cause_is_what_libpq_said() -> None:
    refused = psycopg.OperationalError("connection refused")

    assert root_cause(raised(ConnectorException(), refused)) is refused


def test_a_value_that_is_too_large_is_no_trouble_of_the_database() -> None:
    large = raised(
        OperationalError("index row size 2900"), errors.ProgramLimitExceeded("index row size 2900")
    )
    deadlock = raised(OperationalError("deadlock"), errors.DeadlockDetected("deadlock"))

    assert [(is_limit_exceeded(one), is_outage(one)) for one in (large, deadlock)] == [
        (True, False),
        (False, False),
    ]
