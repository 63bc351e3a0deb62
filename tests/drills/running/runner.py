"""Plays a running story on a desk of its own and compares what was confirmed with what is shown."""

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.drills.desk.browser import Browser, NoResponse
from tests.drills.desk.environment import Desk, DeskAccess, children_of
from tests.drills.environment import HOST, kill_process
from tests.drills.feed.client import Mirror
from tests.paths import ROOT

PEOPLE = ("ada", "bo", "cem", "dora")
PASSWORD = "vier-leute-schreiben"  # of a desk that lives five minutes
MARK = re.compile(r"M[0-9a-f]{8}")
RETRY = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    seconds: float = 300
    entries: int = 200
    corrections: int = 20
    kills: int = 10
    seed: int = 1


@dataclass(slots=True)
class Record:
    """Everything that was confirmed, and every fault that somebody saw."""

    written: list[str] = field(default_factory=list)
    """Marks of the confirmed entries, in the order of their confirmation."""
    killed: dict[str, float] = field(default_factory=dict)
    """Monotonic time of the confirmation, by mark."""
    corrected: dict[str, float] = field(default_factory=dict)
    reads: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    strikes: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self, text: str, asked: float, place: str) -> None:
        """Note what a response shows that it must not show any more."""
        self.reads[place] += 1
        with self.lock:
            gone = {mark for mark, at in self.killed.items() if at < asked}
        seen = Counter(MARK.findall(text))
        self.faults += [f"{place}: killed {mark} is shown" for mark in gone & seen.keys()]


