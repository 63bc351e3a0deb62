"""The drill: three deliveries at once, kills in between, and the comparison afterwards."""

import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.desk.environment import DeskDown, children_of
from tests.drills.environment import kill_process
from tests.drills.wire.check import WAITING, Verdict, compare, list_waiting, read_state
from tests.drills.wire.deliveries import DeliveryPlan, plan_deliveries
from tests.drills.wire.environment import WireDesk
from tests.drills.wire.senders import DrillQueue, PushSender, write_folder

PAUSES = (0.5, 4.0)
"""Seconds between two kills."""
RESTART_SECONDS = 0.2
"""Pause between two looks for a process that is being restarted."""
PROGRESS_SECONDS = 5.0
SENDERS = 2

type Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DrillPlan:
    files: int
    kills: int
    """Kills of each kind, at least."""
    seed: int
    max_seconds: float


@dataclass(slots=True)
class DrillReport:
    seed: int
    seconds: float
    deliveries: DeliveryPlan
    verdict: Verdict
    kills: Counter[str]
    refused: int
    """Pushes that had to be sent again."""
    fetched: int
    """Requests to the queue."""
    unexpected: list[str] = field(default_factory=list)
    is_finished: bool = True
    log: str = ""

    @property
    def holds(self) -> bool:
        return self.verdict.holds and self.is_finished and not self.unexpected


@dataclass(slots=True)
class Killer:
    """Kills of each kind in an order drawn from the seed, until there were enough."""

    desk: WireDesk
    chance: random.Random
    wanted: int
    tell: Tell
    pauses: tuple[float, float] = PAUSES
    done: Counter[str] = field(default_factory=Counter)

    def run(self, stop: threading.Event) -> None:
        kinds = {
            "intake": lambda: self._find("run_intake"), "worker": lambda: self._find("run_worker"),
            "web server": lambda: self._find("newsroom.rsgi"), "web worker": self._find_web_worker,
            "database": lambda: self.desk.postmaster, "connection of the database": self._find_connection,
        }  # fmt: skip
        for _round in range(self.wanted):
            order = list(kinds)
            self.chance.shuffle(order)
            for kind in order:
                if stop.wait(self.chance.uniform(*self.pauses)):
                    return
                self.desk.restart_if_ended()
                while not (pid := kinds[kind]()):  # it is being restarted after an earlier kill
                    if stop.wait(RESTART_SECONDS):
                        return
                    self.desk.restart_if_ended()
                kill_process(pid)
                self.done[kind] += 1
                self.tell(f"{kind} killed")

    def _find(self, words: str) -> int | None:
        return next(iter(self.desk.processes(words)), None)

    def _find_web_worker(self) -> int | None:
        parent = self._find("newsroom.rsgi")
        return self.chance.choice(children_of(parent) or [0]) if parent else None

    def _find_connection(self) -> int | None:
        return self.chance.choice(children_of(self.desk.postmaster) or [0])


def run_drill(plan: DrillPlan, tell: Tell) -> DrillReport:
    """Run the drill on a desk of its own and remove it afterwards."""
    root = Path(tempfile.mkdtemp(prefix="newsroom-wire-drill-"))
    root.chmod(0o755)  # the database's account enters it
    deliveries = plan_deliveries(plan.files, plan.seed)
    queue, desk = DrillQueue(deliveries.entries), WireDesk(root)
    try:
        tell("starting a separate desk")
        key = desk.open_sources(f"{queue.url}/abc")
        return deliver_and_kill(desk, plan, deliveries, queue, key, tell)
    finally:
        queue.close()
        desk.close()
        shutil.rmtree(root, ignore_errors=True)


def deliver_and_kill(
    desk: WireDesk, plan: DrillPlan, deliveries: DeliveryPlan, queue: DrillQueue, key: str, tell: Tell
) -> DrillReport:
    stop, began = threading.Event(), time.monotonic()
    senders = [PushSender(desk.port, key, deliveries.push[part::SENDERS]) for part in range(SENDERS)]
    killer = Killer(desk, random.Random(f"{plan.seed} kills"), plan.kills, tell)
    wait_for_folder(desk)
    with ThreadPoolExecutor(SENDERS + 2) as pool:
        kills = pool.submit(killer.run, stop)
        work = [pool.submit(write_folder, desk.folder, deliveries.folder)]
        work += [pool.submit(sender.send_all, stop) for sender in senders]
        try:
            is_finished = wait_until_finished(
                desk, plan, deliveries, lambda: kills.done() and all(one.done() for one in work), tell
            )
        finally:
            stop.set()
        for one in (kills, *work):
            one.result()
    return DrillReport(
        plan.seed, time.monotonic() - began, deliveries, compare(read_state(desk), deliveries), killer.done,
        sum(sender.refused for sender in senders), sum(one.startswith("GET") for one in queue.requests),
        [one for sender in senders for one in sender.unexpected], is_finished, desk.log.read_text()[-3000:],
    )  # fmt: skip


def wait_for_folder(desk: WireDesk) -> None:
    deadline = time.monotonic() + 60
    while not desk.folder.is_dir():
        if time.monotonic() > deadline:
            raise DeskDown("the intake process does not create the drop folder")
        time.sleep(0.1)


def wait_until_finished(
    desk: WireDesk, plan: DrillPlan, deliveries: DeliveryPlan, is_sent: Callable[[], bool], tell: Tell
) -> bool:
    """Wait until every file has its end and nothing is left in the folder; return False after the time limit."""
    deadline, shown = time.monotonic() + plan.max_seconds, 0.0
    while time.monotonic() < deadline:
        desk.restart_if_ended()
        rows = desk.fetch(WAITING)
        files, items, open_ = (int(str(value)) for value in rows[0]) if rows else (0, 0, 1)
        if is_sent() and files >= plan.files and not open_ and not list_waiting(desk.folder):
            return True
        if time.monotonic() - shown > PROGRESS_SECONDS:
            shown = time.monotonic()
            tell(f"{files} files, {items} items on the desk" if rows else "the database is away")
        time.sleep(0.5)
    return False
