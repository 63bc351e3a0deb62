"""Read replicas, each left out while it is away, lags or is none.

A block of queries runs on a replica in one snapshot, in which the replica first answers a question by which the caller
decides whether it is recent enough. Whatever a replica does wrong is a `ReplicaUnfit`: the caller then asks another one
or the primary. A request never waits for a replica that is known to be away: a thread tries to connect after a pause.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, Full, LifoQueue
from threading import Lock, Thread
from typing import Any, NamedTuple

import psycopg
import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql import base
from psycopg import IsolationLevel

from newsroom.db.probe import in_one_line

SILENCE_SECONDS = 1.0
"""Seconds without a response after which a replica counts as away."""
LAG_PAUSES = (0.02, 0.5)
"""Shortest and longest pause, in seconds, of a replica that lags."""
AWAY_PAUSES = (0.5, 10.0)
LONG_LAG_SECONDS = 2.0
"""Seconds of lag after which the log gets a line."""
MAX_IDLE = 8
"""Connections to a replica that stay open between requests, as many as the pool of the primary has."""
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
FACTS = (
    "pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()), current_database(), "
    "(SELECT greatest(timeline_id, (SELECT min_recovery_end_timeline FROM pg_control_recovery())) "
    "FROM pg_control_checkpoint())"
)
"""Expressions of `ReplicaFacts`.

The timeline is the one that recovery has reached for certain. A server that follows a former primary has a lower one.
"""
IDENTITY = "SELECT (SELECT system_identifier FROM pg_control_system())::text, current_database()"
SHUTDOWN = ("08", "57P")
"""First characters of the error codes of a connection that the server has ended."""
ERRORS = (psycopg.Error, DatabaseError, InterfaceError)

log = structlog.get_logger(__name__)
type Row = Sequence[str | None]


class ReplicaUnfit(Exception):
    """Replica that cannot answer now."""


class ReplicaLags(ReplicaUnfit):
    """Replica that works but is not recent enough."""


class WrongReplica(ReplicaUnfit):
    """Server that is no replica of this database."""


class ReplicaIsPrimary(WrongReplica):
    """Primary of this database, as a replica is after a failover."""


class PrimaryIdentity(NamedTuple):
    """System identifier and name of the database that all replicas copy."""

    system: str
    database: str


class ReplicaConnection(psycopg.Connection[Any]):
    """Connection that gives up on a server which does not respond."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, timeout or SILENCE_SECONDS)
        except psycopg.OperationalError as trouble:
            if trouble.sqlstate is None:  # nothing from the server: no further command is possible
                self.pgconn.finish()
            raise


