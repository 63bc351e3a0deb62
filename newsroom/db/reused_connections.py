"""Connections that stay open between the requests of a process.

The pool gives its connections out in turn, so that each runs a statement seldom, and PostgreSQL plans a statement the
first times that a connection runs it. The connection used last is used next here.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, Full, LifoQueue

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

MAX_IDLE = 2
"""Connections that stay out of the pool between requests; the pool has some more than a process has threads."""


@dataclass(slots=True)
class ReusedConnections:
    idle: LifoQueue[BaseDatabaseWrapper] = field(default_factory=lambda: LifoQueue(MAX_IDLE))

    @contextmanager
    def use(self) -> Iterator[None]:
        """Run the queries of the block on the connection used last.

        Nothing checks that connection first: on a lost one the first query fails, and it is closed when a block fails.
        """
        reused, own = self._take(), connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = reused
        succeeded = False
        try:
            yield
            succeeded = True
        finally:
            connections[DEFAULT_DB_ALIAS] = own
            if succeeded:
                self._put(reused)
            else:
                reused.close()

    def close(self) -> None:
        with suppress(Empty):
            while True:
                self.idle.get_nowait().close()

    def _take(self) -> BaseDatabaseWrapper:
        with suppress(Empty):
            return self.idle.get_nowait()
        wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
        wrapper.inc_thread_sharing()
        return wrapper

    def _put(self, wrapper: BaseDatabaseWrapper) -> None:
        try:
            self.idle.put_nowait(wrapper)
        except Full:
            wrapper.close()
