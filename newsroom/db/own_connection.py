"""A connection of one process apart from those of requests.

A connection from the pool is checked before each request, which costs a round trip. A statement here fails at once if
the connection is lost, and its caller takes the long way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.db.compiled_queries import PreparedCursor
from newsroom.db.monitor import database, note_error


class StatementFailed(Exception):
    """The statement had no result; whether it took effect is unknown."""


@dataclass(slots=True)
class OwnConnection:
    """A connection that all threads of the process share, one statement at a time."""

    lock: Lock = field(default_factory=Lock)
    wrapper: BaseDatabaseWrapper | None = None

    def execute(self, sql: str, params: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """Run the prepared statement in its own transaction and return its rows.

        Raises StatementFailed.
        """
        with self.lock:
            if database.is_away:
                self._close()
                raise StatementFailed
            try:
                rows: Sequence[tuple[Any, ...]] = self._cursor().execute(sql, params).fetchall()
            except (psycopg.Error, DatabaseError, InterfaceError) as error:
                self._close()
                note_error(error)
                raise StatementFailed from error
            return rows

    def close(self) -> None:
        with self.lock:
            self._close()

    def _close(self) -> None:
        wrapper, self.wrapper = self.wrapper, None
        if wrapper is not None:
            wrapper.close()

    def _cursor(self) -> PreparedCursor:
        if self.wrapper is None:
            self.wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
            self.wrapper.inc_thread_sharing()
        self.wrapper.ensure_connection()
        return PreparedCursor(self.wrapper.connection)
