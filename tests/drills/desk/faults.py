"""What is done to the desk while it is at work: each kind of fault once a round, in an order drawn from the seed."""

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
"""Between two faults of the first round, when everything is served."""
LONG_QUIET_SECONDS = (15.0, 30.0)
"""Between two faults after that: editors get on with their saves."""


@dataclass(slots=True)
class Faults:
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
            "web server killed": lambda: self.kill_one("newsroom.wsgi"),
            "web worker killed": self.kill_web_worker,
            "job worker killed": lambda: self.kill_one("run_worker"),
            "watchdog of PostgreSQL killed": lambda: self.kill_one("postgres.watchdog"),
            "PostgreSQL killed": lambda: kill_process(self.desk.postmaster),
            "PostgreSQL's process of a connection killed": self.kill_connection,
            "up killed": self.kill_up,
            "everything killed at once": self.kill_all,
            f"database away for {self.away_seconds:.0f} s": self.keep_database_away,
        }
        if not self.desk.no_disk:
            kinds[f"disk full for {self.full_seconds:.0f} s"] = self.fill_disk
        return kinds

    def go_on(self, stop: threading.Event) -> None:
        """One round of all kinds, then more kills as long as the editors need."""
        if self.desk.no_disk:
            self.left_out.append(f"disk full: {self.desk.no_disk}")
        first = True
        while not stop.is_set():
            kinds = [pair for pair in self.kinds().items() if first or "killed" in pair[0]]
            self.chance.shuffle(kinds)
            for name, strike in kinds:
                if stop.wait(self.chance.uniform(*(QUIET_SECONDS if first else LONG_QUIET_SECONDS))):
                    return
                self.suffer(name, strike, stop)
            first = False

    def suffer(self, name: str, strike: Callable[[], None], stop: threading.Event) -> None:
        """The fault, and everybody's waiting until it is over."""
        strike()
        event = self.availability.wait_until_all_is_served(name, stop, over=time.monotonic())
        if event is not None:
            self.events.append(event)
            self.tell(str(event))

    def kill_one(self, words: str) -> None:
        for pid in self.desk.processes(words)[:1]:
            kill_process(pid)

    def kill_web_worker(self) -> None:
        """One of the processes that answer; the web server brings it back."""
        for parent in self.desk.processes("newsroom.wsgi")[:1]:
            kill_process(self.chance.choice(children_of(parent) or [0]) or None)

    def kill_connection(self) -> None:
        """PostgreSQL then ends all its connections and recovers."""
        kill_process(self.chance.choice(children_of(self.desk.postmaster or 0) or [0]) or None)

    def kill_up(self) -> None:
        if self.desk.up is not None:
            kill_process(self.desk.up.pid)
            self.desk.up.wait()

    def kill_all(self) -> None:
        server = self.desk.postmaster
        for pid in children_of(server or 0):
            kill_process(pid)
        kill_process(server)
        if self.desk.up is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.desk.up.pid, signal.SIGKILL)
            self.desk.up.wait()

    def keep_database_away(self) -> None:
        with self.desk.database_kept_away():
            time.sleep(self.away_seconds)

    def fill_disk(self) -> None:
        """Filled, and then in need of a new file for the log of the database: only that stops it."""
        with self.desk.disk_filled():
            end = time.monotonic() + self.full_seconds
            while time.monotonic() < end:
                self.desk.ask_for_a_new_log_file()
                time.sleep(1)