@dataclass(slots=True)
class Play:
    desk: Desk
    access: DeskAccess
    plan: Plan
    tell: Callable[[str], None]
    record: Record = field(default_factory=Record)
    stop: threading.Event = field(default_factory=threading.Event)
    ordinary: str = ""
    """Path of a story that does not run."""

    @property
    def entries_path(self) -> str:
        return f"/admin/articles/article/{self.access.story}/running/"

    def run(self) -> "Play":
        chief = Chief(self)
        threads = [threading.Thread(target=self.write, args=(name, n)) for n, name in enumerate(PEOPLE)]
        readers = [
            threading.Thread(target=self.read, args=(query,)) for query in ("", "?view=entries", "?view=text")
        ]
        readers += [threading.Thread(target=self.read_feed), threading.Thread(target=self.strike)]
        for thread in (*threads, *readers):
            thread.start()
        chief.work()
        for thread in threads:
            thread.join()
        self.stop.set()
        for thread in readers:
            thread.join()
        self.desk.restart_if_ended()
        self.desk.wait_until_ready()
        self.compare()
        chief.process.terminate()
        return self

    def write(self, name: str, place: int) -> None:
        """Write a fifth of the entries, each until it is confirmed."""
        browser, chance = Browser(self.desk.port), random.Random(self.plan.seed + place)  # repeatable
        count = self.plan.entries // 5
        signed_in = False
        for n in range(count):
            mark, window = f"M{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
            form = [
                ("headline", f"{name} {n} {mark}"), ("text", f"Stand {n} von {name}."), ("urgency", "5"),
                ("photos", ""), ("window", window), ("_publish", "1"),
            ]  # fmt: skip
            while True:
                try:
                    signed_in = signed_in or browser.sign_in(name, PASSWORD)
                    answer = browser.post(self.entries_path, form)
                    if answer.signed_out:
                        signed_in = False
                    elif answer.status == http.HTTPStatus.FOUND:
                        break
                except NoResponse:
                    pass
                time.sleep(RETRY)
            with self.record.lock:
                self.record.written.append(mark)
            self.stop.wait(chance.uniform(0.5, 1.5) * self.plan.seconds / count * 0.8)

    def read(self, query: str) -> None:
        browser = Browser(self.desk.port)
        while not self.stop.is_set():
            asked = time.monotonic()
            try:
                answer = browser.get(self.access.path + query)
            except NoResponse:
                time.sleep(RETRY)
                continue
            if answer.status == http.HTTPStatus.OK:
                self.record.check(answer.text, asked, query or "page")
            time.sleep(0.05)

    def read_feed(self) -> None:
        """Ask for the item and earlier versions, as a partner may."""
        browser = KeyBrowser(self.desk.port, self.access.key)
        while not self.stop.is_set():
            asked = time.monotonic()
            for path in (
                f"/api/v1/stories/{self.access.story}",
                f"/api/v1/stories/{self.access.story}/versions",
            ):
                text = browser.get(path)
                self.record.check(text, asked, "feed")
                if path.endswith("versions") and text:
                    oldest = min((one["version"] for one in json.loads(text)["versions"]), default=1)
                    asked = time.monotonic()
                    self.record.check(browser.get(f"{path}/{oldest}"), asked, "oldest version")
            time.sleep(0.2)

    def strike(self) -> None:
        """Kill the web server, one of its workers, the job worker and a connection's process in turn."""
        chance = random.Random(self.plan.seed)  # repeatable
        kinds = ["newsroom.rsgi", "run_worker", "web worker", "database connection"]
        while not self.stop.wait(max(8, self.plan.seconds / 12)):
            kind = kinds[len(self.record.strikes) % len(kinds)]
            if kind == "web worker":
                parents = self.desk.processes("newsroom.rsgi")
                kill_process(chance.choice(children_of(parents[0]) or [0]) or None if parents else None)
            elif kind == "database connection":
                kill_process(chance.choice(children_of(self.desk.postmaster) or [0]) or None)
            else:
                for pid in self.desk.processes(kind)[:1]:
                    kill_process(pid)
            self.record.strikes.append(kind)
            self.tell(f"killed: {kind}")
            self.desk.restart_if_ended()

    def compare(self) -> None:
        """Walk all pages and pull a mirror; each confirmed entry is shown once, the newest first."""
        shown = self.walk_pages()
        wanted = {mark for mark in self.record.written if mark not in self.record.killed}
        counts = Counter(mark for mark, _id, _at in shown)
        faults = self.record.faults
        faults += [f"pages: {mark} is lost" for mark in wanted - counts.keys()]
        faults += [f"pages: {mark} is shown {n} times" for mark, n in counts.items() if n != 1]
        faults += [f"pages: killed {mark} is shown" for mark in self.record.killed.keys() & counts.keys()]
        order = [at for _mark, _number, at in shown]  # to the second
        if order != sorted(order, reverse=True):
            faults.append("pages: the order is wrong")
        mirror = Mirror(
            self.desk.port, "Küstenbote", self.access.key, {}, "ninjs-3.1", follows_links=True, forbidden="§§"
        )
        while mirror.pull():
            pass
        faults += [*mirror.record.repeated, *mirror.record.disordered]
        (item,) = [text for uri, text in mirror.held.items() if uri.endswith(f"/story/{self.access.story}")]
        body = json.loads(item)["bodies"][0]["value"]
        in_feed = Counter(MARK.findall("".join(re.findall(r"<h2 .*?</h2>", body))))
        if in_feed != counts:
            faults.append(f"feed: {sum(in_feed.values())} entries, on pages {sum(counts.values())}")

    def walk_pages(self) -> list[tuple[str, int, str]]:
        """Return mark, id and time of each entry on the pages, in their order."""
        browser, path, shown = Browser(self.desk.port), self.access.path, []
        while path:
            page = browser.get(path).text
            articles = re.findall(
                r'<article class="entry[^"]*" id="entry-(\d+)".*?</article>', page, re.DOTALL
            )
            pieces = re.split(r'<article class="entry', page)[1:]
            for number, piece in zip(articles, pieces, strict=True):
                at = re.search(r'datetime="([^"]+)"', piece)
                shown.append((MARK.findall(piece)[0], int(number), at[1] if at else ""))
            older = re.search(r'href="([^"]+)#entries" rel="next"', page)
            path = older[1] if older else ""
        return shown


