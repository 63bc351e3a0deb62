"""The drill: writers, mirrors, changing rights, a killed database, a comparison."""

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

from tests.drills.feed.client import FORBIDDEN, Mirror
from tests.drills.feed.environment import FeedDesk, FeedDeskFailed, end_process, temporary_desk

WRITERS = 12
PROGRESS_SECONDS = 5.0
STALL_SECONDS = 180
"""Seconds without a publication after which the drill gives up: an outage takes a few."""
IDLE_SECONDS = 0.25
"""Seconds that an up-to-date mirror waits; a partner waits thirty."""

type Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DrillPlan:
    publishes: int
    seed: int
    processes: int
    """Processes that share the twelve writers."""
    folder: Path | None = None

    @property
    def pause(self) -> float:
        """Seconds between two changes of contracts or rights."""
        return min(20.0, max(0.3, self.publishes / 1000))


@dataclass(frozen=True, slots=True)
class MirrorOutcome:
    """Comparison of a mirror with the granted stories."""

    mirror: Mirror
    granted: int
    missed: Sequence[str]
    differing: Sequence[str]
    leaked: Sequence[str]

    @property
    def faults(self) -> int:
        record = self.mirror.record
        return sum(
            len(found)
            for found in (self.missed, self.differing, self.leaked, record.repeated, record.disordered)
        )


@dataclass(frozen=True, slots=True)
class DrillReport:
    outcomes: Sequence[MirrorOutcome]
    log_faults: Sequence[str]
    kinds: dict[str, int]
    """Rows of the log by kind."""
    stories: int
    undone: int
    """Actions that were rolled back or refused."""
    seconds: float
    restarts: int

    @property
    def holds(self) -> bool:
        return not self.log_faults and not any(outcome.faults for outcome in self.outcomes)


def run_drill(plan: DrillPlan, report_line: Tell) -> DrillReport:
    """Run the drill. Raises FeedDeskFailed if a part of the drill itself fails."""
    with temporary_desk(plan.folder) as desk:
        fixtures: list[dict[str, Any]] = orjson.loads(desk.run("-m", "tests.drills.feed.parts", "lay", "{}"))
        mirrors = [make_mirror(desk, one) for one in fixtures]
        journals = desk.folder / "journals"
        journals.mkdir(exist_ok=True)
        report_line(
            f"{WRITERS} writers, {len(mirrors)} mirrors, {plan.publishes} publishes; desk in {desk.folder}"
        )
        begun = time.monotonic()
        with pull_mirrors(mirrors):
            restarts = run_writers(desk, plan, journals, mirrors, report_line)
        seconds = time.monotonic() - begun
        for mirror in mirrors:
            while mirror.pull():
                pass
        options = {"mirrors": fixtures, "journals": str(journals)}
        verdict = orjson.loads(
            desk.run("-m", "tests.drills.feed.parts", "judge", orjson.dumps(options).decode())
        )
        return build_report(mirrors, verdict, seconds, restarts, undone=count_actions(journals)["undone"])


def make_mirror(desk: FeedDesk, one: dict[str, Any]) -> Mirror:
    return Mirror(
        desk.port, one["name"], one["key"], one["filters"], one["profile"],
        follows_links=one["follows_links"], forbidden=FORBIDDEN,
    )  # fmt: skip


@contextmanager
def pull_mirrors(mirrors: Sequence[Mirror]) -> Iterator[None]:
    """Pull all mirrors, each in a thread of its own, as fast as possible."""
    stop = Event()

    def pull(mirror: Mirror) -> None:
        while not stop.is_set():
            if not mirror.pull():
                stop.wait(IDLE_SECONDS)

    with ThreadPoolExecutor(len(mirrors)) as pool:
        pulls = [pool.submit(pull, mirror) for mirror in mirrors]
        try:
            yield
        finally:
            stop.set()
        for done in pulls:
            done.result()


