"""Programs of the drill under a service manager that starts again whatever ends, as systemd does."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

RESTART_SECONDS = 0.5
STOP_SECONDS = 30


@dataclass(slots=True)
class Unit:
    """Program with a log; `kill` ends it and all its processes without warning."""

    name: str
    command: Sequence[str]
    log: Path
    folder: Path
    environment: Mapping[str, str]
    user: int | None = None
    process: subprocess.Popen[bytes] | None = None
    enabled: bool = False
    """Started again when it ends."""

    def start(self) -> None:
        self.enabled = True
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # our own programs
                list(self.command), cwd=self.folder, env=dict(self.environment), stdout=log, stderr=log,
                start_new_session=True, user=self.user,
            )  # fmt: skip

    def kill(self) -> None:
        if self.process is not None:
            self.signal_group(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Stop the program for good, and wait for its end."""
        self.enabled = False
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self.kill()

    def signal_group(self, sign: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, sign)

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end_of_log(self) -> str:
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""


@dataclass(slots=True)
class ServiceManager:
    """Thread that starts ended units again."""

    units: list[Unit] = field(default_factory=list)
    restarts: dict[str, int] = field(default_factory=dict)

    def watch(self, stop: threading.Event) -> None:
        while not stop.wait(0.1):
            for unit in list(self.units):
                if unit.enabled and unit.has_ended():
                    time.sleep(RESTART_SECONDS)
                    if unit.enabled and not stop.is_set():
                        self.restarts[unit.name] = self.restarts.get(unit.name, 0) + 1
                        unit.start()

    def stop_all(self) -> None:
        for unit in reversed(self.units):
            unit.enabled = False
        for unit in reversed(self.units):
            unit.stop()
