"""Start, find and stop the server of one data folder, whatever became of the one before."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from psycopg.pq import PGconn, Ping

from newsroom.launcher.postgres.account import Account
from newsroom.launcher.postgres.binaries import Programs, programs_for
from newsroom.launcher.postgres.cluster import make_cluster, write_configuration
from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.paths import SOCKET_NAME, Place, make_socket_folder, settle

RECOVERY_SECONDS = 120
"""Replaying the log after a power cut may take this long."""

LOCK_TIMEOUT = 10
"""A killed server leaves a zombie and orphans, which hold its lock file and memory for about a second."""

PASSING_TROUBLES = ("lock file", "shared memory block", "could not bind")

_leases: dict[Path, IO[bytes]] = {}
_started: set[Path] = set()


def ensure_running(data_dir: Path, *, durable: bool = True) -> str:
    """The URL of the server that keeps its data in `data_dir`, started and initialised if need be.

    Safe for any number of processes at once. The server outlives this process: web, worker and commands
    share it. `durable=False` is for tests: a power cut may then lose everything.
    """
    folder = Path(data_dir).absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lease(folder)
        place = Place(folder.resolve())
        if not answers(place):
            with one_at_a_time(folder):
                place = bring_up(folder, durable=durable)
    except OSError as trouble:
        raise PostgresUnavailable(f"PostgreSQL cannot be started in {folder}: {trouble}") from trouble
    return place.url


def is_running(data_dir: Path) -> bool:
    """Whether the server's process lives, without asking it for a connection."""
    return server_pid(Place(Path(data_dir).absolute().resolve())) is not None


def started_here(data_dir: Path) -> bool:
    """Whether it was this process that started the server."""
    return Path(data_dir).absolute() in _started


def socket_folder(data_dir: Path) -> Path:
    """The `host` of the server's URL."""
    return Place(Path(data_dir).absolute().resolve()).socket_folder


def stop(data_dir: Path) -> bool:
    """Stop the server, clients or not; false where none was running."""
    folder = Path(data_dir).absolute()
    if not folder.exists():
        return False
    try:
        with one_at_a_time(folder):
            place, account = settle(folder)
            if place.major is None or server_pid(place) is None:
                return False
            programs = programs_for(place, account)
            stop_cluster(place, programs, account)
            with suppress(OSError):  # only an empty one, and it is made again at the next start
                place.socket_folder.rmdir()
    except OSError as trouble:
        raise PostgresUnavailable(f"PostgreSQL in {folder} cannot be stopped: {trouble}") from trouble
    _started.discard(folder)
    return True


def stop_if_unused(data_dir: Path) -> bool:
    """Stop the server unless another process that called `ensure_running` is still alive."""
    folder = Path(data_dir).absolute()
    held = lease(folder)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    try:
        return stop(folder)
    finally:
        fcntl.flock(held, fcntl.LOCK_SH)


def lease(folder: Path) -> IO[bytes]:
    """A shared lock held until this process ends, however it ends."""
    if folder not in _leases:
        _leases[folder] = folder.with_name(f"{folder.name}.users").open("ab")
        fcntl.flock(_leases[folder], fcntl.LOCK_SH)
    return _leases[folder]


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    with folder.with_name(f"{folder.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ping(place: Place) -> Ping:
    """The server's own answer on its socket; a pid file proves nothing."""
    return Ping(PGconn.ping(f"{place.url}&connect_timeout=5".encode()))


def answers(place: Place) -> bool:
    return ping(place) == Ping.OK


def bring_up(folder: Path, *, durable: bool) -> Place:
    place, account = settle(folder)
    if ping(place) == Ping.REJECT:
        wait_until_ready(place)
    if answers(place):
        return place
    programs = programs_for(place, account)
    make_socket_folder(place, account)
    if place.major is None:
        end_servers_of_deleted_data(place)
        make_cluster(place, programs, account, durable=durable)
    write_configuration(place, account, durable=durable)
    start(place, programs, account)
    _started.add(folder)
    return place


def wait_until_ready(place: Place) -> None:
    """Until the server has started, recovered or shut down."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while ping(place) == Ping.REJECT and time.monotonic() < deadline:
        time.sleep(0.1)


def start(place: Place, programs: Programs, account: Account) -> None:
    options = ["--silent", "--wait", f"--timeout={RECOVERY_SECONDS}"]
    options += [f"--pgdata={place.data}", f"--log={place.log}"]
    deadline = time.monotonic() + LOCK_TIMEOUT
    while True:
        make_way(place, programs, account)
        read = place.log.stat().st_size if place.log.exists() else 0
        account.run([programs["pg_ctl"], "start", *options], output=subprocess.DEVNULL)
        wait_until_ready(place)
        if answers(place):
            return
        complaint = last_complaint(place.log, read)
        passing = any(trouble in complaint for trouble in PASSING_TROUBLES)
        if not passing or time.monotonic() > deadline:
            raise PostgresUnavailable(f"PostgreSQL did not start: {complaint} (see {place.log})")
        time.sleep(0.2)


def make_way(place: Place, programs: Programs, account: Account) -> None:
    """Clear what a dead server left: the pid file of a zombie or a stranger, a socket swept away."""
    pid = server_pid(place)
    if pid is None:
        (place.data / "postmaster.pid").unlink(missing_ok=True)
    elif not (place.socket_folder / SOCKET_NAME).exists() and ping(place) == Ping.NO_RESPONSE:
        stop_cluster(place, programs, account)


def server_pid(place: Place) -> int | None:
    """The process named in the pid file, if it lives and is the server of these very data."""
    try:
        pid = int((place.data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    if Path("/proc/self").exists():
        with suppress(OSError):
            return pid if Path(f"/proc/{pid}/cwd").readlink() == place.data else None
        return None
    command = ["/bin/ps", "-o", "comm=", "-p", str(pid)]  # macOS
    name = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    return pid if Path(name).name == "postgres" else None


def end_servers_of_deleted_data(place: Place) -> None:
    """Linux: after `rm -rf` the old server lives on for a minute, and removes the new one's socket when it ends."""
    for folder in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if str(folder.readlink()) == f"{place.data} (deleted)":
                os.kill(int(folder.parent.name), signal.SIGQUIT)


def stop_cluster(place: Place, programs: Programs, account: Account) -> None:
    options = ["--silent", "--wait", "--mode=fast", f"--pgdata={place.data}"]
    done = account.run([programs["pg_ctl"], "stop", *options], output=subprocess.PIPE)
    if done.returncode and server_pid(place) is not None:
        raise PostgresUnavailable(f"PostgreSQL did not stop: {done.stdout.decode(errors='replace').strip()}")


def last_complaint(log: Path, read: int) -> str:
    """What the server said last and gravely, from byte `read` of its log on."""
    try:
        lines = log.read_bytes()[read:].decode(errors="replace").splitlines()
    except FileNotFoundError:
        return "it wrote no log"
    grave = [line for line in lines if any(sign in line for sign in ("FATAL:", "PANIC:", "could not"))]
    said = (grave or lines or ["it said nothing"])[-1]
    return said.partition("FATAL:")[2].strip() or said.partition("PANIC:")[2].strip() or said.strip()
