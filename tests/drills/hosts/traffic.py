"""Readers, editors and a partner of the drill, who note what they were given and when they were refused."""

import http.client
import json
import random
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.drills.environment import HOST
from tests.drills.feed.client import Mirror
from tests.drills.hosts.journal import GONE, Journal, StoryHistory, read_version

PICTURE = re.compile(r'"(/media/[^"?\s]+)')
PAUSE_SECONDS = 0.04
RESPONSE_TIMEOUT = 15


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of a host or of the cache; status 0 if there was none."""

    began: float
    status: int
    text: str


def fetch(port: int, path: str) -> Answer:
    began = time.monotonic()
    link = http.client.HTTPConnection(HOST, port, timeout=RESPONSE_TIMEOUT)
    try:
        link.request("GET", path)
        answer = link.getresponse()
        return Answer(began, answer.status, answer.read().decode(errors="replace"))
    except (OSError, http.client.HTTPException):
        return Answer(began, 0, "")
    finally:
        link.close()


@dataclass(slots=True)
class Availability:
    """Times at which a service was refused, and the longest time without any answer."""

    name: str
    failed_at: list[float] = field(default_factory=list)
    served_at: list[float] = field(default_factory=list)

    def note(self, answer: Answer, *, served: bool) -> None:
        (self.served_at if served else self.failed_at).append(answer.began)

    def seconds_without(self, since: float, until: float) -> float:
        """Return the longest time between two answers, in a period that has a refusal."""
        if not any(since <= at <= until for at in self.failed_at):
            return 0.0
        times = [since, *(at for at in self.served_at if since <= at <= until), until]
        return max(later - earlier for earlier, later in pairwise(times))


@dataclass(slots=True)
class Reader:
    """Reader of one address: a web host, or the cache in front of all."""

    name: str
    port: Callable[[], int]
    journal: Journal
    chance: random.Random
    tolerance: float = 0.0
    """Seconds for which an older version may be shown, by a cache that is being purged."""
    pages: int = 0
    stale: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    oldest: float = 0.0
    """Seconds since the confirmation of the change that a page did not show yet, at most."""
    pictures: dict[str, StoryHistory] = field(default_factory=dict)
    availability: Availability = field(init=False)

    def __post_init__(self) -> None:
        self.availability = Availability(self.name)

    def read(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.read_page()
            if self.pictures and self.chance.random() < 0.1:
                self.read_picture()
            stop.wait(PAUSE_SECONDS)

    def read_page(self) -> None:
        stories = self.journal.list_stories()[-60:]
        if not stories or self.chance.random() < 0.2:
            self.read_front()
            return
        history = self.chance.choice(stories)
        answer = fetch(self.port(), history.path)
        self.note(answer, served=answer.status in {200, 301, 404, 410})
        self.check_story(history, answer)

    def read_front(self) -> None:
        answer = fetch(self.port(), "/")
        self.note(answer, served=answer.status == 200)

    def read_picture(self) -> None:
        path, history = self.chance.choice(list(self.pictures.items()))
        answer = fetch(self.port(), path)
        self.note(answer, served=answer.status in {200, 404, 410})
        if answer.status == 200 and self.is_late(history.killed_at, answer):
            self.leaked.append(f"{self.name}: picture {path} of a killed story")

    def note(self, answer: Answer, *, served: bool) -> None:
        self.pages += served
        self.availability.note(answer, served=served)

    def check_story(self, history: StoryHistory, answer: Answer) -> None:
        if history.public_from and not history.confirmed[-1].version:
            if answer.status in {200, 301} and answer.began < history.public_from - 0.05:
                self.leaked.append(
                    f"{self.name}: {history.path} {history.public_from - answer.began:.1f} s early"
                )
            return
        if answer.status != 200:
            return
        for path in PICTURE.findall(answer.text)[:1]:
            self.pictures.setdefault(path, history)
        shown = read_version(answer.text)
        if history.newest == GONE and self.is_late(history.killed_at, answer):
            self.leaked.append(f"{self.name}: {history.path} was killed, and is shown")
            return
        missing = [one for one in history.confirmed if one.version > shown]
        if missing and self.is_late(missing[0].at, answer):
            self.stale.append(f"{self.name}: {history.path} shows version {shown}, not {missing[-1].version}")

    def is_late(self, confirmed_at: float | None, answer: Answer) -> bool:
        """Return whether a request began too long after a change that its answer does not show."""
        if confirmed_at is None or answer.began <= confirmed_at:
            return False
        self.oldest = max(self.oldest, answer.began - confirmed_at)
        return answer.began - confirmed_at > self.tolerance


class EditorEnded(Exception):
    """Process of an editor that ended by itself; the message has the end of its log."""


@dataclass(slots=True)
class EditorProcess:
    """Process of an editor, whose confirmed actions go into the journal."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    folder: Path
    log: Path
    journal: Journal
    availability: Availability = field(init=False)
    process: subprocess.Popen[str] | None = None

    def __post_init__(self) -> None:
        self.availability = Availability(self.name)

    def work(self, _stop: threading.Event) -> None:
        """Record the actions until the process is ended."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # our own module
                self.command, cwd=self.folder, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip
        assert self.process.stdout
        for text in self.process.stdout:
            line = json.loads(text)
            if line["act"] == "refused":
                self.availability.failed_at.append(time.monotonic())
                self.journal.count(f"refused: {line['reason']}")
            else:
                self.journal.record(line)
                self.availability.served_at.append(time.monotonic())
        if self.process.wait() not in {0, -signal.SIGTERM}:
            raise EditorEnded(f"{self.name}: {self.log.read_text()[-1500:]}")

    def end(self) -> None:
        """Let the process end between two actions."""
        if self.process is not None:
            self.process.terminate()


@dataclass(slots=True)
class Partner:
    """Partner whose mirror is pulled all the time."""

    mirror: Mirror
    availability: Availability = field(default_factory=lambda: Availability("partner"))
    leaked: list[str] = field(default_factory=list)

    def pull(self, stop: threading.Event) -> None:
        while not stop.is_set():
            before, began = self.mirror.record.failures, time.monotonic()
            with suppress(ConnectionError):
                self.mirror.pull()
            failed = self.mirror.record.failures > before
            (self.availability.failed_at if failed else self.availability.served_at).append(began)
            if failed:
                self.availability.served_at.append(time.monotonic())
            stop.wait(0.2)
