"""Settings, port and processes of a drill's separate desk."""

import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from newsroom.launcher.postgres.paths import ClusterPaths
from newsroom.launcher.postgres.server import server_pid

HOST = "127.0.0.1"
SETTINGS_OF_THE_CALLER = (
    "DATABASE_URL", "DIRECT_DATABASE_URL", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "PGOPTIONS",
)  # fmt: skip
"""Settings that the drill's desk does not inherit."""
UNLIMITED = "1000000000"
"""Request limit for a mirror that never pauses."""


def environment_of(data_folder: Path, **settings: str) -> dict[str, str]:
    """Return the environment variables of a desk with its data in this folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_THE_CALLER}
    return {
        **inherited,
        "NEWSROOM_DATA_DIR": str(data_folder),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "FEED_PER_MINUTE": UNLIMITED,
        "FEED_PER_DAY": UNLIMITED,
        **settings,
    }


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def read_postmaster_pid(database_folder: Path) -> int | None:
    """Return the pid of the bundled PostgreSQL; None if it is not running.

    The pid file of a killed server stays, and its number soon belongs to a process that is not the drill's.
    """
    return server_pid(ClusterPaths(database_folder.resolve()))


def kill_process(pid: int | None) -> None:
    """Kill the process without warning."""
    if pid is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def print_line(words: str = "") -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
