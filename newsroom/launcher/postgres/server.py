"""Functions that start, find and stop the server of one data folder."""

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from psycopg.pq import PGconn, Ping

from newsroom.launcher.postgres.account import SystemAccount
from newsroom.launcher.postgres.binaries import PostgresPrograms, find_programs
from newsroom.launcher.postgres.cluster import create_cluster, write_configuration
from newsroom.launcher.postgres.errors import PostgresUnavailable, StartFailed
from newsroom.launcher.postgres.paths import SOCKET_NAME, ClusterPaths, make_socket_folder, prepare_folders
from newsroom.launcher.postgres.upgrade import finish_interrupted_upgrade, upgrade_if_newer

START_SECONDS = 30
"""Seconds after which a server has a socket, though it may still recover."""

RECOVERY_SECONDS = 120
"""Seconds to wait for recovery after a power failure before saying that it takes long."""

LOCK_TIMEOUT = 10
"""Seconds to retry: a killed server's processes hold its lock file and memory for about a second."""

FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
TEMPORARY_ERRORS = ("lock file", "shared memory block", "could not bind")

_leases: dict[Path, IO[bytes]] = {}
_started: set[Path] = set()
_created: dict[Path, set[Path] | None] = {}
"""Database created by this process → what was in its data folder before; None if there was none."""


def ensure_running(data_dir: Path, *, durable: bool = True) -> str:
    """Start the server of `data_dir` if necessary and return its URL.

    Any number of processes may call this at once. The server outlives this process: web, worker and commands share
    it. `durable=False` is for tests: a power failure may then lose everything.
    """
    folder = Path(data_dir).absolute()
    try:
        if not folder.exists():
            _created.setdefault(folder, set(folder.parent.iterdir()) if folder.parent.exists() else None)
        folder.parent.mkdir(parents=True, exist_ok=True)
        acquire_lease(folder)
        place = ClusterPaths(folder.resolve())
        if not is_answering(place):
            with lock_start(folder):
                place = start_or_recover(folder, durable=durable)
    except OSError as trouble:
        kind = StartFailed if trouble.errno in FULL_DISK else PostgresUnavailable
        raise kind(f"PostgreSQL cannot be started in {folder}: {trouble}") from trouble
    return place.url


def is_running(data_dir: Path) -> bool:
    """Return whether the server's process runs, without a connection."""
    return server_pid(ClusterPaths(Path(data_dir).absolute().resolve())) is not None


def was_started_here(data_dir: Path) -> bool:
    """Return whether this process started the server."""
    return Path(data_dir).absolute() in _started


def count_as_started_here(data_dir: Path) -> None:
    """Remember that this process started the server before it executed `up` again."""
    _started.add(Path(data_dir).absolute())


def socket_folder(data_dir: Path) -> Path:
    """Return the `host` of the server's URL."""
    return ClusterPaths(Path(data_dir).absolute().resolve()).socket_folder


def stop(data_dir: Path) -> bool:
    """Stop the server even if it has clients; return false if none was running."""
    folder = Path(data_dir).absolute()
    if not folder.exists():
        return False
    try:
        with lock_start(folder):
            place, account = prepare_folders(folder)
            if place.major is None or server_pid(place) is None:
                return False
            programs = find_programs(place, account)
            stop_cluster(place, programs, account)
            with suppress(OSError):  # only if empty; the next start creates it again
                place.socket_folder.rmdir()
    except OSError as trouble:
        raise PostgresUnavailable(f"PostgreSQL in {folder} cannot be stopped: {trouble}") from trouble
    _started.discard(folder)
    return True


def stop_if_unused(data_dir: Path) -> bool:
    """Stop the server unless another process still uses it."""
    folder = Path(data_dir).absolute()
    held = acquire_lease(folder)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    try:
        return stop(folder)
    finally:
        fcntl.flock(held, fcntl.LOCK_SH)


def was_created_here(data_dir: Path) -> bool:
    """Return whether this process created the database."""
    return Path(data_dir).absolute() in _created


def remove_if_created_here(data_dir: Path, *, others: Iterable[str]) -> None:
    """Remove a database that this process created, unless another one uses it.

    New files of the data folder with the names `others` are removed as well.
    """
    folder = Path(data_dir).absolute()
    if folder not in _created or not stop_if_unused(folder):
        return
    present = _created.pop(folder)
    names = (folder.name, f"{folder.name}.users", f"{folder.name}.lock", *others)
    shutil.rmtree(folder.resolve(), ignore_errors=True)
    for path in {folder.with_name(name) for name in names}.difference(present or ()):
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):  # a link or a file
            path.unlink()
    _leases.pop(folder).close()
    if present is None:
        with suppress(OSError):  # somebody put a file there
            folder.parent.rmdir()


