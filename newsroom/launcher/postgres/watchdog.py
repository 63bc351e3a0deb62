"""Process that restarts the bundled PostgreSQL.

Usage: `python -m newsroom.launcher.postgres.watchdog FOLDER`.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsroom.launcher.postgres.errors import PostgresUnavailable, StartFailed
from newsroom.launcher.postgres.server import ensure_running, is_running

CHECK_SECONDS = 1.0
MAX_PAUSE = 5.0


def watch(data_dir: Path, say: Callable[[str], None]) -> None:
    """Restart the server whenever it has ended."""
    while True:
        if not is_running(data_dir):
            say("PostgreSQL has ended; starting it again.")
            keep_starting(data_dir, say, retried=PostgresUnavailable)
            say("PostgreSQL is running again.")
        time.sleep(CHECK_SECONDS)


def keep_starting(
    data_dir: Path, say: Callable[[str], None], retried: type[PostgresUnavailable] = StartFailed
) -> str:
    """Start the server, however often it takes, and return its URL.

    Each reason of a failure is said once.
    """
    pause, said = CHECK_SECONDS, ""
    while True:
        try:
            return ensure_running(data_dir)
        except retried as trouble:
            if str(trouble) != said:
                say(f"{trouble}. Trying again until it starts.")
            said = str(trouble)
        time.sleep(pause)
        pause = min(2 * pause, MAX_PAUSE)


def say(words: str) -> None:
    sys.stdout.write(f"- {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    watch(Path(sys.argv[1]), say)
