"""Separate desk for the drill, in its own folder and on its own disk."""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import psycopg

from newsroom.launcher import network, postgres
from tests.drills.environment import HOST, environment_of, find_free_port, kill_process, read_postmaster_pid
from tests.paths import ROOT

START_TIMEOUT = 300
DISK_SIZE = "900m"
"""Size of the disk; a new desk takes a fifth of it."""


class DeskDown(Exception):
    """Desk that does not start or respond; the message has its output."""


@dataclass(frozen=True, slots=True)
class DeskAccess:
    """Story, path and key that the drill needs."""

    story: int
    path: str
    key: str


@dataclass(slots=True)
class Desk:
    """The drill's desk; the database's account must be able to enter `root`."""

    root: Path
    port: int = field(default_factory=find_free_port)
    up: subprocess.Popen[bytes] | None = None
    disk_problem: str = ""
    """Reason why the desk has no disk of its own; empty if it has one."""

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        """Log outside the data's disk, so that it can be written when that is full."""
        return self.root / "up.log"

    @property
    def url(self) -> str:
        return f"postgresql://newsroom@/newsroom?host={postgres.socket_folder(self.data / 'postgres')}"

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(self.data)

    def open(self, names: Iterable[str], password: str) -> DeskAccess:
        """Start the desk with an account per name, a partner and a story."""
        self.data.mkdir(mode=0o755)
        self.mount_disk()
        self.start()
        self.wait_until_ready()
        done = subprocess.run(  # our own module
            [sys.executable, "-m", "tests.drills.desk.fixtures", *names],
            cwd=ROOT,
            env={**self.environment, "DATABASE_URL": self.url, "DRILL_PASSWORD": password},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DeskDown(done.stderr[-2000:] or done.stdout[-2000:])
        return DeskAccess(**orjson.loads(done.stdout.splitlines()[-1]))

    def close(self) -> None:
        if self.up is not None:
            self.up.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.up.wait(30)
            self.up.kill()
            self.up.wait()
        postgres.stop(self.data / "postgres")
        if not self.disk_problem:
            subprocess.run(["umount", "--lazy", self.data], check=False, capture_output=True)

    def mount_disk(self) -> None:
        """Mount a small file system in memory; only root can, and only on Linux."""
        command = [
            "mount",
            "-t",
            "tmpfs",
            "-o",
            f"size={DISK_SIZE},mode=755",
            "newsroom-drill",
            str(self.data),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError as trouble:
            self.disk_problem = str(trouble)
            return
        self.disk_problem = done.stderr.strip() if done.returncode else ""

    def start(self) -> None:
        """Start `up`."""
        command = [sys.executable, str(ROOT / "manage.py"), "up", f"--port={self.port}"]
        with self.log.open("ab") as log:
            self.up = subprocess.Popen(  # our own command
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def restart_if_ended(self) -> None:
        if self.up is not None and self.up.poll() is not None:
            self.start()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not network.is_answering(HOST, self.port):
            self.restart_if_ended()
            if time.monotonic() > deadline:
                raise DeskDown(f"no answer for {START_TIMEOUT} s:\n{self.last_lines()}")
            time.sleep(0.2)

    def last_lines(self) -> str:
        return self.log.read_text(errors="replace")[-4000:]

    def processes(self, words: str) -> list[int]:
        """Children of `up` whose command line has these words, the oldest first."""
        return [pid for pid in children_of(self.up.pid if self.up else None) if words in command_line(pid)]

    @property
    def postmaster(self) -> int | None:
        return read_postmaster_pid(self.data / "postgres")

    @contextmanager
    def stop_database(self) -> Iterator[None]:
        """Stop the database and hold the lock that every start waits for."""
        with (self.data / "postgres.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kill_process(self.postmaster)
            yield

    @contextmanager
    def fill_disk(self) -> Iterator[None]:
        ballast = self.data / "ballast"
        try:
            fill_file(ballast)
            yield
        finally:
            ballast.unlink(missing_ok=True)

    def force_new_log_file(self) -> None:
        with suppress(psycopg.Error), psycopg.connect(self.url, connect_timeout=2) as connection:
            connection.execute("SELECT pg_switch_wal()")


def fill_file(ballast: Path) -> None:
    """Write ever smaller pieces until nothing more fits."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass


def children_of(pid: int | None) -> list[int]:
    """Return the children of a process, the oldest first; none of one that does not run."""
    if not pid:
        return []  # 0 is the parent of the first process of the machine
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(file.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(file.parent.name))
    return sorted(found)


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
