"""Counts that several processes share: none is lost, and no sum ever falls."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from newsroom.queues import CONCURRENCY
from newsroom.telemetry import counters as module
from newsroom.telemetry.count_layout import CELLS, FAMILIES, ROWS
from newsroom.telemetry.counters import ProcessCounters, read_host_counts
from tests.newsroom.processes import PATIENCE
from tests.paths import ROOT

COUNT_TWICE = """
import sys
from pathlib import Path
from newsroom.telemetry.counters import counters
counters.begin(sys.argv[1], Path(sys.argv[2]))
counters.count("jobs", "urgent", 0, 0.002)
counters.count("jobs", "urgent", 1, 0.5)
if sys.argv[3:]:
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _own_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "counters", ProcessCounters())


def start_process(role: str, folder: Path, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", COUNT_TWICE, role, str(folder), *more],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def count_jobs(folder: Path, outcome: int) -> int:
    return read_host_counts(folder).cells[ROWS["jobs", "urgent"].start + outcome]


def test_the_counts_of_several_processes_are_added(tmp_path: Path) -> None:
    for _process in range(2):
        start_process("worker", tmp_path).communicate(timeout=PATIENCE)

    assert [count_jobs(tmp_path, outcome) for outcome in (0, 1)] == [2, 2]


def test_a_killed_process_leaves_its_file_and_its_counts_to_the_next_one(tmp_path: Path) -> None:
    killed = start_process("worker", tmp_path, "wait")
    assert killed.stdout is not None
    killed.stdout.readline()
    killed.kill()
    killed.wait(PATIENCE)

    start_process("worker", tmp_path).communicate(timeout=PATIENCE)

    assert (count_jobs(tmp_path, 0), len(list(tmp_path.iterdir()))) == (2, 1)


def test_running_processes_are_counted_by_role(tmp_path: Path) -> None:
    waiting = [start_process(role, tmp_path, "wait") for role in ("worker", "worker", "intake")]
    for process in waiting:
        assert process.stdout is not None
        process.stdout.readline()

    running = read_host_counts(tmp_path).running

    for process in waiting:
        process.communicate("", timeout=PATIENCE)
    assert running == {"web": 0, "worker": 2, "intake": 1}
    assert read_host_counts(tmp_path).running["worker"] == 0


def test_threads_lose_no_count(tmp_path: Path) -> None:
    own = ProcessCounters()
    own.begin("web", tmp_path)

    def count_many() -> None:
        for _time in range(5_000):
            own.count("answers", "page_warm", 1, 0.0002)

    threads = [threading.Thread(target=count_many) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert read_host_counts(tmp_path).cells[ROWS["answers", "page_warm"].start + 1] == 20_000


def test_a_full_disk_costs_the_shared_file_and_not_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    own = ProcessCounters()
    monkeypatch.setattr(module, "counters", own)

    own.begin("web", tmp_path)
    own.count("jobs", "urgent", 0, 0.1)

    assert count_jobs(tmp_path, 0) == 1


def test_a_damaged_file_is_counted_as_far_as_it_goes(tmp_path: Path) -> None:
    start_process("worker", tmp_path).communicate(timeout=PATIENCE)
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:13])

    assert sum(read_host_counts(tmp_path).cells) == 0


def test_the_layout_has_a_place_for_every_queue_and_no_cell_twice() -> None:
    assert set(CONCURRENCY) <= set(FAMILIES[1].values)
    assert max(row.total for row in ROWS.values()) == CELLS - 1
    assert len({row.start for row in ROWS.values()}) == len(ROWS)
