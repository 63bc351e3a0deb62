"""Process that restarts the bundled PostgreSQL.

Usage: `python -m newsroom.launcher.postgres.watchdog FOLDER`.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.server import ensure_running, is_running

CHECK_SECONDS = 0.5
MAX_PAUSE = 5.0


def watch(data_dir: Path, say: Callable[[str], None]) -> None:
    """Restart the server whenever it has ended; a failed start is tried again."""
    pause = CHECK_SECONDS
    while True:
        if not is_running(data_dir):
            pause = CHECK_SECONDS if start_server(data_dir, say) else min(2 * pause, MAX_PAUSE)
        time.sleep(pause)


def start_server(data_dir: Path, say: Callable[[str], None]) -> bool:
    say("PostgreSQL has ended; starting it again.")
    try:
        ensure_running(data_dir)
    except PostgresUnavailable as trouble:
        say(f"{trouble} Trying again.")
        return False
    say("PostgreSQL is running again.")
    return True


def say(words: str) -> None:
    sys.stdout.write(f"- {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    watch(Path(sys.argv[1]), say)
