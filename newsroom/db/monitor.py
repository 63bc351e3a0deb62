"""Monitor of the database, so that an outage refuses requests at once.

Each process has one. A request that fails because of the database starts a thread that tries to connect. While it
fails, the database counts as unavailable; once it succeeds, old connections are closed and requests are served
again. The log gets one line at the start and one at the end of an outage.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

import psycopg
import psycopg.pq
import structlog
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import make_conninfo

from newsroom.db.probe import TOO_MANY_CONNECTIONS, ConnectionRefused, in_one_line, probe

PAUSE_SECONDS = 0.5
"""Pause between two connection attempts."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class DatabaseMonitor:
    """State of the database, safe for threads.

    `reach` raises psycopg.Error while it is unavailable.
    """

    reach: Callable[[], None]
    renew: Callable[[], None]
    """Closes the connections from before the outage."""
    away_since: float | None = None
    lock: Lock = field(default_factory=Lock)
    watcher: Thread | None = None

    @property
    def is_away(self) -> bool:
        return self.away_since is not None

    def report(self, reason: str) -> None:
        """Start a thread that finds out whether the database is unavailable."""
        with self.lock:
            if self.watcher is None:
                self.watcher = Thread(
                    target=self._watch, args=(reason,), name="database monitor", daemon=True
                )
                self.watcher.start()

    def _watch(self, reason: str) -> None:
        try:
            while not self._is_reached():
                if self.away_since is None:
                    log.error("the database is away; answering 503 until it is back", reason=reason)
                    self.away_since = time.monotonic()
                time.sleep(PAUSE_SECONDS)
            self.renew()
        finally:
            since = self.away_since
            with self.lock:
                self.away_since, self.watcher = None, None
            if since is not None:
                log.info("the database is back", seconds_away=round(time.monotonic() - since, 1))

    def _is_reached(self) -> bool:
        try:
            self.reach()
        except ConnectionRefused:
            return True  # the server runs; open connections may still work
        except psycopg.Error as trouble:
            return TOO_MANY_CONNECTIONS.search(str(trouble)) is not None
        return True


def connect_default() -> None:
    probe(make_conninfo(**default_conninfo()))


def drain_default_pool() -> None:
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper) and wrapper.pool is not None:
        wrapper.pool.drain()


def default_conninfo() -> dict[str, Any]:
    """Return the connection parameters of libpq, without psycopg's and Django's."""
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    given = connections["default"].get_connection_params()
    return {name: value for name, value in given.items() if name in known}


database = DatabaseMonitor(connect_default, drain_default_pool)


def note_failed_connection(_pool: Any) -> None:
    """Report a failed connection of the pool (callback of psycopg_pool)."""
    database.report("no connection could be made")


def note_error(error: BaseException) -> None:
    database.report(in_one_line(error))
