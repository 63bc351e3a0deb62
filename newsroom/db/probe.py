"""One attempt to reach a database, and waiting until it can be reached. No Django."""

import re
import time
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

PROBE_SECONDS = 2
"""A database that has not answered after this long counts as away."""
LONGEST_PAUSE = 2.0
"""Seconds between two attempts: what waits is back that soon after the database."""
FULL = re.compile(r"too many|remaining connection slots|no more connections", re.IGNORECASE)
"""Refusals of one more connection; those that are open go on."""
PASSING = re.compile(
    FULL.pattern + r"|starting up|shutting down|recovery|server login|connect to server|_timeout|pooler",
    re.IGNORECASE,
)
"""Refusals by a running server or connection pooler that end by themselves."""


class Refused(Exception):
    """The server runs and does not let us in: a wrong password, account or database name."""


class ImpatientConnection(psycopg.Connection[Any]):
    """Connection that gives up on a server which accepts connections and then says nothing."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, timeout or PROBE_SECONDS)
        except psycopg.OperationalError:
            self.pgconn.finish()  # nothing more can be asked of it, not even to close
            raise


def probe(url: str) -> None:
    """Connect and run one statement. Raises psycopg.Error; `Refused` where trying again would not help."""
    try:
        connection = ImpatientConnection.connect(url, connect_timeout=PROBE_SECONDS, autocommit=True)
    except errors.ConnectionTimeout:
        raise
    except psycopg.OperationalError as trouble:
        if is_answered(url) and not PASSING.search(str(trouble)):
            raise Refused(in_one_line(trouble)) from trouble
        raise
    with connection:
        connection.execute("SELECT 1")


def is_answered(url: str) -> bool:
    """Whether a server accepts connections there, whoever may use it."""
    address = make_conninfo(url, connect_timeout=PROBE_SECONDS)
    return Ping(PGconn.ping(address.encode())) == Ping.OK


def wait_until_reachable(url: str, say: Callable[[str], None], *, give_up_if_refused: bool) -> None:
    """Return when the database answers; say once why it has to be waited for.

    Raises `Refused` if asked to, and psycopg.ProgrammingError for a URL that cannot be read.
    """
    pause, waited = 0.5, False
    while True:
        try:
            probe(url)
        except Refused as trouble:
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
        pause = min(2 * pause, LONGEST_PAUSE)


def in_one_line(trouble: BaseException) -> str:
    return " ".join(str(trouble).split())
