"""`python -m newsroom.launcher.postgres.watchdog FOLDER`: starts the bundled PostgreSQL again whenever it has ended."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.server import ensure_running, is_running

LOOK_SECONDS = 0.5
LONGEST_PAUSE = 5.0


def watch(data_dir: Path, say: Callable[[str], None]) -> None:
    """Look after the server without end; a start that fails is tried again."""
    pause = LOOK_SECONDS
    while True:
        if not is_running(data_dir):
            pause = LOOK_SECONDS if start_server(data_dir, say) else min(2 * pause, LONGEST_PAUSE)
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