class ReplicaWrapper(base.DatabaseWrapper):
    """Django's connection to a replica.

    It has the alias of the primary, so that queries can run on it unchanged, but none of its pool.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        return ReplicaConnection.connect(**conn_params)


@dataclass(slots=True)
class LeftOut:
    """Time for which a replica is left out."""

    since: float
    resume_at: float
    pauses: tuple[float, float]
    is_logged: bool = False


@dataclass(slots=True)
class Replica:
    """One replica, its idle connections and its pause. Safe for threads."""

    settings: dict[str, Any]
    clock: Callable[[], float] = time.monotonic
    idle: LifoQueue[BaseDatabaseWrapper] = field(default_factory=lambda: LifoQueue(MAX_IDLE))
    left_out: LeftOut | None = None
    trial: Thread | None = None
    asked: int = 0
    """Snapshots that this replica was asked for."""
    answered: int = 0
    """Snapshots whose block ended without an error."""
    lock: Lock = field(default_factory=Lock)

    @property
    def label(self) -> str:
        place = self.settings
        return f"{place['HOST'] or 'localhost'}:{place['PORT'] or 5432}/{place['NAME']}"

    @property
    def seconds_away(self) -> float:
        """Seconds for which the replica has been left out; 0 after a short lag."""
        left_out = self.left_out
        return self.clock() - left_out.since if left_out is not None and left_out.is_logged else 0.0

    def is_due(self) -> bool:
        """Return whether to ask the replica: it is in use, or its pause is over.

        Of several requests after a pause one gets true.
        """
        if self.left_out is None:
            return True
        with self.lock:
            return self._is_pause_over()

    def _is_pause_over(self) -> bool:
        left_out, now = self.left_out, self.clock()
        if left_out is None:
            return True
        if now < left_out.resume_at or self.trial is not None:
            return False
        left_out.resume_at = now + left_out.pauses[1]
        if left_out.pauses is LAG_PAUSES:
            return True
        self.trial = Thread(target=self._try_again, name="trial of a replica", daemon=True)
        self.trial.start()
        return False

    @contextmanager
    def read_snapshot(self, columns: str, identity: PrimaryIdentity) -> Iterator[Row]:
        """Yield the columns; the queries of the block run in the same snapshot.

        The columns end with a FROM clause of one row. Raises ReplicaUnfit, also for an error of the database in the
        block.
        """
        self.asked += 1
        try:
            with self._use() as wrapper:
                row = _begin(wrapper, f"{FACTS}, {columns}")
                own = connections[DEFAULT_DB_ALIAS]
                connections[DEFAULT_DB_ALIAS] = wrapper
                try:
                    _check_facts(row, identity)
                    yield row[3:]
                finally:
                    connections[DEFAULT_DB_ALIAS] = own
        except ReplicaUnfit as trouble:
            self._leave_out(LAG_PAUSES if isinstance(trouble, ReplicaLags) else AWAY_PAUSES, str(trouble))
            raise
        except ERRORS as trouble:
            self._leave_out(LAG_PAUSES if _is_from_server(trouble) else AWAY_PAUSES, in_one_line(trouble))
            raise ReplicaUnfit(str(trouble)) from trouble
        self.answered += 1
        if self.left_out is not None:
            self._use_again()

    def check(self, identity: PrimaryIdentity) -> None:
        """Raise unless the server can be reached and is a replica of the primary."""
        with self._use() as wrapper:
            _check_facts(_begin(wrapper, FACTS), identity)

    def close(self) -> None:
        with suppress(Empty):
            while True:
                self.idle.get_nowait().close()

    @contextmanager
    def _use(self) -> Iterator[BaseDatabaseWrapper]:
        wrapper, end = self._take(), ""
        try:
            yield wrapper
            end = "COMMIT"
        except ReplicaUnfit:
            end = "ROLLBACK"  # so that the server's statistics count the pages
            raise
        finally:
            self._put(wrapper, end)

    def _take(self) -> BaseDatabaseWrapper:
        with suppress(Empty):
            return self.idle.get_nowait()
        wrapper = ReplicaWrapper(
            {**connections.settings[DEFAULT_DB_ALIAS], **self.settings}, DEFAULT_DB_ALIAS
        )
        wrapper.inc_thread_sharing()
        return wrapper

    def _put(self, wrapper: BaseDatabaseWrapper, end: str) -> None:
        """End the transaction and keep the connection; close it if it failed."""
        if end:
            with suppress(*ERRORS, Full):
                _execute(wrapper, end)
                self.idle.put_nowait(wrapper)
                return
        wrapper.close()

    def _leave_out(self, pauses: tuple[float, float], reason: str) -> None:
        shortest, longest = pauses
        with self.lock:
            now = self.clock()
            left_out = self.left_out
            if left_out is None or left_out.pauses != pauses:
                left_out = self.left_out = LeftOut(now, now + shortest, pauses)
            else:
                left_out.resume_at = now + min(max(now - left_out.since, shortest), longest)
            is_serious = pauses is AWAY_PAUSES or now - left_out.since >= LONG_LAG_SECONDS
            must_log = is_serious and not left_out.is_logged
            left_out.is_logged |= must_log
        if must_log:
            log.warning("a replica is left out", replica=self.label, reason=reason)

    def _use_again(self) -> None:
        with self.lock:
            left_out, self.left_out = self.left_out, None
        if left_out is not None and left_out.is_logged:
            away = round(self.clock() - left_out.since, 1)
            log.info("a replica is used again", replica=self.label, seconds_away=away)

    def _try_again(self) -> None:
        """Connect again; leave the replica out for a longer pause if that fails."""
        try:
            self.close()  # connections from before
            self.check(replicas.find_identity())
        except (*ERRORS, ReplicaUnfit) as trouble:
            self._leave_out(AWAY_PAUSES, in_one_line(trouble))
        else:
            self._use_again()
        finally:
            connections.close_all()
            with self.lock:
                self.trial = None


@dataclass(slots=True)
class Replicas:
    """All replicas, used in turn."""

    servers: Sequence[Replica]
    turns: "count[int]" = field(default_factory=count)
    identity: PrimaryIdentity | None = None

    def take_turns(self) -> Iterator[Replica]:
        """Yield the replicas that are in use, another one first each time."""
        servers, first = self.servers, next(self.turns)
        for place in range(len(servers)):
            replica = servers[(first + place) % len(servers)]
            if replica.is_due():
                yield replica

    def find_identity(self) -> PrimaryIdentity:
        """Return the identity of the primary, which never changes."""
        if self.identity is None:
            with connection.cursor() as cursor:
                cursor.execute(IDENTITY)
                self.identity = PrimaryIdentity(*cursor.fetchone())
        return self.identity

    def list_away(self) -> list[Replica]:
        """Return the replicas that this process leaves out; try them again if it is time."""
        for server in self.servers:
            server.is_due()
        return [server for server in self.servers if server.seconds_away]

    def close(self) -> None:
        for server in self.servers:
            server.close()


replicas = Replicas([Replica(database) for database in settings.REPLICAS])


def check_replicas(say: Callable[[str], None]) -> None:
    """Raise WrongReplica for a copy of another database; say which cannot be used yet.

    A primary is no mistake: after a failover the settings still name the server that took over.
    """
    for server in replicas.servers:
        try:
            server.check(replicas.find_identity())
        except ERRORS as trouble:
            say(
                f"the replica {server.label} cannot be used yet, the primary builds the pages: {in_one_line(trouble)}"
            )
        except ReplicaIsPrimary:
            say(
                f"{server.label} of REPLICA_URLS is a primary, so it is left out until it follows another server"
            )
        except WrongReplica as mistake:
            raise WrongReplica(f"REPLICA_URLS names {server.label}, which is {mistake}") from mistake
    replicas.close()


def _check_facts(row: Row, identity: PrimaryIdentity) -> None:
    is_replica, system, database = row[:3]
    if (system, database) != identity:
        raise WrongReplica("a copy of another database than that of DATABASE_URL")
    if is_replica != "t":
        raise ReplicaIsPrimary("a primary")


def _is_from_server(trouble: BaseException) -> bool:
    """Return whether a working server refused a statement."""
    cause = trouble if isinstance(trouble, psycopg.Error) else trouble.__cause__
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    return state is not None and not state.startswith(SHUTDOWN)


def _begin(wrapper: BaseDatabaseWrapper, columns: str) -> Row:
    """Begin the snapshot and return its first row, in one round trip."""
    wrapper.ensure_connection()
    result = _execute(wrapper, f"{BEGIN}; SELECT {columns}")
    if result.ntuples != 1:
        raise ReplicaLags("it has no publication log yet")
    values = (result.get_value(0, place) for place in range(result.nfields))
    return [None if value is None else value.decode() for value in values]


def _execute(wrapper: BaseDatabaseWrapper, statement: str) -> "psycopg.pq.abc.PGresult":
    """Run the statement by the simple protocol, which takes several at once."""
    session = wrapper.connection
    if session.closed:
        raise psycopg.OperationalError("the connection is closed")
    cursor = psycopg.Cursor(session)
    cursor.execute(statement.encode(), prepare=False)
    result: psycopg.pq.abc.PGresult | None = cursor.set_result(-1).pgresult
    if result is None:
        raise psycopg.OperationalError("no response")
    return result
