"""Memory of the processes, shared pages divided among those who share them, in mebibytes; and what a story takes on disk."""

import os
import signal
import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen

import psycopg

from tests.benchmarks.bench_site import postmaster_of
from tests.benchmarks.load import below, memory, question, take_turn
from tests.benchmarks.peers.addresses import Addresses
from tests.benchmarks.peers.busy_desk import questions, run_worker
from tests.benchmarks.peers.preparing import as_installed
from tests.benchmarks.peers.systems import System, read_title

LOAD, SETTLED = 2_000, 15.0
"""Questions before the memory is read; seconds that the worker and `up` have run."""


def memories(
    folder: Path, systems: Sequence[System], known: Sequence[Addresses]
) -> Iterator[tuple[str, float, str]]:
    """Row, figure and note."""
    installed = as_installed(systems[0], folder)
    servers = zip([installed, *systems[1:]], known, strict=True)
    ours, *theirs = [measure_loaded_server(folder, *one) for one in servers]
    ratio = ours / theirs[0] if theirs else 0.0
    yield "memory, web server", ratio, f"{ours:.0f} MiB{f', Wagtail {theirs[0]:.0f}' if theirs else ''}"
    with run_worker(installed) as process:
        time.sleep(SETTLED)
        found = memory([process])
    yield "memory, idle worker", found, f"{found:.0f} MiB"
    yield from memory_of_up(installed)


def disk(systems: Sequence[System], stories: int) -> tuple[str, float, str]:
    """Ours ÷ Wagtail's, with indexes, revisions and log."""
    ours, *theirs = [size_of(system.database) / stories / 1024 for system in systems]
    ratio = ours / theirs[0] if theirs else 0.0
    return "disk", ratio, f"{ours:.1f} KiB a story{f', Wagtail {theirs[0]:.1f}' if theirs else ''}"


def size_of(database: str) -> int:
    with psycopg.connect(os.environ["DATABASE_URL"]) as link:
        found = link.execute("SELECT pg_database_size(%s)", [database]).fetchone()
    assert found is not None
    return int(found[0])


def measure_loaded_server(folder: Path, system: System, addresses: Addresses) -> float:
    with system.serve(postmaster_of(folder)) as server:
        asked = [*questions(addresses, seed=2)[:LOAD], *map(question, addresses.people[:200])]
        take_turn(server.port, asked, server.spent, seconds=0, once=True)
        return memory([server.process])


def memory_of_up(system: System) -> Iterator[tuple[str, float, str]]:
    """Of `manage.py up` and each of its children, without the database."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    variables = {name: value for name, value in system.variables.items() if name != "DATABASE_URL"}
    command = [system.python, "manage.py", "up", f"--port={port}"]
    with Popen(command, cwd=system.folder, env=variables, stdout=DEVNULL, stderr=DEVNULL) as up:
        wait_for(port)
        time.sleep(SETTLED)
        children = [pid for pid, parent, _ in below([up.pid]) if parent == up.pid]
        parts = {name_of(pid): memory([pid]) for pid in children if "postgres -D" not in read_title(pid)}
        parts["up itself"] = memory([up.pid]) - memory(children)
        up.send_signal(signal.SIGTERM)
    yield "memory, up", sum(parts.values()), ", ".join(f"{name} {size:.0f}" for name, size in parts.items())


def name_of(pid: int) -> str:
    title = read_title(pid)
    known = {"run_worker": "worker", "run_intake": "intake", "granian": "web", "watchdog": "watchdog"}
    return next((name for word, name in known.items() if word in title), Path(title.split(" ")[0]).name)


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("up does not answer")