@dataclass(slots=True)
class KeyBrowser:
    port: int
    key: str

    def get(self, path: str) -> str:
        """Return the text of a response with status 200, else an empty one."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {self.key}"})
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == http.HTTPStatus.OK else ""
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()


class Chief:
    """The process that writes for the agency, corrects and kills."""

    def __init__(self, play: Play) -> None:
        self.play = play
        environment = {**play.desk.environment, "DATABASE_URL": play.desk.url}
        command = [sys.executable, "-m", "tests.drills.running.chief", str(play.access.story)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        play.ordinary = self.answer()["ordinary"]

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise ConnectionError("the agency's process has ended")
        found: dict[str, Any] = json.loads(line)
        return found

    def order(self, command: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        return self.answer()

    def work(self) -> None:
        """Write a fifth of the entries; correct and kill some of everybody's."""
        plan = self.play.plan
        chance = random.Random(plan.seed)  # repeatable
        steps = ["write"] * (plan.entries // 5) + ["correct"] * plan.corrections + ["kill"] * plan.kills
        chance.shuffle(steps)
        pause = plan.seconds / len(steps) * 0.85
        for step in [*sorted(steps[:5], key=len, reverse=True), *steps[5:]]:
            getattr(self, f"_{step}")(chance)
            time.sleep(pause)

    def _write(self, _chance: random.Random) -> None:
        mark = f"M{uuid.uuid4().hex[:8]}"
        while "error" in self.order(f"write {mark}"):
            if mark in {one for one, _id, _at in self.play.walk_pages()}:
                break  # the connection broke after the commit
            time.sleep(RETRY)
        with self.play.record.lock:
            self.play.record.written.append(mark)

    def _correct(self, chance: random.Random) -> None:
        mark, number = self._choose(chance)
        if "error" not in self.order(f"correct {number}"):
            self.play.record.corrected[mark] = time.monotonic()

    def _kill(self, chance: random.Random) -> None:
        mark, number = self._choose(chance)
        while "error" in (answer := self.order(f"kill {number}")):
            if "WrongState" in answer["error"]:
                break  # it was killed before the connection broke
            time.sleep(RETRY)
        with self.play.record.lock:
            self.play.record.killed[mark] = time.monotonic()

    def _choose(self, chance: random.Random) -> tuple[str, int]:
        while True:
            try:
                shown = [(mark, number) for mark, number, _at in self.play.walk_pages()]
            except NoResponse:
                shown = []
            if shown:
                return chance.choice(shown)
            time.sleep(RETRY)


@dataclass(frozen=True, slots=True)
class Warmth:
    """Milliseconds of a warm page at the median."""

    running: float
    ordinary: float


def measure_warmth(play: Play, other: str) -> Warmth:
    """Ask for the running story and for an ordinary one in turn, over one connection."""
    connection = http.client.HTTPConnection(HOST, play.desk.port, timeout=20)
    times: dict[str, list[float]] = {play.access.path: [], other: []}
    for path in list(times) * 300:
        begun = time.perf_counter()
        connection.request("GET", path)
        connection.getresponse().read()
        times[path].append(1000 * (time.perf_counter() - begun))
    return Warmth(statistics.median(times[play.access.path][20:]), statistics.median(times[other][20:]))


def run_drill(plan: Plan, tell: Callable[[str], None]) -> tuple[Play, Warmth]:
    with tempfile.TemporaryDirectory(prefix="newsroom-running-") as folder:
        Path(folder).chmod(0o755)
        desk = Desk(Path(folder))
        try:
            access = desk.open(PEOPLE, PASSWORD)
            play = Play(desk, access, plan, tell).run()
            return play, measure_warmth(play, play.ordinary)
        finally:
            desk.close()
