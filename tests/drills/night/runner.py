"""The night: three agencies, kills of every process, and the comparison afterwards."""

import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.drills.environment import HOST
from tests.drills.feed.client import Mirror
from tests.drills.night.check import Verdict, judge_clocks, judge_night
from tests.drills.night.environment import NightDesk
from tests.drills.night.queues import NightQueue, open_queue
from tests.drills.night.script import Appointment, Matter, Word, plan_night, schedule
from tests.drills.night.senders import GUID, PictureServer, Sender
from tests.drills.night.watch import PICTURE_GUID, KillClock, Watch, follow_feed
from tests.drills.wire.check import WAITING, list_waiting
from tests.drills.wire.runner import Killer, wait_for_folder
from tests.drills.wire.senders import PushSender

SETTLED_SECONDS = 25.0
"""Time after the last file in which everything that waits has been looked at twice."""
MAX_WAIT = 300.0

type Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class NightPlan:
    items: int
    seconds: float
    """Into which eight hours are compressed."""
    kills: int
    seed: int
    queue_file: Path | None = None


@dataclass(slots=True)
class NightReport:
    plan: NightPlan
    matters: Sequence[Matter]
    sent: int
    seconds: float
    verdict: Verdict
    clocks: Sequence[KillClock]
    kills: Counter[str]
    by_rule: Mapping[str, int]
    fetched: int
    away: float
    """Seconds without the database."""
    looks: int
    refused: int
    pictures: int
    is_finished: bool
    log: str = ""
    unexpected: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.verdict.holds and self.is_finished and not self.unexpected

    def measure(self) -> Mapping[str, Sequence[float]]:
        """Return the seconds from storing to withdrawal, from there to the end, and of both."""
        done = [(one.stored, one.withheld, one.gone) for one in self.clocks if one.withheld and one.gone]
        return {
            "stored → withheld": [withheld - stored for stored, withheld, _gone in done],
            "withheld → gone": [gone - withheld for _stored, withheld, gone in done],
            "stored → gone": [gone - stored for stored, _withheld, gone in done],
        }


def summarize(seconds: Sequence[float]) -> str:
    found = sorted(seconds)
    if not found:
        return "none"
    return (
        f"median {median(found):.2f} s, 95 % {found[int(len(found) * 0.95)]:.2f} s, longest {found[-1]:.2f} s"
    )


def run_night(plan: NightPlan, tell: Tell) -> NightReport:
    """Play the night on a desk of its own and remove it afterwards."""
    root = Path(tempfile.mkdtemp(prefix="newsroom-night-"))
    root.chmod(0o755)  # the database's account enters it
    queue, pictures, desk = open_queue(plan.queue_file), PictureServer(), NightDesk(root)
    try:
        tell("starting a separate desk")
        desk.open()
        keys = desk.run("tests.drills.night.fixtures", {"queue_url": queue.url, "host": HOST})
        wait_for_folder(desk)
        return _play(plan, desk, queue, keys, tell)
    finally:
        queue.close()
        pictures.close()
        desk.close()
        shutil.rmtree(root, ignore_errors=True)


def _play(
    plan: NightPlan, desk: NightDesk, queue: NightQueue, keys: Mapping[str, Any], tell: Tell
) -> NightReport:
    matters, deaths = plan_night(plan.items, plan.seed), list[tuple[float, str]]()
    appointments = schedule(matters, plan.seed)
    by_guid = name_items(matters)
    stop, ended, began = threading.Event(), threading.Event(), time.monotonic()
    watch = Watch(desk, by_guid)
    facts = keys["mirror"]
    mirror = Mirror(
        desk.port, facts["name"], facts["key"], facts["filters"], facts["profile"], follows_links=False,
        forbidden="\0",
    )  # fmt: skip

    def tell_death(words: str) -> None:
        deaths.append((time.monotonic(), words.removesuffix(" killed")))
        tell(f"{time.monotonic() - began:.0f} s: {words}")

    pause = plan.seconds / max(1, plan.kills * 6)
    killer = Killer(
        desk, random.Random(f"{plan.seed} kills"), plan.kills, tell_death, pauses=(pause * 0.5, pause * 1.2)
    )
    sender = Sender(desk, PushSender(desk.port, keys["push"], ()), queue.put, plan.seconds)
    with ThreadPoolExecutor(4) as pool:
        work = [
            pool.submit(watch.run, stop), pool.submit(watch.visit_pages, stop), pool.submit(follow_feed, mirror, stop),
            pool.submit(killer.run, ended),
        ]  # fmt: skip
        sender.send_all(appointments, stop)
        is_finished = _wait(desk, sender, queue, plan, appointments, tell)
        ended.set()
        desk.restart_if_ended()
        desk.wait_until_ready()
        time.sleep(SETTLED_SECONDS)
        stop.set()
        for one in work:
            one.result()
    while mirror.pull():
        pass
    found = desk.run("tests.drills.night.judge", facts)
    verdict = judge_night(by_guid, found, watch, mirror.held)
    judge_clocks(verdict, watch.clocks, deaths)
    if not verdict.holds:
        kept = Path(tempfile.gettempdir()) / "newsroom-night.log"
        shutil.copy(desk.log, kept)
        tell(f"the log of the desk is kept in {kept}")
    return NightReport(
        plan, matters, sender.sent, time.monotonic() - began, verdict, watch.clocks, killer.done, found["by_rule"],
        watch.fetched, watch.away, found["looks"], sender.push.refused, len(found["pictures"]), is_finished,
        desk.last_lines(), sender.push.unexpected,
    )  # fmt: skip


def name_items(matters: Sequence[Matter]) -> dict[str, Matter]:
    """Return the matters by the identifiers of their texts and pictures."""
    texts = {GUID.format(matter.number): matter for matter in matters}
    pictures = {
        PICTURE_GUID.format(matter.picture): matter for matter in matters if matter.picture is not None
    }
    return texts | pictures


def _wait(
    desk: NightDesk,
    sender: Sender,
    queue: NightQueue,
    plan: NightPlan,
    appointments: Sequence[Appointment],
    tell: Tell,
) -> bool:
    """Wait until everything was sent and read; return False after the time limit.

    Files that broke off stay in the folder, because the rest may come.
    """
    count, broken = len(appointments), sum(one.step.word is Word.BROKEN for one in appointments)
    deadline, shown = time.monotonic() + plan.seconds + MAX_WAIT, 0.0
    while time.monotonic() < deadline:
        desk.restart_if_ended()
        rows, in_folder = desk.fetch(WAITING), len(list_waiting(desk.folder))
        if time.monotonic() - shown > 15:
            shown = time.monotonic()
            read = f"{rows[0][0]} files read" if rows else "the database is away"
            tell(
                f"{sender.sent} of {count} sent, {read}; {queue.count_waiting()} in the queue, {in_folder} in the folder"
            )
        is_sent = sender.sent == count and not queue.count_waiting()
        if is_sent and rows and not rows[0][2] and in_folder <= broken:
            return True
        time.sleep(0.5)
    return False
