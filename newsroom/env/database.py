"""Addresses of the database, and Django's settings for it."""

import os
from typing import Any

import psycopg
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from newsroom.db.base import CHECK_SECONDS, Connection, check_connection
from newsroom.db.monitor import note_failed_connection
from newsroom.env.errors import InvalidEnvironment

CONNECT_TIMEOUT = 2
"""Seconds that a reader waits for a database that does not answer."""
DIRECT = "DIRECT_DATABASE_URL"
FORMER_DIRECT = "DATABASE_DIRECT_URL"
"""Name of the variable until version 0.1, which still counts."""
NEVER_AUTOMATIC = 1_000_000_000
"""Executions before psycopg prepares a statement by itself; None would disable prepared statements altogether."""


def session_variable() -> str:
    """Return the name of the variable whose address leads to a session of its own."""
    for name in (DIRECT, FORMER_DIRECT):
        if os.environ.get(name):
            return name
    return "DATABASE_URL"


def session_url() -> str:
    """Return the URL for work with a session of its own: migrations, locks, worker."""
    return os.environ.get(session_variable(), "")


def check_database_urls() -> None:
    """Raise for unreadable database URLs, without repeating their password."""
    direct = session_variable()
    if direct != "DATABASE_URL" and not os.environ.get("DATABASE_URL"):
        raise InvalidEnvironment(f"{direct} needs DATABASE_URL: set both, or DATABASE_URL alone.")
    for variable in ("DATABASE_URL", direct):
        if url := os.environ.get(variable):
            check_database_url(variable, url)


def check_database_url(variable: str, url: str) -> None:
    form = "write postgresql://user:password@host/database."
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as mistake:
        # libpq repeats URLs of other schemes in its message, password included.
        reason = f": {' '.join(str(mistake).split())}" if url.startswith("postgres") else ""
        raise InvalidEnvironment(f"{variable} cannot be read{reason}; {form}") from mistake
    if "dbname" not in parts:
        raise InvalidEnvironment(f"{variable} names no database; {form}")
    if not all(port.isascii() and port.isdigit() for port in str(parts.get("port") or "5432").split(",")):
        raise InvalidEnvironment(f"{variable} names a port that is no number; {form}")


def database_settings(url: str, *, prepared: bool = True, in_web_server: bool = False) -> dict[str, Any]:
    """Return Django's database settings for a libpq URL.

    An empty URL names a server that does not exist.

    `prepared` allows prepared statements, which some connection poolers do not support. `in_web_server` shortens the
    waits: a reader gets an error page within two seconds, while a migration may take an hour.
    """
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "newsroom.db",
        "WAIT_SECONDS": 1.5 if in_web_server else 5.0,  # for a free connection
        "NAME": parts.pop("dbname", "newsroom"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 0,  # the pool refuses persistent connections
        "CONN_HEALTH_CHECKS": True,  # without it a restarted database costs one error a pooled connection
        "DISABLE_SERVER_SIDE_CURSORS": True,  # they do not survive the transactions of a connection pooler
        "OPTIONS": {
            "connect_timeout": CONNECT_TIMEOUT,
            "tcp_user_timeout": 1000 * CONNECT_TIMEOUT,  # for a host that has stopped answering
            **parts,
            "prepare_threshold": NEVER_AUTOMATIC if prepared else None,
            "pool": {
                "min_size": 1,
                "max_size": 8,
                "max_idle": 60.0,  # seconds after which one that nobody needed is closed
                "timeout": CHECK_SECONDS,
                # The monitor looks for the database. With psycopg's default of five minutes the pauses grow, and a
                # database that is back is noticed up to a minute late.
                "reconnect_timeout": 0,
                "reconnect_failed": note_failed_connection,
                "connection_class": Connection if in_web_server else psycopg.Connection,
                **({"check": check_connection} if in_web_server else {}),
            },
        },
    }
