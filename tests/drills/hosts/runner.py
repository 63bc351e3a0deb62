"""The drill: traffic on the installation while one event follows another, then the count of faults."""

import random
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.feed.client import Mirror
from tests.drills.hosts.check import find_log_gaps, find_losses, find_mirror_faults, find_repeats, read_states
from tests.drills.hosts.events import list_events
from tests.drills.hosts.installation import Installation, open_installation
from tests.drills.hosts.journal import Journal
from tests.drills.hosts.traffic import Availability, EditorProcess, Partner, Reader

CACHE_TOLERANCE = 60.0
"""Seconds for which the cache may show a former version while the purge is retried."""
STEADY_SECONDS = 2.0
"""Seconds of service after which an event is over."""
MAX_EVENT_SECONDS = 180
NEVER = "\0"
EDITORS = ("nora", "daniela")
PREPARE = """
import django; django.setup()
from django.utils import timezone
from articles.actions.desk.reference_data import save_entry
from articles.actions.partners.contracts_and_keys import add_partner, issue_key
from articles.models import Section
Section.objects.get_or_create(slug="nordhaven", defaults={"name": "Nordhaven"})
at = timezone.now()
partner = add_partner({"name": "Küstenbote", "contract_from": at}, by=None, at=at)
print(issue_key(partner.pk, by=None, at=at)[1])
"""


@dataclass(frozen=True, slots=True)
class EventOutcome:
    """Event with the seconds for which each was not served."""

    name: str
    without: dict[str, float]

    def __str__(self) -> str:
        times = ", ".join(f"{who} {seconds:.1f} s" for who, seconds in self.without.items() if seconds)
        return f"{self.name}: without service: {times or 'nobody'}"


@dataclass(slots=True)
class Outcome:
    """Everything that the drill counted."""

    seconds: float = 0.0
    events: list[EventOutcome] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    """Differences between the mirror and the desk, gaps in the log, and events after which somebody stayed unserved."""
    oldest_in_cache: float = 0.0
    resets: int = 0

    @property
    def passed(self) -> bool:
        return not (self.stale or self.lost or self.leaked or self.repeated or self.unsettled)


class Traffic:
    """Readers of each web host and of the cache, editors and a partner."""

    def __init__(self, hosts: Installation, key: str, seed: int) -> None:
        self.journal = Journal()
        self.stop = threading.Event()
        self.running: list[Future[None]] = []
        self.readers = [
            Reader(
                f"reader of host {number}",
                lambda port=port: port,
                self.journal,
                random.Random(f"{seed} {port}"),
            )  # type: ignore[misc]
            for number, port in enumerate(hosts.web_ports, 1)
        ]
        self.readers += [
            Reader(
                f"reader {number} of the cache", lambda: hosts.cache_port, self.journal,
                random.Random(f"{seed} cache {number}"), tolerance=CACHE_TOLERANCE,
            )
            for number in (1, 2)
        ]  # fmt: skip
        environment = hosts.environment("editors") | {"DATABASE_URL": hosts.direct_url}
        self.editors = [
            EditorProcess(
                name, [sys.executable, "-m", "tests.drills.hosts.editor", name, str(seed)], environment,
                hosts.code, hosts.root / f"{name}.log", self.journal,
            )
            for name in EDITORS
        ]  # fmt: skip
        mirror = Mirror(
            hosts.cache_port, "Küstenbote", key, {}, "ninjs-3.1", follows_links=True, forbidden=NEVER
        )
        self.partner = Partner(mirror)

    @property
    def seen(self) -> dict[str, list[Availability]]:
        """Availability by who is served; readers of single hosts are not counted: a cache stands before them."""
        return {
            "readers": [reader.availability for reader in self.readers if reader.tolerance],
            "editors": [editor.availability for editor in self.editors],
            "partner": [self.partner.availability],
        }

    def raise_failures(self) -> None:
        """Raise what ended a reader, an editor or the partner."""
        for task in self.running:
            if task.done():
                task.result()

    def is_steady(self, since: float) -> bool:
        """Return whether all were served at the end of the last seconds, and nobody was refused."""
        now = time.monotonic()
        if now - since < STEADY_SECONDS:
            return False
        everyone = [
            *(one for group in self.seen.values() for one in group),
            *(r.availability for r in self.readers),
        ]
        return all(
            one.served_at
            and one.served_at[-1] > now - STEADY_SECONDS
            and not any(at > now - STEADY_SECONDS for at in one.failed_at[-3:])
            for one in everyone
        )


def run(root: Path, *, seed: int, only: Sequence[str], upgrade: bool, say: Callable[[str], None]) -> Outcome:
    """Run the drill in an empty folder and return what was counted."""
    say("starting three web hosts, a worker host, a primary with two replicas, pooler, store and cache")
    with open_installation(root) as hosts:
        key = hosts.run_once("worker", "shell", "-c", PREPARE).split()[-1]
        traffic = Traffic(hosts, key, seed)
        outcome, began = Outcome(), time.monotonic()
        tasks: list[Callable[[threading.Event], None]] = [
            hosts.manager.watch, traffic.partner.pull,
            *(reader.read for reader in traffic.readers), *(editor.work for editor in traffic.editors),
        ]  # fmt: skip
        with ThreadPoolExecutor(len(tasks)) as pool:
            traffic.running = [pool.submit(task, traffic.stop) for task in tasks]
            try:
                wait_until_steady(traffic, "start", outcome)
                for name, happen in list_events(hosts, upgrade=upgrade):
                    if not only or any(word in name for word in only):
                        outcome.events.append(strike(traffic, name, happen, outcome))
                        say(str(outcome.events[-1]))
            finally:
                for editor in traffic.editors:
                    editor.end()
                traffic.stop.set()
        traffic.raise_failures()
        outcome.seconds = time.monotonic() - began
        count_faults(hosts, traffic, outcome)
        return outcome


def strike(traffic: Traffic, name: str, happen: Callable[[], None], outcome: Outcome) -> EventOutcome:
    """Let an event happen and wait until all are served steadily."""
    since = time.monotonic()
    happen()
    wait_until_steady(traffic, name, outcome)
    now = time.monotonic()
    return EventOutcome(
        name,
        {who: max(one.seconds_without(since, now) for one in group) for who, group in traffic.seen.items()},
    )


def wait_until_steady(traffic: Traffic, name: str, outcome: Outcome) -> None:
    since = time.monotonic()
    while not traffic.is_steady(since):
        traffic.raise_failures()
        if time.monotonic() - since > MAX_EVENT_SECONDS:
            outcome.unsettled.append(f"{name}: not all were served again within {MAX_EVENT_SECONDS} s")
            return
        time.sleep(0.1)


def count_faults(hosts: Installation, traffic: Traffic, outcome: Outcome) -> None:
    mirror, journal = traffic.partner.mirror, traffic.journal
    while mirror.pull():
        pass
    states = read_states(hosts.direct_url)
    outcome.lost = find_losses(journal, states)
    outcome.repeated = find_repeats(states, mirror)
    outcome.unsettled += find_log_gaps(hosts.direct_url) + find_mirror_faults(journal, states, mirror)
    for reader in traffic.readers:
        outcome.stale += reader.stale
        outcome.leaked += reader.leaked
        if reader.tolerance:
            outcome.oldest_in_cache = max(outcome.oldest_in_cache, reader.oldest)
    outcome.resets = mirror.record.resets
    outcome.counts = dict(journal.counts) | {
        "pages read": sum(reader.pages for reader in traffic.readers),
        "changes at the partner": mirror.record.puts + mirror.record.gone,
        "programs started again": sum(hosts.manager.restarts.values()),
    }
