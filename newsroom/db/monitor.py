"""Knowledge of one process that its database is away, so that requests are refused at once instead of waiting.

A request that fails for the database makes a thread try to reach it. As long as that fails, the database counts as
away; when it succeeds, connections of before are given up, and requests are served again. The log gets one line when
the database goes and one when it is back, however many requests come in between.
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

from newsroom.db.probe import FULL, Refused, in_one_line, probe

PAUSE_SECONDS = 0.5
"""Between two attempts to reach a database that is away."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class DatabaseMonitor:
    """Safe for threads. `reach` raises psycopg.Error while the database cannot be reached."""

    reach: Callable[[], None]
    renew: Callable[[], None]
    """Give up connections of before."""
    away_since: float | None = None
    lock: Lock = field(default_factory=Lock)
    watcher: Thread | None = None

    @property
    def is_away(self) -> bool:
        return self.away_since is not None

    def report(self, reason: str) -> None:
        """Take note that a request failed for the database, and have a thread find out whether it is away."""
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
        except Refused:
            return True  # it runs, and connections that are open may go on
        except psycopg.Error as trouble:
            return FULL.search(str(trouble)) is not None
        return True


def reach_default() -> None:
    probe(make_conninfo(**address_of_default()))


def renew_default() -> None:
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper) and wrapper.pool is not None:
        wrapper.pool.drain()


def address_of_default() -> dict[str, Any]:
    """What libpq needs to know, without what psycopg and Django add."""
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    given = connections["default"].get_connection_params()
    return {name: value for name, value in given.items() if name in known}


database = DatabaseMonitor(reach_default, renew_default)


def note_failed_connection(_pool: Any) -> None:
    """psycopg_pool's callback for a connection that could not be made: nobody has to wait for the next one."""
    database.report("no connection could be made")


def note_error(error: BaseException) -> None:
    database.report(in_one_line(error))
