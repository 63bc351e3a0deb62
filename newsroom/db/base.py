"""Django's PostgreSQL backend, for a database that may be away: nobody waits for one that is known to be.

The name of the module is Django's: ENGINE names the package.
"""

import time
from collections.abc import Generator
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

from newsroom.db.monitor import database

LOOK_SECONDS = 0.25
"""How long a request waits for a free connection before it looks again whether there is still a database."""
SILENCE_SECONDS = 1.0
"""A statement that has no answer for so long makes the monitor try a connection of its own."""
INTERVAL = 0.1
READY_NONE = 0
"""What psycopg sends into a generator when nothing has come within the interval."""


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Wait for a free connection as long as the settings say, not longer than there is a database."""
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
    """Connection that leaves a statement without an answer when the database turns out to be away.

    A frozen server or a lost network keeps connections open; without this a request would wait for minutes.
    """

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
                    self._look_after(silence)
                state = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _look_after(self, silence: float) -> None:
        if silence < SILENCE_SECONDS:
            return
        if database.is_away:
            self.pgconn.finish()  # nothing more can be asked of it, not even a ROLLBACK
            raise psycopg.OperationalError(f"no answer for {silence:.1f} s, and the database is away")
        database.report(f"no answer for {silence:.1f} s")
