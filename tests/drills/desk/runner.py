"""Editors, a reader, a partner and faults together, then the reckoning."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.desk.availability import UNTIL_503_SECONDS, Availability, Event
from tests.drills.desk.browser import Browser
from tests.drills.desk.check import disorders, half_published, held, losses, repeated
from tests.drills.desk.editor import Editor
from tests.drills.desk.environment import Desk, Opened
from tests.drills.desk.faults import Faults
from tests.drills.desk.journal import Promises
from tests.drills.desk.reader import Reader, sentences
from tests.drills.feed.client import Mirror

LONGEST_SECONDS = 1800
"""A drill on a slow machine may go on so long until it has shown every fault and every save."""
NEVER = "\0"
"""Words that no story has: this mirror looks for no leaks."""


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    editors: int
    saves: int
    """Acknowledged ones, at least."""
    away_seconds: float
    full_seconds: float


@dataclass(slots=True)
class Report:
    seed: int
    seconds: float
    events: Sequence[Event]
    counts: dict[str, int]
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    half_published: list[str] = field(default_factory=list)
    disorders: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    """What did not happen although the drill is about it: such a drill proves nothing."""
    left_out: list[str] = field(default_factory=list)
    """Faults that this machine cannot show, with the reason."""
    slowest_refusal: float = 0.0

    @property
    def passed(self) -> bool:
        return not (self.lost or self.repeated or self.half_published or self.disorders or self.unshown)


@dataclass(slots=True)
class Company:
    """Everybody who is at work on the drill's desk, and the faults."""

    desk: Desk
    opened: Opened
    staff: Sequence[Editor]
    reader: Reader
    mirror: Mirror
    availability: Availability
    faults: Faults

    def work(self, saves: int) -> None:
        """Until every fault has struck and the saves are made; a desk that does not come back ends it."""
        stop, began = threading.Event(), time.monotonic()
        services = self.availability.services.values()
        tasks = [
            *(editor.work for editor in self.staff), *(service.watch for service in services),
            self.reader.read, self.pull, self.faults.go_on,
        ]  # fmt: skip
        with ThreadPoolExecutor(len(tasks)) as threads:
            busy = [threads.submit(task, stop) for task in tasks]
            try:
                while not any(one.done() for one in busy) and self.missing(saves):
                    if time.monotonic() - began > LONGEST_SECONDS:
                        break
                    time.sleep(0.2)
            finally:
                stop.set()
        for one in busy:
            one.result()

    def pull(self, stop: threading.Event) -> None:
        """A partner's mirror; while nobody answers it tries again."""
        while not stop.is_set():
            with suppress(ConnectionError):
                self.mirror.pull()
            stop.wait(0.3)

    @property
    def promises(self) -> list[Promises]:
        return [editor.promises for editor in self.staff]

    def missing(self, saves: int) -> list[str]:
        shown = {event.name for event in self.faults.events}
        acknowledged = sum(len(told.saved) for told in self.promises)
        missing = [f"no {kind}" for kind in self.faults.kinds() if kind not in shown]
        if acknowledged < saves:
            missing.append(f"{acknowledged} acknowledged saves instead of {saves}")
        if not any(told.published for told in self.promises):
            missing.append("no update published")
        missing += [f"no save by {told.editor}" for told in self.promises if not told.saved]
        return missing + [
            f"no draft kept by {t.editor}" for t in self.promises if not t.counts.get("drafts kept")
        ]

    def counts(self) -> dict[str, int]:
        counts = {
            "pages read": self.reader.pages,
            "requests refused with 503": self.availability.refusals,
            "changes at the mirror": self.mirror.told.puts,
            "times the mirror was refused": self.mirror.told.failures,
        }
        for told in self.promises:
            for what, number in told.counts.items():
                counts[what] = counts.get(what, 0) + number
        return counts


def run(root: Path, plan: Plan, *, tell: Callable[[str], None]) -> Report:
    """Drill in the empty folder `root`, until there is something to reckon with."""
    desk = Desk(root)
    names = [f"editor{number}" for number in range(1, plan.editors + 1)]
    password = secrets.token_urlsafe(12)
    try:
        tell("opening a desk of its own")
        company = gathered(desk, desk.open(names, password), names, password, plan, tell)
        began = time.monotonic()
        company.work(plan.saves)
        return reckoned(company, plan, time.monotonic() - began)
    finally:
        desk.close()


def gathered(
    desk: Desk, opened: Opened, names: Sequence[str], password: str, plan: Plan, tell: Callable[[str], None]
) -> Company:
    availability = Availability(desk, opened.path, opened.key)
    seconds = plan.away_seconds, plan.full_seconds
    return Company(
        desk,
        opened,
        [
            Editor(name, password, opened.story, Browser(desk.port), chance(plan, name), Promises(name))
            for name in names
        ],
        Reader(desk.port, opened.path),
        Mirror(desk.port, "Küstenbote", opened.key, {}, "ninjs-3.1", follows_links=True, forbidden=NEVER),
        availability,
        Faults(desk, chance(plan, "faults"), availability, tell, *seconds),
    )


def chance(plan: Plan, name: str) -> random.Random:
    return random.Random(f"{plan.seed} {name}")  # to be repeated, not secret


def reckoned(company: Company, plan: Plan, seconds: float) -> Report:
    while company.mirror.pull():
        pass
    at_mirror = sentences(" ".join(company.mirror.held.values()))  # the desk has one story
    page = company.reader.look()
    desk_holds = held(company.desk.url, company.opened.story)
    slowest = company.availability.slowest_refusal
    slow = [f"a refusal took {slowest:.1f} s"] if slowest > UNTIL_503_SECONDS else []
    return Report(
        seed=plan.seed,
        seconds=seconds,
        events=company.faults.events,
        counts={
            **company.counts(),
            "revisions": len(desk_holds.revisions),
            "editions": len(desk_holds.editions),
        },
        lost=losses(desk_holds, company.promises),
        repeated=repeated(desk_holds, company.mirror.told.repeated),
        half_published=half_published(desk_holds, company.reader.seen, page, at_mirror),
        disorders=[*disorders(desk_holds), *company.availability.unexpected, *company.mirror.told.disordered],
        unshown=company.missing(plan.saves),
        left_out=[*company.faults.left_out, *slow],
        slowest_refusal=slowest,
    )
