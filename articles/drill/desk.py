"""A desk of its own to be tried on: a folder, a database and a web server that nobody else uses."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from articles.drill.browser import HOST
from newsroom import addresses, postgres

READY_SECONDS = 90
WORKERS = 2


class DeskDown(Exception):
    """The drill's own desk could not be brought up; the message has what its processes said."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


@dataclass(slots=True)
class Desk:
    """`root` is entered by the account that runs the database, so everybody may pass through it."""

    root: Path
    port: int = field(default_factory=free_port)
    url: str = ""
    web: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.root / "postgres"

    @property
    def log(self) -> Path:
        return self.root / "web.log"

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "NEWSROOM_DATA_DIR": str(self.root),
            "SITE_URL": f"http://{HOST}:{self.port}",
            "ALLOWED_HOSTS": HOST,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }

    def open(self, names: Iterable[str], password: str) -> int:
        """Database, tables, one account a name and the story they will write; returns its number."""
        self.start_database()
        (self.root / "static").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "articles.drill.opening", *names]
        done = subprocess.run(  # noqa: S603  # our own module
            command,
            cwd=settings.BASE_DIR,
            env={**self.environment(), "DRILL_PASSWORD": password},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DeskDown(done.stderr[-2000:] or done.stdout[-2000:])
        self.start_web()
        return int(done.stdout.split()[-1])

    def close(self) -> None:
        self.kill_web()
        postgres.stop(self.data)

    def start_database(self) -> None:
        self.url = postgres.ensure_running(self.data)

    def start_web(self) -> None:
        options = [
            "--interface=wsgi", "--no-ws", f"--workers={WORKERS}", "--blocking-threads=4", "--log-level=warning",
            "--respawn-failed-workers", f"--host={HOST}", f"--port={self.port}",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self.web = subprocess.Popen(  # noqa: S603  # our own server
                [sys.executable, "-m", "granian", *options, "newsroom.wsgi:application"],
                cwd=settings.BASE_DIR, env=self.environment(), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not addresses.answers(HOST, self.port):
            if time.monotonic() > deadline:
                raise DeskDown(f"no answer for {READY_SECONDS} s; see {self.log}")
            time.sleep(0.1)

    def kill_web(self) -> None:
        """The web server with all its workers, without a word of warning."""
        if self.web is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
            self.web = None

    def kill_one_worker(self, chance: random.Random) -> None:
        """One of the processes that answer; the server brings it back by itself."""
        workers = children_of(self.web.pid) if self.web else []
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)

    def kill_database(self) -> None:
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((self.data / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def children_of(pid: int) -> list[int]:
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(file.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(file.parent.name))
    return sorted(found)
