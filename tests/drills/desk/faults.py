"""Faults of the drill: each kind once per round, in an order drawn from the seed."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tests.drills.desk.availability import Availability, Event
from tests.drills.desk.environment import Desk, children_of
from tests.drills.environment import kill_process

QUIET_SECONDS = (1.0, 3.0)
"""Pause between two faults of the first round."""
LONG_QUIET_SECONDS = (15.0, 30.0)
"""Pause between later faults, in which editors save."""


@dataclass(slots=True)
class FaultInjector:
    desk: Desk
    chance: random.Random
    availability: Availability
    tell: Callable[[str], None]
    away_seconds: float
    full_seconds: float
    events: list[Event] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def kinds(self) -> dict[str, Callable[[], None]]:
        kinds = {
            "web server killed": lambda: self.kill_one("newsroom.rsgi"),
            "web worker killed": self.kill_web_worker,
            "job worker killed": lambda: self.kill_one("run_worker"),
            "intake killed": lambda: self.kill_one("run_intake"),
            "watchdog of PostgreSQL killed": lambda: self.kill_one("postgres.watchdog"),
            "PostgreSQL killed": lambda: kill_process(self.desk.postmaster),
            "PostgreSQL's process of a connection killed": self.kill_connection,
            "up killed": self.kill_up,
            "everything killed at once": self.kill_all,
            f"database down for {self.away_seconds:.0f} s": self.interrupt_database,
        }
        if not self.desk.disk_problem:
            kinds[f"disk full for {self.full_seconds:.0f} s"] = self.fill_disk
            kinds[f"started on a disk full for {self.full_seconds:.0f} s"] = self.start_on_full_disk
        return kinds

    def run(self, stop: threading.Event) -> None:
        """Inject every kind of fault once, then more kills until `stop` is set."""
        if self.desk.disk_problem:
            self.left_out.append(f"disk full: {self.desk.disk_problem}")
        first = True
        while not stop.is_set():
            kinds = [pair for pair in self.kinds().items() if first or "killed" in pair[0]]
            self.chance.shuffle(kinds)
            for name, strike in kinds:
                if stop.wait(self.chance.uniform(*(QUIET_SECONDS if first else LONG_QUIET_SECONDS))):
                    return
                self.inject(name, strike, stop)
            first = False

    def inject(self, name: str, strike: Callable[[], None], stop: threading.Event) -> None:
        """Inject a fault and wait until everybody is served again."""
        strike()
        event = self.availability.wait_until_all_is_served(name, stop, over=time.monotonic())
        if event is not None:
            self.events.append(event)
            self.tell(str(event))

    def kill_one(self, words: str) -> None:
        for pid in self.desk.processes(words)[:1]:
            kill_process(pid)

    def kill_web_worker(self) -> None:
        """Kill a worker process, which the web server restarts."""
        for parent in self.desk.processes("newsroom.rsgi")[:1]:
            kill_process(self.chance.choice(children_of(parent) or [0]) or None)

    def kill_connection(self) -> None:
        """Kill a connection's process: PostgreSQL ends all connections and recovers."""
        kill_process(self.chance.choice(children_of(self.desk.postmaster) or [0]) or None)

    def kill_up(self) -> None:
        if self.desk.up is not None:
            kill_process(self.desk.up.pid)
            self.desk.up.wait()

    def kill_all(self) -> None:
        server = self.desk.postmaster
        for pid in children_of(server):
            kill_process(pid)
        kill_process(server)
        if self.desk.up is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.desk.up.pid, signal.SIGKILL)
            self.desk.up.wait()

    def interrupt_database(self) -> None:
        with self.desk.stop_database():
            time.sleep(self.away_seconds)

    def fill_disk(self) -> None:
        """Fill the disk and force a new WAL file, without which the database continues."""
        with self.desk.fill_disk():
            end = time.monotonic() + self.full_seconds
            while time.monotonic() < end:
                self.desk.force_new_log_file()
                time.sleep(1)

    def start_on_full_disk(self) -> None:
        """Start a desk that was killed while nothing can be stored, not even PostgreSQL's lock file."""
        self.kill_all()
        with self.desk.fill_disk():
            self.desk.start()
            time.sleep(self.full_seconds)
