"""Editors and faults together, then the reckoning."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from articles.drill.browser import Browser
from articles.drill.desk import Desk
from articles.drill.editor import Editor
from articles.drill.promises import Promises
from articles.drill.reckoning import disorders, held, losses

LONGEST_EXTRA_SECONDS = 180
"""How long a drill on a slow machine may go on until it has shown every fault and a save by every editor."""

QUIET_SECONDS = (1.5, 4.0)


@dataclass(slots=True)
class Report:
    seed: int
    seconds: float
    faults: dict[str, int]
    counts: dict[str, int]
    revisions: int
    drafts: int
    lost: list[str] = field(default_factory=list)
    disorders: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    """What did not happen although the drill is about it: such a drill proves nothing."""

    @property
    def passed(self) -> bool:
        return not (self.lost or self.disorders or self.unshown)


@dataclass(slots=True)
class Faults:
    """Kills in rounds: each kind once a round, in an order drawn from the seed."""

    desk: Desk
    chance: random.Random
    tell: Callable[[str], None]
    done: dict[str, int] = field(default_factory=dict)

    def kinds(self) -> dict[str, Callable[[], None]]:
        return {
            "web server killed": self.web_server,
            "web worker killed": lambda: self.desk.kill_one_worker(self.chance),
            "database killed": self.database,
            "both killed": self.both,
        }

    def go_on(self, stop: threading.Event) -> None:
        while not stop.is_set():
            kinds = list(self.kinds().items())
            self.chance.shuffle(kinds)
            for name, kill in kinds:
                if stop.wait(self.chance.uniform(*QUIET_SECONDS)):
                    return
                self.tell(name)
                kill()
                self.desk.wait_until_it_answers()
                self.done[name] = self.done.get(name, 0) + 1

    def web_server(self) -> None:
        self.desk.kill_web()
        self.desk.start_web()

    def database(self) -> None:
        self.desk.kill_database()
        self.desk.start_database()

    def both(self) -> None:
        self.desk.kill_database()
        self.desk.kill_web()
        self.desk.start_database()
        self.desk.start_web()


def run(root: Path, *, seconds: float, seed: int, editors: int, tell: Callable[[str], None]) -> Report:
    """Drill in the empty folder `root`, for `seconds` and until there is something to reckon with."""
    desk = Desk(root)
    names = [f"editor{number}" for number in range(1, editors + 1)]
    password = secrets.token_urlsafe(12)
    try:
        tell("opening a desk of its own")
        story = desk.open(names, password)
        desk.wait_until_it_answers()
        staff = [
            Editor(n, password, story, Browser(desk.port), random.Random(f"{seed} {n}"), Promises(n))  # noqa: S311  # to be repeated, not secret
            for n in names
        ]
        faults = Faults(desk, random.Random(f"{seed} faults"), tell)  # noqa: S311
        began = time.monotonic()
        at_work(staff, faults, seconds)
        lasted = time.monotonic() - began
        desk.start_database()
        return reckoned(desk.url, story, staff, faults, seed=seed, seconds=lasted)
    finally:
        desk.close()


def at_work(staff: Sequence[Editor], faults: Faults, seconds: float) -> None:
    """A desk that cannot be brought up again ends the drill with its exception."""
    stop = threading.Event()
    began = time.monotonic()
    with ThreadPoolExecutor(len(staff) + 1) as threads:
        busy = [threads.submit(work, stop) for work in (*(editor.work for editor in staff), faults.go_on)]
        while not any(one.done() for one in busy):
            lasted = time.monotonic() - began
            if lasted > seconds and (not unshown(staff, faults) or lasted > seconds + LONGEST_EXTRA_SECONDS):
                break
            time.sleep(0.1)
        stop.set()
    for one in busy:
        one.result()


def unshown(staff: Sequence[Editor], faults: Faults) -> list[str]:
    missing = [f"no {kind}" for kind in faults.kinds() if kind not in faults.done]
    missing += [f"no save by {e.name}" for e in staff if not e.promises.saved]
    return missing + [f"no draft kept by {e.name}" for e in staff if not e.promises.counts.get("drafts kept")]


def reckoned(
    url: str, story: int, staff: Sequence[Editor], faults: Faults, *, seed: int, seconds: float
) -> Report:
    desk_holds = held(url, story)
    promises = [editor.promises for editor in staff]
    counts: dict[str, int] = {}
    for told in promises:
        for what, number in told.counts.items():
            counts[what] = counts.get(what, 0) + number
    return Report(
        seed=seed,
        seconds=seconds,
        faults=dict(faults.done),
        counts=counts,
        revisions=len(desk_holds.revisions),
        drafts=len(desk_holds.drafts),
        lost=losses(desk_holds, promises),
        disorders=disorders(desk_holds),
        unshown=unshown(staff, faults),
    )