def acquire_lease(folder: Path) -> IO[bytes]:
    """Take a shared lock that is held until this process ends, however it ends."""
    if folder not in _leases:
        _leases[folder] = folder.with_name(f"{folder.name}.users").open("ab")
        fcntl.flock(_leases[folder], fcntl.LOCK_SH)
    return _leases[folder]


@contextmanager
def lock_start(folder: Path) -> Iterator[None]:
    with folder.with_name(f"{folder.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ping_server(place: ClusterPaths) -> Ping:
    """Return the server's answer on its socket; a pid file proves nothing."""
    return Ping(PGconn.ping(f"{place.url}&connect_timeout=5".encode()))


def is_answering(place: ClusterPaths) -> bool:
    return ping_server(place) == Ping.OK


def start_or_recover(folder: Path, *, durable: bool) -> ClusterPaths:
    place, account = prepare_folders(folder)
    if ping_server(place) == Ping.REJECT:
        wait_until_ready(place)
    if is_answering(place):
        return place
    finish_interrupted_upgrade(place)
    if server_pid(place) is None:
        upgrade_if_newer(place, account, serve)
    programs = find_programs(place, account)
    if place.major is None:
        end_servers_of_deleted_data(place)
        create_cluster(place, programs, account, durable=durable)
    start(place, programs, account, durable=durable)
    _started.add(folder)
    return place


@contextmanager
def serve(place: ClusterPaths, programs: PostgresPrograms, account: SystemAccount) -> Iterator[None]:
    """Run a server on some data until the block ends."""
    start(place, programs, account, durable=True)
    try:
        yield
    finally:
        stop_cluster(place, programs, account)


def wait_until_ready(place: ClusterPaths) -> None:
    """Wait until the server has started, recovered or shut down."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while ping_server(place) == Ping.REJECT:
        if time.monotonic() > deadline:
            raise StartFailed(
                f"PostgreSQL has been recovering or stopping for {RECOVERY_SECONDS} s (see {place.log})"
            )
        time.sleep(0.1)


def start(place: ClusterPaths, programs: PostgresPrograms, account: SystemAccount, *, durable: bool) -> None:
    make_socket_folder(place, account)
    write_configuration(place, programs, account, durable=durable)
    options = ["--silent", "--wait", f"--timeout={START_SECONDS}"]
    options += [f"--pgdata={place.data}", f"--log={place.log}"]
    deadline = time.monotonic() + LOCK_TIMEOUT
    while True:
        remove_stale_pid_file(place, programs, account)
        read = place.log.stat().st_size if place.log.exists() else 0
        account.run([programs["pg_ctl"], "start", *options], output=subprocess.DEVNULL)
        wait_until_ready(place)
        if is_answering(place):
            return
        complaint = last_log_error(place.log, read)
        passing = any(trouble in complaint for trouble in TEMPORARY_ERRORS)
        if not passing or time.monotonic() > deadline:
            raise StartFailed(f"PostgreSQL did not start: {complaint} (see {place.log})")
        time.sleep(0.2)


def remove_stale_pid_file(place: ClusterPaths, programs: PostgresPrograms, account: SystemAccount) -> None:
    """Remove a dead server's pid file; stop a server whose socket was deleted."""
    pid = server_pid(place)
    if pid is None:
        (place.data / "postmaster.pid").unlink(missing_ok=True)
    elif not (place.socket_folder / SOCKET_NAME).exists() and ping_server(place) == Ping.NO_RESPONSE:
        stop_cluster(place, programs, account)


def server_pid(place: ClusterPaths) -> int | None:
    """Return the pid in the pid file if that process is the server of these data."""
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


def end_servers_of_deleted_data(place: ClusterPaths) -> None:
    """Kill servers whose data folder was deleted (Linux).

    They live on for a minute and remove the new server's socket when they end.
    """
    for folder in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if str(folder.readlink()) == f"{place.data} (deleted)":
                os.kill(int(folder.parent.name), signal.SIGQUIT)


def stop_cluster(place: ClusterPaths, programs: PostgresPrograms, account: SystemAccount) -> None:
    options = ["--silent", "--wait", "--mode=fast", f"--pgdata={place.data}"]
    done = account.run([programs["pg_ctl"], "stop", *options], output=subprocess.PIPE)
    if done.returncode and server_pid(place) is not None:
        raise PostgresUnavailable(f"PostgreSQL did not stop: {done.stdout.decode(errors='replace').strip()}")


def last_log_error(log: Path, read: int) -> str:
    """Return the last serious message in the log from byte `read` on."""
    try:
        lines = log.read_bytes()[read:].decode(errors="replace").splitlines()
    except FileNotFoundError:
        return "no log was written"
    grave = [line for line in lines if any(sign in line for sign in ("FATAL:", "PANIC:", "could not"))]
    said = (grave or lines or ["no reason given"])[-1]
    return said.partition("FATAL:")[2].strip() or said.partition("PANIC:")[2].strip() or said.strip()
