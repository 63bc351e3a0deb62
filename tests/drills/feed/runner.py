"""All of it together: a desk of its own, writers, turning contracts, a killed database, mirrors, and the comparison."""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import orjson

from tests.drills.feed.client import Mirror
from tests.drills.feed.environment import Ground, GroundLost, desk_of_its_own, end
from tests.drills.feed.writer import FORBIDDEN

WRITERS = 12
PROGRESS_EVERY = 5.0
IDLE = 0.25
"""Seconds a mirror that has everything waits; a partner waits thirty."""

type Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    publishes: int
    seed: int
    processes: int
    """Among which the twelve writers are divided."""
    folder: Path | None = None

    @property
    def pause(self) -> float:
        """Seconds between two changes of contracts or rights."""
        return min(20.0, max(0.3, self.publishes / 1000))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mirror against the door."""

    mirror: Mirror
    granted: int
    missed: Sequence[str]
    differing: Sequence[str]
    leaked: Sequence[str]

    @property
    def faults(self) -> int:
        told = self.mirror.told
        return sum(
            len(found) for found in (self.missed, self.differing, self.leaked, told.repeated, told.disordered)
        )


@dataclass(frozen=True, slots=True)
class Report:
    outcomes: Sequence[Outcome]
    log_faults: Sequence[str]
    kinds: dict[str, int]
    """Rows of the log by kind."""
    stories: int
    undone: int
    """Acts that were rolled back or refused."""
    seconds: float
    restarts: int

    @property
    def holds(self) -> bool:
        return not self.log_faults and not any(outcome.faults for outcome in self.outcomes)


def prove(plan: Plan, tell: Tell) -> Report:
    """Play it through; raises GroundLost when a part of the play itself breaks."""
    with desk_of_its_own(plan.folder) as ground:
        cast: list[dict[str, Any]] = orjson.loads(ground.run("-m", "tests.drills.feed.parts", "lay", "{}"))
        mirrors = [mirror_of(ground, one) for one in cast]
        journals = ground.folder / "journals"
        journals.mkdir(exist_ok=True)
        tell(
            f"{WRITERS} writers, {len(mirrors)} mirrors, {plan.publishes} publishes; desk in {ground.folder}"
        )
        begun = time.monotonic()
        with pulling(mirrors):
            restarts = play(ground, plan, journals, mirrors, tell)
        seconds = time.monotonic() - begun
        for mirror in mirrors:
            while mirror.pull():
                pass
        told = {"mirrors": cast, "journals": str(journals)}
        verdict = orjson.loads(
            ground.run("-m", "tests.drills.feed.parts", "judge", orjson.dumps(told).decode())
        )
        return report(mirrors, verdict, seconds, restarts, undone=acts(journals)["undone"])


def mirror_of(ground: Ground, one: dict[str, Any]) -> Mirror:
    return Mirror(
        ground.port, one["name"], one["key"], one["filters"], one["profile"],
        follows_links=one["follows_links"], forbidden=FORBIDDEN,
    )  # fmt: skip


@contextmanager
def pulling(mirrors: Sequence[Mirror]) -> Iterator[None]:
    """Each mirror in a thread of its own, as fast as it is answered."""
    stop = Event()

    def pull(mirror: Mirror) -> None:
        while not stop.is_set():
            if not mirror.pull():
                stop.wait(IDLE)

    with ThreadPoolExecutor(len(mirrors)) as pool:
        pulls = [pool.submit(pull, mirror) for mirror in mirrors]
        try:
            yield
        finally:
            stop.set()
        for done in pulls:
            done.result()


def play(ground: Ground, plan: Plan, journals: Path, mirrors: Sequence[Mirror], tell: Tell) -> int:
    """Until every writer has written; how often the database was killed meanwhile."""
    turning = ground.start(
        "-m", "tests.drills.feed.parts", "turn", orjson.dumps({"pause": plan.pause}).decode()
    )
    writers = list(start_writers(ground, plan, journals))
    killed, shown = 0, time.monotonic()
    try:
        while any(writer.poll() is None for writer in writers):
            done = acts(journals)["published"]
            if not killed and done >= plan.publishes // 2:
                ground.kill_database()
                killed += 1
                tell(f"after {done} publishes the database was killed, and is up again")
            if time.monotonic() - shown >= PROGRESS_EVERY:
                shown = time.monotonic()
                tell(progress(done, plan, mirrors))
            time.sleep(0.1)
        turning.terminate()
        turning.wait()
    finally:
        for process in (turning, *writers):
            end(process)
    if broken := [p for p in (turning, *writers) if p.returncode]:
        raise GroundLost(f"{len(broken)} parts of the play broke:\n{ground.last_words()}")
    return killed


def start_writers(ground: Ground, plan: Plan, journals: Path) -> Iterator[subprocess.Popen[str]]:
    share = WRITERS // plan.processes
    for first in range(0, WRITERS, share):
        told = {
            "first": first, "count": share, "publishes": -(-plan.publishes // WRITERS), "seed": plan.seed,
            "journals": str(journals),
        }  # fmt: skip
        yield ground.start("-m", "tests.drills.feed.parts", "write", orjson.dumps(told).decode())


def acts(journals: Path) -> dict[str, int]:
    """How many acts the writers have noted so far."""
    lines = [line for file in journals.glob("writer-*.log") for line in file.read_text().splitlines()]
    return {
        "published": sum(line.startswith(("put ", "scheduled ")) for line in lines),
        "undone": sum(line.startswith("undone ") for line in lines),
    }


def progress(done: int, plan: Plan, mirrors: Sequence[Mirror]) -> str:
    held = " ".join(f"{len(mirror.held)}@{mirror.place}" for mirror in mirrors)
    return f"{done} of {plan.publishes} published; mirrors hold (stories@number) {held}"


def report(
    mirrors: Sequence[Mirror], verdict: dict[str, Any], seconds: float, restarts: int, *, undone: int
) -> Report:
    outcomes = [
        compare(mirror, granted, verdict["killed"])
        for mirror, granted in zip(mirrors, verdict["granted"], strict=True)
    ]
    return Report(
        outcomes, verdict["faults"], verdict["kinds"], verdict["stories"], undone, seconds, restarts
    )


def compare(mirror: Mirror, granted: dict[str, str], killed: dict[str, float]) -> Outcome:
    """Missed: granted and not held. Leaked: held and not granted, handed out too early, or asked for after a kill."""
    held = mirror.held
    late = [
        f"{uri}: handed out after it was killed"
        for uri, when in killed.items()
        if mirror.asked_at.get(uri, 0) > when
    ]
    return Outcome(
        mirror,
        len(granted),
        missed=sorted(granted.keys() - held.keys()),
        differing=sorted(uri for uri in granted.keys() & held.keys() if granted[uri] != held[uri]),
        leaked=[*mirror.told.leaked, *late, *sorted(held.keys() - granted.keys())],
    )
