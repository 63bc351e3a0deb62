"""The drill: editors, a reader, a partner and faults at the same time."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.desk.availability import MAX_REFUSAL_SECONDS, Availability, Event
from tests.drills.desk.browser import Browser
from tests.drills.desk.check import (
    find_inconsistencies,
    find_losses,
    find_partial_publications,
    find_repeats,
    read_story_state,
)
from tests.drills.desk.editor import Editor
from tests.drills.desk.environment import Desk, DeskAccess
from tests.drills.desk.faults import FaultInjector
from tests.drills.desk.journal import EditorJournal
from tests.drills.desk.reader import Reader, find_sentences
from tests.drills.feed.client import Mirror

MAX_SECONDS = 1800
"""Time limit in seconds for all faults and saves on a slow machine."""
NEVER = "\0"
"""Text that no story has: this mirror looks for no leaks."""


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    editors: int
    saves: int
    """Confirmed saves, at least."""
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
    """Faults and saves that did not happen, without which the drill proves nothing."""
    left_out: list[str] = field(default_factory=list)
    """FaultInjector that this machine cannot show, with the reason."""
    slowest_refusal: float = 0.0

    @property
    def passed(self) -> bool:
        return not (self.lost or self.repeated or self.half_published or self.disorders or self.unshown)


@dataclass(slots=True)
class DrillSession:
    """Editors, reader, mirror and faults at work on the desk."""

    desk: Desk
    access: DeskAccess
    staff: Sequence[Editor]
    reader: Reader
    mirror: Mirror
    availability: Availability
    faults: FaultInjector

    def work(self, saves: int) -> None:
        """Run until every fault and enough saves have happened."""
        stop, began = threading.Event(), time.monotonic()
        services = self.availability.services.values()
        tasks = [
            *(editor.work for editor in self.staff), *(service.watch for service in services),
            self.reader.read, self.pull, self.faults.run,
        ]  # fmt: skip
        with ThreadPoolExecutor(len(tasks)) as threads:
            busy = [threads.submit(task, stop) for task in tasks]
            try:
                while not any(one.done() for one in busy) and self.find_missing(saves):
                    if time.monotonic() - began > MAX_SECONDS:
                        break
                    time.sleep(0.2)
            finally:
                stop.set()
        for one in busy:
            one.result()

    def pull(self, stop: threading.Event) -> None:
        """Update the partner's mirror until `stop` is set; failures are retried."""
        while not stop.is_set():
            with suppress(ConnectionError):
                self.mirror.pull()
            stop.wait(0.3)

    @property
    def journals(self) -> list[EditorJournal]:
        return [editor.journal for editor in self.staff]

    def find_missing(self, saves: int) -> list[str]:
        shown = {event.name for event in self.faults.events}
        acknowledged = sum(len(journal.saved) for journal in self.journals)
        missing = [f"no {kind}" for kind in self.faults.kinds() if kind not in shown]
        if acknowledged < saves:
            missing.append(f"{acknowledged} confirmed saves instead of {saves}")
        if not any(journal.published for journal in self.journals):
            missing.append("no update published")
        missing += [f"no save by {journal.editor}" for journal in self.journals if not journal.saved]
        return missing + [
            f"no draft saved by {t.editor}" for t in self.journals if not t.counts.get("drafts saved")
        ]

    def counts(self) -> dict[str, int]:
        counts = {
            "pages read": self.reader.pages,
            "requests refused with 503": self.availability.refusals,
            "changes at the mirror": self.mirror.record.puts,
            "times the mirror was refused": self.mirror.record.failures,
        }
        for journal in self.journals:
            for what, number in journal.counts.items():
                counts[what] = counts.get(what, 0) + number
        return counts


def run(root: Path, plan: Plan, *, tell: Callable[[str], None]) -> Report:
    """Run the drill in the empty folder `root` and return its report."""
    desk = Desk(root)
    names = [f"editor{number}" for number in range(1, plan.editors + 1)]
    password = secrets.token_urlsafe(12)
    try:
        tell("starting a separate desk")
        session = create_session(desk, desk.open(names, password), names, password, plan, tell)
        began = time.monotonic()
        session.work(plan.saves)
        return evaluate(session, plan, time.monotonic() - began)
    finally:
        desk.close()


def create_session(
    desk: Desk,
    access: DeskAccess,
    names: Sequence[str],
    password: str,
    plan: Plan,
    tell: Callable[[str], None],
) -> DrillSession:
    availability = Availability(desk, access.path, access.key)
    seconds = plan.away_seconds, plan.full_seconds
    return DrillSession(
        desk,
        access,
        [
            Editor(
                name,
                password,
                access.story,
                Browser(desk.port),
                seeded_random(plan, name),
                EditorJournal(name),
            )
            for name in names
        ],
        Reader(desk.port, access.path),
        Mirror(desk.port, "Küstenbote", access.key, {}, "ninjs-3.1", follows_links=True, forbidden=NEVER),
        availability,
        FaultInjector(desk, seeded_random(plan, "faults"), availability, tell, *seconds),
    )


def seeded_random(plan: Plan, name: str) -> random.Random:
    return random.Random(f"{plan.seed} {name}")  # to be repeated, not secret


def evaluate(session: DrillSession, plan: Plan, seconds: float) -> Report:
    while session.mirror.pull():
        pass
    at_mirror = find_sentences(" ".join(session.mirror.held.values()))  # the desk has one story
    page = session.reader.fetch_page()
    state = read_story_state(session.desk.url, session.access.story)
    slowest = session.availability.slowest_refusal
    slow = [f"a refusal took {slowest:.1f} s"] if slowest > MAX_REFUSAL_SECONDS else []
    return Report(
        seed=plan.seed,
        seconds=seconds,
        events=session.faults.events,
        counts={
            **session.counts(),
            "revisions": len(state.revisions),
            "editions": len(state.editions),
        },
        lost=find_losses(state, session.journals),
        repeated=find_repeats(state, session.mirror.record.repeated),
        half_published=find_partial_publications(state, session.reader.seen, page, at_mirror),
        disorders=[
            *find_inconsistencies(state),
            *session.availability.unexpected,
            *session.mirror.record.disordered,
        ],
        unshown=session.find_missing(plan.saves),
        left_out=[*session.faults.left_out, *slow],
        slowest_refusal=slowest,
    )
