"""Django's PostgreSQL backend without waits for an unavailable database.

Django requires the module name: ENGINE names the package.
"""

import select
import time
from collections.abc import Generator
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool, PoolTimeout

from newsroom.db.monitor import database

CHECK_SECONDS = 0.25
"""Seconds a request waits for a free connection before it checks the database's state again."""
SILENCE_SECONDS = 1.0
"""Seconds without a response after which the monitor tries its own connection."""
CHECK_INTERVAL = 30.0
"""Seconds after which a pooled connection is checked by a statement; before, its socket tells enough."""
INTERVAL = 0.1
READY_NONE = 0
"""Value that psycopg sends into a generator when nothing arrived within the interval."""


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Wait for a free connection while the database is available, up to the timeout."""
        deadline = time.monotonic() + self.settings_dict["WAIT_SECONDS"]
        while True:
            if database.is_away:
                raise psycopg.OperationalError("the database is away")
            try:
                return super().get_new_connection(conn_params)
            except PoolTimeout:
                if time.monotonic() >= deadline:
                    raise


class Connection(psycopg.Connection[Any]):
    """Connection that abandons its statement when the database is unavailable.

    A frozen server or a lost network leaves connections open; a request would wait for minutes.
    """

    checked_at = 0.0
    """Monotonic time of the last check by a statement."""

    def wait(self, gen: Any, interval: float = INTERVAL, timeout: float | None = None) -> Any:
        return super().wait(self._until_away(gen, interval), interval, timeout)

    def _until_away(self, gen: Generator[Any, int, Any], interval: float) -> Generator[Any, int, Any]:
        silence = 0.0
        try:
            state = next(gen)
            while True:
                ready = yield state
                if ready == READY_NONE:
                    silence += interval
                    self._check_silence(silence)
                state = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _check_silence(self, silence: float) -> None:
        if silence < SILENCE_SECONDS:
            return
        if database.is_away:
            self.pgconn.finish()  # no further command is possible, not even ROLLBACK
            raise psycopg.OperationalError(f"no answer for {silence:.1f} s, and the database is away")
        database.report(f"no answer for {silence:.1f} s")


def check_connection(connection: Connection) -> None:
    """Raise an error unless the idle connection can be used.

    A server that ends a connection says so, or closes the socket: while there is nothing to read, the connection
    is open and a statement to find out would be wasted on each request.
    """
    now = time.monotonic()
    if now - connection.checked_at < CHECK_INTERVAL and not _has_something_to_read(connection):
        return
    ConnectionPool.check_connection(connection)
    connection.checked_at = now


def _has_something_to_read(connection: Connection) -> bool:
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
