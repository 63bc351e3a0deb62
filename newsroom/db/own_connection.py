"""A connection of one process apart from those of requests.

A connection from the pool is checked before each request, which costs a round trip. A statement here fails at once if
the connection is lost, and its caller takes the long way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import generators
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus

from newsroom.db.monitor import database, note_error

NUMBERS = count(1)
"""Numbers of prepared statements: a connection that was given back to the pool may still have some."""
NAMED_PARAM = re.compile(r"%(?:\((?P<name>\w+)\)s|%)")


class StatementFailed(Exception):
    """The statement had no result; whether it took effect is unknown."""


@dataclass(slots=True)
class PreparedConnection:
    """A connection with the statements prepared on it.

    A cursor spends four times as long on a prepared statement as this, most of it on the choice whether to prepare it.
    """

    connection: "psycopg.Connection[Any]"
    adapter: "psycopg.abc.Transformer" = field(init=False)
    """Converter of parameters and rows, with the converters that it has looked up."""
    names: dict[tuple[bytes, tuple[int, ...]], bytes] = field(default_factory=dict)
    """The prepared statement by its text and the types of its parameters."""

    def __post_init__(self) -> None:
        self.adapter = Transformer(self.connection)

    def execute(self, text: bytes, values: Sequence[Any]) -> Sequence[tuple[Any, ...]]:
        adapter = self.adapter
        params = adapter.dump_sequence(values, [PyFormat.AUTO] * len(values))
        self._send(text, params, adapter.types or (), adapter.formats or ())
        result = self._wait()
        adapter.set_pgresult(result)
        rows: list[tuple[Any, ...]] = adapter.load_rows(0, result.ntuples, tuple)
        return rows

    def _send(
        self,
        text: bytes,
        params: Sequence[Any],
        types: tuple[int, ...],
        formats: Sequence["psycopg.pq.Format"],
    ) -> None:
        server = self.connection.pgconn
        if self.connection.prepare_threshold is None:  # a pooler without prepared statements
            server.send_query_params(text, params, types, formats)
        else:
            server.send_query_prepared(self._prepare(text, types), params, formats)

    def _prepare(self, text: bytes, types: tuple[int, ...]) -> bytes:
        name = self.names.get((text, types))
        if name is None:
            name = f"own_{next(NUMBERS)}".encode()
            self.connection.pgconn.send_prepare(name, text, types)
            self._wait()
            self.names[text, types] = name
        return name

    def _wait(self) -> "psycopg.pq.abc.PGresult":
        results: list[psycopg.pq.abc.PGresult] = self.connection.wait(
            generators.execute(self.connection.pgconn)
        )
        result = results[-1]
        if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise psycopg.errors.error_from_result(result)
        return result


@dataclass(slots=True)
class OwnConnection:
    """A connection that all threads of the process share, one statement at a time."""

    lock: Lock = field(default_factory=Lock)
    wrapper: BaseDatabaseWrapper | None = None
    prepared: PreparedConnection | None = None

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
                rows = self._connect().execute(text, [params[name] for name in names])
            except (psycopg.Error, DatabaseError, InterfaceError) as error:
                self._close()
                note_error(error)
                raise StatementFailed from error
            return rows

    def close(self) -> None:
        with self.lock:
            self._close()

    def _close(self) -> None:
        wrapper, self.wrapper, self.prepared = self.wrapper, None, None
        if wrapper is not None:
            wrapper.close()

    def _connect(self) -> PreparedConnection:
        if self.prepared is None:
            self.wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
            self.wrapper.inc_thread_sharing()
            self.wrapper.ensure_connection()
            self.prepared = PreparedConnection(self.wrapper.connection)
        return self.prepared


@lru_cache
def number_params(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the statement with `$1` for its first named parameter, and the names.

    psycopg parses a long statement again at each execution.
    """
    names: dict[str, int] = {}

    def number(match: "re.Match[str]") -> str:
        return f"${names.setdefault(match['name'], len(names) + 1)}" if match["name"] else "%"

    return NAMED_PARAM.sub(number, sql).encode(), tuple(names)
