"""What a desk takes while nobody uses it: `python -m tests.benchmarks.bench_rest`.

Starts `up` in a new data folder (or `--folder`), waits until it is at rest, and prints how many processes it has, how many connections
to the database, how often they wake up in a second (voluntary context switches of all threads) and their share of one
core, PostgreSQL's included. `--against FOLDER` measures another version of the code afterwards. Ends with 1 if a goal is
missed.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from newsroom.launcher.postgres import socket_folder
from tests.benchmarks.bench_restart import TICKS, start, stop, wait_for_page
from tests.newsroom.processes import server_pid
from tests.paths import ROOT

GOALS = {"processes": 12, "connections": 15, "wake-ups a second": 30, "percent of a core": 1}
CONNECTIONS = """
SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the threads and processes of a desk have used since their start."""

    wake_ups: dict[tuple[int, int], int]
    """(process, thread) → voluntary context switches."""
    ticks: dict[int, int]
    """Process → ticks of processor time."""


def read_parents() -> dict[int, int]:
    parents = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(file.parent.name)] = int(file.read_text().rpartition(")")[2].split()[1])
    return parents


def find_processes(*roots: int) -> set[int]:
    """The processes with these numbers and all that descend from them."""
    parents = read_parents()
    found = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def read_wake_ups(pid: int) -> dict[tuple[int, int], int]:
    found = {}
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        with suppress(OSError):
            line = next(line for line in status.read_text().splitlines() if line.startswith("voluntary"))
            found[pid, int(status.parent.name)] = int(line.split()[1])
    return found


def read_usage(pids: set[int]) -> Usage:
    wake_ups: dict[tuple[int, int], int] = {}
    ticks: dict[int, int] = {}
    for pid in pids:
        with suppress(OSError):
            wake_ups |= read_wake_ups(pid)
            ticks[pid] = sum(
                map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13])
            )
    return Usage(wake_ups, ticks)


def read_name(pid: int) -> str:
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return words.replace(f"{sys.executable} ", "").strip()[:60]
    return "ended"


def observe(roots: list[int], seconds: int) -> tuple[Counter[int], Counter[int], set[int]]:
    """Wake-ups and ticks by process within that time, and the processes at its end.

    Looks each second, because what a process has used is gone with it.
    """
    wake_ups: Counter[int] = Counter()
    ticks: Counter[int] = Counter()
    before = read_usage(find_processes(*roots))
    for _ in range(seconds):
        time.sleep(1)
        now = read_usage(find_processes(*roots))
        for thread, count in now.wake_ups.items():
            wake_ups[thread[0]] += count - before.wake_ups.get(thread, 0)
        for pid, used in now.ticks.items():
            ticks[pid] += used - before.ticks.get(pid, 0)
        before = now
    return wake_ups, ticks, set(before.ticks)


def measure(checkout: Path, options: argparse.Namespace) -> dict[str, float]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = options.folder or Path(name)
        folder.chmod(0o755)
        begun, roots = time.monotonic(), []
        desk = start(checkout, folder, options.port)
        try:
            wait_for_page(desk, options.port)
            print(f"\n{checkout}: first page after {time.monotonic() - begun:.1f} s")
            time.sleep(options.settle)
            roots = [desk.pid, server_pid(folder)]
            wake_ups, ticks, pids = observe(roots, options.seconds)
            place = f"postgresql://newsroom@/newsroom?host={socket_folder(folder / 'postgres')}"
            with psycopg.connect(place) as connection:
                connections = connection.execute(CONNECTIONS).fetchone()
        finally:
            names = {pid: read_name(pid) for pid in find_processes(*roots)}
            stop(desk)
    for pid in sorted(wake_ups, key=lambda pid: -wake_ups[pid]):
        share = 100 * ticks[pid] / TICKS / options.seconds
        print(f"  {names.get(pid, 'ended'):62}{wake_ups[pid] / options.seconds:8.1f}/s {share:6.2f} %")
    assert connections is not None
    return {
        "processes": len(pids),
        "connections": connections[0],
        "wake-ups a second": wake_ups.total() / options.seconds,
        "percent of a core": 100 * ticks.total() / TICKS / options.seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8114)
    parser.add_argument("--settle", type=int, default=60, help="seconds from the first page until rest")
    parser.add_argument("--seconds", type=int, default=60, help="seconds to observe")
    parser.add_argument("--folder", type=Path, help="data folder of a desk")
    parser.add_argument("--against", type=Path, help="another version of the code")
    options = parser.parse_args()
    found = {
        checkout: measure(checkout, options)
        for checkout in [ROOT, *([options.against] if options.against else [])]
    }
    print(f"\n{'at rest':22}{'goal':>8}" + "".join(f"{checkout.name:>12}" for checkout in found))
    for what, goal in GOALS.items():
        print(f"{what:22}{goal:>8}" + "".join(f"{figures[what]:>12.1f}" for figures in found.values()))
    sys.exit(any(found[ROOT][what] > goal for what, goal in GOALS.items()))


if __name__ == "__main__":
    main()
