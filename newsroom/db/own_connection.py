"""A connection of one process apart from those of requests.

A connection from the pool is checked before each request, which costs a round trip. A statement here fails at once if
the connection is lost, and its caller takes the long way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.db.monitor import database, note_error

NAMED_PARAM = re.compile(r"%(?:\((?P<name>\w+)\)s|%)")


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
                text, names = number_params(sql)
                values = [params[name] for name in names]
                rows = self._cursor().execute(text, values, prepare=True).fetchall()
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

    def _cursor(self) -> "psycopg.RawCursor[Any]":
        if self.wrapper is None:
            self.wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
            self.wrapper.inc_thread_sharing()
        self.wrapper.ensure_connection()
        return psycopg.RawCursor(self.wrapper.connection)


@lru_cache
def number_params(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the statement with `$1` for its first named parameter, and the names.

    psycopg parses a long statement again at each execution.
    """
    names: dict[str, int] = {}

    def number(match: "re.Match[str]") -> str:
        return f"${names.setdefault(match['name'], len(names) + 1)}" if match["name"] else "%"

    return NAMED_PARAM.sub(number, sql).encode(), tuple(names)
