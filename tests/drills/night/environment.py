"""Separate desk of the night, with a process of its own for each look into its records."""

import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import orjson

from tests.drills.desk.environment import DeskDown
from tests.drills.environment import HOST
from tests.drills.wire.environment import WireDesk
from tests.paths import ROOT


@dataclass(slots=True)
class NightDesk(WireDesk):
    """Desk whose pages have its own address."""

    @property
    def environment(self) -> dict[str, str]:
        # Zero-argument super() does not work in a class with slots.
        inherited = WireDesk.environment.fget(self)  # type: ignore[attr-defined]  # it is a property
        return {**inherited, "SITE_URL": f"http://{HOST}:{self.port}", "ALLOWED_HOSTS": HOST}

    def open(self, *_arguments: Any) -> Any:
        """Start the desk without a disk of its own."""
        self.disk_problem = "not needed"
        self.data.mkdir(mode=0o755)
        self.start()
        self.wait_until_ready()

    def run(self, module: str, options: object = None) -> Any:
        """Run a module in the desk's environment; return the JSON of its last line."""
        done = subprocess.run(  # our own modules
            [sys.executable, "-m", module, orjson.dumps(options).decode()], cwd=ROOT, capture_output=True, text=True,
            env={**self.environment, "DATABASE_URL": self.url}, check=False,
        )  # fmt: skip
        if done.returncode:
            raise DeskDown(done.stderr[-2000:] or done.stdout[-2000:])
        return orjson.loads(done.stdout.splitlines()[-1])
