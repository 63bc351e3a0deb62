"""A temporary desk: data folder, PostgreSQL and the production web server."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from newsroom.launcher import postgres
from newsroom.launcher.postgres.paths import ClusterPaths
from tests.drills.environment import HOST, environment_of, find_free_port, kill_process, read_postmaster_pid
from tests.paths import ROOT

START_SECONDS = 60
LOG_TAIL_LINES = 12


class FeedDeskFailed(Exception):
    """A part of the desk did not start or ended early; the message names it."""


@dataclass(frozen=True, slots=True)
class FeedDesk:
    """Folder and port of the desk."""

    folder: Path
    port: int

    @property
    def database(self) -> Path:
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        """Error output of all processes."""
        return self.folder / "complaints.log"

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables of all processes."""
        return environment_of(
            self.folder,
            DATABASE_URL=postgres.ensure_running(self.database),
            SITE_URL=f"http://{HOST}:{self.port}",
            ALLOWED_HOSTS=HOST,
        )

    def run(self, *command: str) -> str:
        """Run a Python command and return its output. Raises FeedDeskFailed."""
        with self.log.open("a") as log:
            done = subprocess.run(  # our own modules
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log,
                text=True, check=False,
            )  # fmt: skip
        if done.returncode:
            raise FeedDeskFailed(f"{' '.join(command[:3])} ended with {done.returncode}:\n{self.log_tail()}")
        return done.stdout

    def start(self, *command: str) -> subprocess.Popen[str]:
        with self.log.open("a") as log:
            return subprocess.Popen(  # our own modules
                [sys.executable, *command], cwd=ROOT, env=self.environment, stderr=log, text=True
            )

    def log_tail(self) -> str:
        """Return the last lines of the error output."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:])

    def list_activity(self) -> str:
        """Return what each connection of the database does and waits for, without starting it."""
        question = (
            "SELECT pid, state, wait_event_type, wait_event, pg_blocking_pids(pid), now() - xact_start, left(query, 200)"
            " FROM pg_stat_activity WHERE datname = current_database()"
        )
        try:
            with psycopg.connect(ClusterPaths(self.database.resolve()).url, connect_timeout=10) as connection:
                return "\n".join(str(row) for row in connection.execute(question))
        except psycopg.Error as trouble:
            return f"the database does not answer: {trouble}\n{self.log_tail()}"

    def kill_database(self) -> None:
        """Kill PostgreSQL as a power cut would, and start it again."""
        kill_process(read_postmaster_pid(self.database.resolve()))
        postgres.ensure_running(self.database)


@contextmanager
def temporary_desk(folder: Path | None) -> Iterator[FeedDesk]:
    """Yield an empty desk with a web server; without `folder` delete it afterwards."""
    home = folder or Path(tempfile.mkdtemp(prefix="newsroom-proof-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # PostgreSQL's own account passes through
    desk = FeedDesk(home, find_free_port())
    try:
        desk.run("manage.py", "migrate", "--verbosity=0", "--skip-checks")
        with run_server(desk):
            yield desk
    finally:
        postgres.stop(desk.database)
        if folder is None:
            shutil.rmtree(desk.database.resolve(), ignore_errors=True)
            shutil.rmtree(home, ignore_errors=True)


@contextmanager
def run_server(desk: FeedDesk) -> Iterator[None]:
    options = [
        "--interface=rsgi", "--no-ws", "--workers=2", "--log-level=error",
        "--respawn-failed-workers", "--workers-kill-timeout=3", f"--host={HOST}", f"--port={desk.port}",
    ]  # fmt: skip
    server = desk.start("-m", "granian", *options, "newsroom.rsgi:application")
    try:
        wait_for_server(desk, server)
        yield
    finally:
        end_process(server)


def wait_for_server(desk: FeedDesk, server: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex((HOST, desk.port)) == 0:
                return
        time.sleep(0.1)
    raise FeedDeskFailed(f"The web server did not start:\n{desk.log_tail()}")


def end_process(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
