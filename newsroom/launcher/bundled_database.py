"""Bundled PostgreSQL of a desk, as `up` uses it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from newsroom.launcher import postgres
from newsroom.launcher.postgres import watchdog
from newsroom.launcher.supervisor import ChildProcess


def database_folder() -> Path:
    return Path(settings.DATA_DIR).absolute() / "postgres"


def is_bundled() -> bool:
    """Return whether the desk uses the bundled database of its data folder."""
    folder = database_folder()
    host = str(settings.DATABASES["default"]["HOST"])
    return folder.exists() and host == str(postgres.socket_folder(folder))


def was_started_here() -> bool:
    return is_bundled() and postgres.was_started_here(database_folder())


def describe_data_folder() -> str:
    folder, database = Path(settings.DATA_DIR).absolute(), database_folder()
    bucket = settings.ENVIRONMENT.media.s3
    media = f", {bucket} (photos)" if bucket else ""
    if not is_bundled():
        return f"{folder}{media or ' (photos)'} and the database of DATABASE_URL"
    return f"{folder}{media}" + (f" and {database.resolve()}" if database.is_symlink() else "")


def close_connections() -> None:
    """Close the pool and its threads."""
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper):
        wrapper.close()
        wrapper.close_pool()


def database_watchdog() -> ChildProcess:
    """Return the process that restarts PostgreSQL."""
    folder = database_folder()
    command = [sys.executable, "-m", "newsroom.launcher.postgres.watchdog", str(folder)]
    return ChildProcess("watchdog of PostgreSQL", command, run=lambda: watchdog.watch(folder, watchdog.say))


@contextmanager
def stop_database_on_exit(say: Callable[[str], None]) -> Iterator[None]:
    """Stop the bundled PostgreSQL at the end if this command started it."""
    try:
        yield
    finally:
        folder = database_folder()
        if postgres.was_started_here(folder):
            close_connections()
            if not postgres.stop_if_unused(folder) and postgres.is_running(folder):
                say("PostgreSQL stays up for another command; `manage.py stop_database` stops it")
