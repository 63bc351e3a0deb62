"""Children known by their ids alone, as after a reload."""

import os
import signal
import subprocess
import sys

from newsroom.launcher.forked_process import UNKNOWN_EXIT, KnownChild


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
