"""Forks of the supervisor, stopped and waited for like other processes."""

import json

from tests.newsroom.processes import PATIENCE, in_new_process

PREPARE = """
import os, time
from pathlib import Path
from newsroom.launcher.forked_process import UNKNOWN_EXIT, ForkedProcess
def fork(run): return ForkedProcess(run, title="worker", folder=Path("."), environment={})
"""


def test_a_fork_is_stopped_and_its_exit_read() -> None:
    process = in_new_process(
        f"""{PREPARE}
child = fork(lambda: time.sleep(60))
running = child.poll()
child.terminate()
print(running, child.wait(60))
"""
    )

    assert process.communicate(timeout=PATIENCE)[0].strip() == "None -15"


def test_a_fork_whose_exit_was_read_elsewhere_counts_as_ended() -> None:
    process = in_new_process(
        f"""{PREPARE}
child = fork(lambda: None)
os.waitpid(child.pid, 0)
print(child.poll() == UNKNOWN_EXIT)
"""
    )

    assert process.communicate(timeout=PATIENCE)[0].strip() == "True"


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
