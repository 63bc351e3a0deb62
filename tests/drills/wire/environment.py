"""Separate desk of the drill with three sources: a folder, a push and a queue that is polled."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import orjson
from psycopg import Error, connect

from tests.drills.desk.environment import Desk, DeskDown
from tests.drills.environment import environment_of
from tests.paths import ROOT

FOLDER, PUSH, POLL = "drill-folder", "drill-push", "drill-poll"


@dataclass(slots=True)
class WireDesk(Desk):
    """Desk that may poll this machine."""

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(
            self.data, WIRES_FROM_LOOPBACK="true", INTAKE_PER_MINUTE="1000000", WIRE_DIR=str(self.drop)
        )

    @property
    def drop(self) -> Path:
        return self.root / "wire"

    @property
    def folder(self) -> Path:
        return self.drop / FOLDER

    def open_sources(self, queue_url: str) -> str:
        """Start the desk, create the sources and return the key for pushes."""
        self.disk_problem = "not needed"
        self.data.mkdir(mode=0o755)
        self.start()
        self.wait_until_ready()
        done = subprocess.run(
            [sys.executable, "-m", "tests.drills.wire.fixtures", queue_url], cwd=ROOT, capture_output=True, text=True,
            env={**self.environment, "DATABASE_URL": self.url}, check=False,
        )  # fmt: skip
        if done.returncode:
            raise DeskDown(done.stderr[-2000:] or done.stdout[-2000:])
        return str(orjson.loads(done.stdout.splitlines()[-1])["key"])

    def fetch(self, statement: str) -> list[tuple[object, ...]] | None:
        """Return the rows; None while the database is away."""
        try:
            with connect(self.url, connect_timeout=2) as connection:
                return connection.execute(statement.encode()).fetchall()
        except Error:
            return None
