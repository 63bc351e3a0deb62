"""Children known by their ids alone, as after a reload."""

import json
import os
import signal
import subprocess
import sys

from newsroom.launcher.forked_process import UNKNOWN_EXIT, KnownChild
from tests.newsroom.processes import PATIENCE, in_new_process


def test_a_known_child_is_stopped_and_its_exit_read() -> None:
    started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    child = KnownChild(started.pid)

    running = child.poll()
    child.terminate()

    assert (running, child.wait(60)) == (None, -signal.SIGTERM)


def test_a_child_whose_exit_was_read_elsewhere_counts_as_ended() -> None:
    started = subprocess.Popen([sys.executable, "-c", ""])
    os.waitpid(started.pid, 0)

    assert KnownChild(started.pid).poll() == UNKNOWN_EXIT


def test_an_error_that_ends_a_fork_is_one_line_of_the_log() -> None:
    process = in_new_process("""
        import logging.config
        from pathlib import Path
        from newsroom.launcher.forked_process import ForkedProcess
        from newsroom.logging_config import build_logging
        logging.config.dictConfig(build_logging("json"))
        ForkedProcess(lambda: 1 / 0, title="worker", folder=Path("."), environment={}).wait()
    """)

    lines = process.communicate(timeout=PATIENCE)[0].splitlines()

    assert [json.loads(line)["event"] for line in lines] == ["a process ended by an error"]
    assert "ZeroDivisionError" in lines[0]
