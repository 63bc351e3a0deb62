"""Connection attempts to a database that may be unavailable. No Django."""

import re
import time
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

PROBE_SECONDS = 2
"""Seconds without a response after which a database counts as unavailable."""
MAX_PAUSE = 2.0
"""Seconds between two attempts at most."""
TOO_MANY_CONNECTIONS = re.compile(r"too many|remaining connection slots|no more connections", re.IGNORECASE)
"""Messages that refuse a new connection while open ones still work."""
TEMPORARY_REFUSALS = re.compile(
    TOO_MANY_CONNECTIONS.pattern
    + r"|starting up|shutting down|recovery|server login|connect to server|_timeout|pooler",
    re.IGNORECASE,
)
"""Messages of a running server or pooler that pass without intervention."""


class ConnectionRefused(Exception):
    """Refusal by a running server: wrong password, account or database name."""


class ProbeConnection(psycopg.Connection[Any]):
    """Connection that gives up on a server which accepts but does not respond."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, timeout or PROBE_SECONDS)
        except psycopg.OperationalError:
            self.pgconn.finish()  # no further command is possible, not even a close
            raise


def probe(url: str) -> None:
    """Connect and run one statement.

    Raises psycopg.Error, and ConnectionRefused where another attempt would not help.
    """
    try:
        connection = ProbeConnection.connect(url, connect_timeout=PROBE_SECONDS, autocommit=True)
    except errors.ConnectionTimeout:
        raise
    except psycopg.OperationalError as trouble:
        if is_answered(url) and not TEMPORARY_REFUSALS.search(str(trouble)):
            raise ConnectionRefused(in_one_line(trouble)) from trouble
        raise
    with connection:
        connection.execute("SELECT 1")


def is_answered(url: str) -> bool:
    """Return whether a server accepts connections at this URL."""
    address = make_conninfo(url, connect_timeout=PROBE_SECONDS)
    return Ping(PGconn.ping(address.encode())) == Ping.OK


def wait_until_reachable(url: str, say: Callable[[str], None], *, give_up_if_refused: bool) -> None:
    """Wait until the database can be reached; say once why that takes time.

    Raises ConnectionRefused if `give_up_if_refused`, and psycopg.ProgrammingError for an unreadable URL.
    """
    pause, waited = 0.5, False
    while True:
        try:
            probe(url)
        except ConnectionRefused as trouble:
            if give_up_if_refused:
                raise
            reason = str(trouble)
        except psycopg.OperationalError as trouble:
            reason = in_one_line(trouble)
        else:
            if waited:
                say("the database answers")
            return
        if not waited:
            say(f"the database cannot be reached, waiting for it: {reason}")
        waited = True
        time.sleep(pause)
        pause = min(2 * pause, MAX_PAUSE)


def in_one_line(trouble: BaseException) -> str:
    return " ".join(str(trouble).split())