def run_writers(
    desk: FeedDesk, plan: DrillPlan, journals: Path, mirrors: Sequence[Mirror], report_line: Tell
) -> int:
    """Return how often the database was killed until every writer had written.

    Raises FeedDeskFailed if a part fails, or if no writer gets on for `STALL_SECONDS`.
    """
    changer = desk.start(
        "-m", "tests.drills.feed.parts", "turn", orjson.dumps({"pause": plan.pause}).decode()
    )
    writers = list(start_writers(desk, plan, journals))
    killed, shown = 0, time.monotonic()
    latest, published_at = 0, time.monotonic()
    try:
        while any(writer.poll() is None for writer in writers):
            done = count_actions(journals)["published"]
            if done > latest:
                latest, published_at = done, time.monotonic()
            if time.monotonic() - published_at > STALL_SECONDS:
                raise FeedDeskFailed(
                    f"no writer has published for {STALL_SECONDS} s, after {done} publishes:\n{desk.list_activity()}"
                )
            if not killed and done >= plan.publishes // 2:
                desk.kill_database()
                killed += 1
                report_line(f"after {done} publishes the database was killed, and is up again")
            if time.monotonic() - shown >= PROGRESS_SECONDS:
                shown = time.monotonic()
                report_line(format_progress(done, plan, mirrors))
            time.sleep(0.1)
        changer.terminate()
        changer.wait()
    finally:
        for process in (changer, *writers):
            end_process(process)
    if broken := [p for p in (changer, *writers) if p.returncode]:
        raise FeedDeskFailed(f"{len(broken)} parts of the drill failed:\n{desk.log_tail()}")
    return killed


def start_writers(desk: FeedDesk, plan: DrillPlan, journals: Path) -> Iterator[subprocess.Popen[str]]:
    share = WRITERS // plan.processes
    for first in range(0, WRITERS, share):
        options = {
            "first": first, "count": share, "publishes": -(-plan.publishes // WRITERS), "seed": plan.seed,
            "journals": str(journals),
        }  # fmt: skip
        yield desk.start("-m", "tests.drills.feed.parts", "write", orjson.dumps(options).decode())


def count_actions(journals: Path) -> dict[str, int]:
    """Return the number of actions in the journals."""
    lines = [line for file in journals.glob("writer-*.log") for line in file.read_text().splitlines()]
    return {
        "published": sum(line.startswith(("put ", "scheduled ")) for line in lines),
        "undone": sum(line.startswith("undone ") for line in lines),
    }


def format_progress(done: int, plan: DrillPlan, mirrors: Sequence[Mirror]) -> str:
    held = " ".join(f"{len(mirror.held)}@{mirror.position}" for mirror in mirrors)
    return f"{done} of {plan.publishes} published; mirrors hold (stories@number) {held}"


def build_report(
    mirrors: Sequence[Mirror], verdict: dict[str, Any], seconds: float, restarts: int, *, undone: int
) -> DrillReport:
    outcomes = [
        compare_mirror(mirror, granted, verdict["killed"])
        for mirror, granted in zip(mirrors, verdict["granted"], strict=True)
    ]
    return DrillReport(
        outcomes, verdict["faults"], verdict["kinds"], verdict["stories"], undone, seconds, restarts
    )


def compare_mirror(mirror: Mirror, granted: dict[str, str], killed: dict[str, float]) -> MirrorOutcome:
    """Compare a mirror with the granted stories.

    Missed: granted and not held. Leaked: held and not granted, delivered too early, or delivered after a kill.
    """
    held = mirror.held
    late = [
        f"{uri}: delivered after it was killed"
        for uri, when in killed.items()
        if mirror.asked_at.get(uri, 0) > when
    ]
    return MirrorOutcome(
        mirror,
        len(granted),
        missed=sorted(granted.keys() - held.keys()),
        differing=sorted(uri for uri in granted.keys() & held.keys() if granted[uri] != held[uri]),
        leaked=[*mirror.record.leaked, *late, *sorted(held.keys() - granted.keys())],
    )
