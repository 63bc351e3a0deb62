"""A system under measurement: how it is served, and the processor time it has spent with its database."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.benchmarks.bench_site import postmaster_of, serve_application
from tests.benchmarks.load import TICKS, below
from tests.paths import ROOT

PROJECT = Path(__file__).parent / "wagtail_project"


@dataclass(frozen=True, slots=True)
class System:
    name: str
    application: str
    database: str = ""
    """Empty for the floor."""
    python: str = sys.executable
    folder: Path = ROOT
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *command: str) -> None:
        subprocess.run([self.python, *command], cwd=self.folder, env=self.variables, check=True)

    def ask(self, *command: str) -> Any:
        """What the command prints as JSON."""
        done = subprocess.run(
            [self.python, *command], cwd=self.folder, env=self.variables, check=True, stdout=subprocess.PIPE
        )
        return json.loads(done.stdout)

    @property
    def variables(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    @contextmanager
    def serve(self, postmaster: int) -> Iterator["Server"]:
        with serve_application(
            self.application, python=self.python, folder=self.folder, environment=self.environment
        ) as (port, process):  # fmt: skip
            yield Server(self, port, process, postmaster)


@dataclass(slots=True)
class Server:
    system: System
    port: int
    process: int
    postmaster: int
    writers: set[int] = field(default_factory=set)
    """Backends of PostgreSQL that write for the measurement, not for this server."""
    counted: float = 0
    """The most that was counted so far: a process that ends while all are read would be missed once."""

    def spent(self) -> float:
        """Seconds of processor time of the server's processes, and of the database without others' backends."""
        roots = [self.process, self.postmaster] if self.system.database else [self.process]
        now = sum(ticks for pid, _, ticks in below(roots) if self._counts(pid)) / TICKS
        self.counted = max(self.counted, now)
        return self.counted

    def _counts(self, pid: int) -> bool:
        return pid not in self.writers and not works_for_another(read_title(pid), self.system.database)


def read_title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
    except OSError:
        return ""


def works_for_another(title: str, database: str) -> bool:
    """Whether a process of PostgreSQL serves a client of another database, by the title it gives itself."""
    if not title.startswith("postgres: "):
        return False
    words = title.removeprefix("postgres: ").split()
    if words[:2] == ["autovacuum", "worker"]:
        return words[2:3] != [database]
    return "[local]" in words and words[words.index("[local]") - 1] != database  # user, database, host


def newsroom(folder: Path, database: str = "newsroom") -> System:
    url = other_database(os.environ["DATABASE_URL"], database)
    variables = {"NEWSROOM_DATA_DIR": str(folder), "DATABASE_URL": url}
    return System("newsroom", "newsroom.rsgi:application", database, environment=variables)


def wagtail(folder: Path, database: str = "wagtail", *, page_cache: bool = False) -> System:
    own = folder / "wagtail"
    variables = {
        "WAGTAIL_FOLDER": str(own),
        "WAGTAIL_DATABASE_URL": other_database(os.environ["DATABASE_URL"], database),
        "WAGTAIL_PAGE_CACHE": "on" if page_cache else "off",
        "WAGTAIL_CACHE_FOLDER": str(own / "page_cache"),
        "PYTHONPATH": str(own),  # with the migrations
        "DJANGO_SETTINGS_MODULE": "news.settings",
    }
    name = "wagtail with page cache" if page_cache else "wagtail"
    python = str(own / "venv" / "bin" / "python")
    return System(name, "news.wsgi:application", database, python, PROJECT, variables)


FLOOR = System("floor", "tests.benchmarks.hello:application")


def other_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


@contextmanager
def serve_all(folder: Path, systems: Collection[System]) -> Iterator[list[Server]]:
    postmaster = postmaster_of(folder)
    with ExitStack() as stack:
        yield [stack.enter_context(system.serve(postmaster)) for system in systems]
