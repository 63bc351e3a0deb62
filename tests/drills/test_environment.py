"""A drill kills processes of its own desk, and no other."""

import os
from pathlib import Path

from tests.drills.desk.environment import children_of
from tests.drills.environment import read_postmaster_pid


def test_the_pid_file_of_a_killed_server_names_no_other_process(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")

    assert read_postmaster_pid(tmp_path) is None


def test_a_process_that_does_not_run_has_no_children() -> None:
    assert os.getpid() in children_of(os.getppid())
    assert (children_of(None), children_of(0)) == ([], [])
