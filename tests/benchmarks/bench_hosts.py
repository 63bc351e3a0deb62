"""First answers of one web host on the primary against three on replicas: `python -m tests.benchmarks.bench_hosts`.

The cores of one machine are the limit of all hosts here, so the rates that separate machines could reach are computed
from processor time: of the web hosts, the primary and the replicas, per answer. The first model gives each web host and
each database a machine of its own; the second one puts web host and database on the same machines. Publications are
counted with the primary's work. Each question is asked once of web servers that have just started.
"""

import argparse
import os
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from tests.benchmarks.bench_site import OPTIONS, prepare, rows, serve_application
from tests.benchmarks.load import ask_for, spent
from tests.newsroom.processes import soon
from tests.paths import ROOT
from tests.replicas import Primary, Server

HOSTS = 3
CORES = 4
"""Of each machine in the computed rates."""
SHARES = {"story, cold": 300, "list, as deep as page 40, cold": 60, "search, few hits, cold": 60}
"""Questions of each measurement, and of the warm-up, in which processes connect, compile and plan."""
EVERY = 0.5
"""Seconds between two publications."""


@dataclass(frozen=True, slots=True)
class Work:
    """Microseconds of processor time for an answer."""

    web: float
    primary: float
    replicas: float
    rate: float
    """Answers a second that this machine gave."""
    by_replica: float
    """Part of the answers that replicas built."""

    def possible(self, hosts: int, replicas: int) -> float:
        """Answers a second with a machine for each web host and for each database."""
        limits = [hosts / self.web, 1 / self.primary]
        limits += [replicas / self.replicas] if replicas else []
        return 1e6 * CORES * min(limits)

    def possible_shared(self, machines: int) -> float:
        """Answers a second if web hosts and databases share so many machines."""
        return 1e6 * CORES * machines / (self.web + self.primary + self.replicas)


def choose_questions(stories: int) -> Iterator[list[bytes]]:
    """Yield so many questions for each measurement, none twice; the first ones are for the warm-up."""
    by_name = {row.name: iter(row.asked) for row in rows(stories)}
    while asked := [one for name, share in SHARES.items() for one in islice(by_name[name], share)]:
        yield [asked[place] for start in range(7) for place in range(start, len(asked), 7)]


@contextmanager
def publish_every(seconds: float) -> Iterator[None]:
    """Update a story again and again; 0 for never."""
    done = Event()
    thread = Thread(target=_publish, args=(seconds, done))
    if seconds:
        thread.start()
    yield
    done.set()
    if seconds:
        thread.join()


def _publish(seconds: float, done: Event) -> None:
    from django.db import connections
    from django.utils import timezone

    from articles.actions.stories.drafts import StoryChange
    from articles.actions.stories.publish import update
    from articles.models import Article

    pk = Article.objects.in_state("published").order_by("-pk").values_list("pk", flat=True)[0]
    count = 0
    while not done.wait(seconds):
        count += 1
        update(
            pk, StoryChange(fields={"headline": f"Kai gesperrt, Fassung {count}"}), by=None, at=timezone.now()
        )
    connections.close_all()


@dataclass(frozen=True, slots=True)
class Hosts:
    """Web hosts that have answered their first questions."""

    web: Sequence[tuple[int, int]]
    """(port, process)"""
    primary: Server
    replicas: Sequence[Server]
    readers: ProcessPoolExecutor

    def measure(self, asked: Sequence[bytes], every: float = 0) -> Work:
        """Ask each question once, with a publication `every` so many seconds."""
        with publish_every(every):
            before, built, begun = self.read_clocks(), count_built(self.replicas), perf_counter()
            asking = [
                self.readers.submit(
                    ask_for, self.web[place % len(self.web)][0], asked[place::HOSTS], 0, once=True
                )
                for place in range(HOSTS)
            ]
            heard = [one.result() for one in asking]
            passed = perf_counter() - begun
            busy = [1e6 * (now - start) for now, start in zip(self.read_clocks(), before, strict=True)]
            built = count_built(self.replicas) - built
        statuses = {status for one in heard for status in one.statuses}
        assert statuses == {200}, statuses
        answers = len(asked)
        return Work(*(part / answers for part in busy), answers / passed, min(1.0, built / answers))

    def read_clocks(self) -> list[float]:
        web, replicas = [pid for _port, pid in self.web], [server.pid for server in self.replicas]
        return [spent(web), spent([self.primary.pid]), spent(replicas)]


@contextmanager
def start_hosts(
    count: int, primary: Server, replicas: Sequence[Server], warm_up: Sequence[bytes]
) -> Iterator[Hosts]:
    environment = {"REPLICA_URLS": ",".join(server.url for server in replicas)}
    with ExitStack() as stack:
        web = [
            stack.enter_context(serve_application("newsroom.rsgi:application", environment=environment))
            for _ in range(count)
        ]
        for port, _pid in web:
            assert soon(lambda port=port: is_listening(port))
            ask_for(port, warm_up, 0)
        readers = stack.enter_context(ProcessPoolExecutor(HOSTS))
        list(readers.map(abs, range(HOSTS)))
        yield Hosts(web, primary, replicas, readers)


def is_listening(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def count_built(replicas: Sequence[Server]) -> int:
    """Transactions that the replicas committed, one for each page."""
    return sum(int(server.query("SELECT sum(xact_commit) FROM pg_stat_database")) for server in replicas)


def show(name: str, work: Work, hosts: int, replicas: int, base: Work | None) -> None:
    own, shared = work.possible(hosts, replicas), work.possible_shared(hosts)
    ratios = ""
    if base is not None:
        ratios = f"{own / base.possible(1, 0):9.2f}{shared / base.possible_shared(1):9.2f}"
    print(
        f"{name:52}{work.web:8.0f}{work.primary:9.0f}{work.replicas:9.0f}{work.by_replica:8.2f}"
        f"{work.rate:8.0f}{own:9.0f}{shared:9.0f}{ratios}",
        flush=True,
    )


def compare(primary: Server, replicas: Sequence[Server], stories: int) -> None:
    warm_up, quiet, publishing, late = islice(choose_questions(stories), 4)
    print(
        f"{stories} stories, {len(quiet)} first answers each; load {os.getloadavg()[0]:.1f}; {' '.join(OPTIONS)}"
    )
    print(f"{'microseconds for an answer:':52}{'web':>8}{'primary':>9}{'replicas':>9}{'share':>8}{'1/s':>8}"
          f"{'own 1/s':>9}{'shared':>9}{'÷ own':>9}{'÷ shared':>9}")  # fmt: skip
    with start_hosts(1, primary, (), warm_up) as one:
        base, busy_base = one.measure(quiet), one.measure(publishing, EVERY)
    show("1 host on the primary", base, 1, 0, None)
    show(f"{HOSTS} hosts on the primary, computed", base, HOSTS, 0, base)
    show(f"1 host on the primary, a publication in {EVERY} s", busy_base, 1, 0, None)
    with start_hosts(HOSTS, primary, replicas, warm_up) as several:
        show(f"{HOSTS} hosts on replicas", several.measure(quiet), HOSTS, len(replicas), base)
        busy = several.measure(publishing, EVERY)
        show(f"{HOSTS} hosts on replicas, a publication in {EVERY} s", busy, HOSTS, len(replicas), busy_base)
        for server in replicas:
            server.configure(recovery_min_apply_delay="2s")
            server.reload()
        delayed = several.measure(late, EVERY)
        show("the same with replicas 2 s late", delayed, HOSTS, len(replicas), busy_base)


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=10_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-hosts")
    told = ask.parse_args()
    desk = told.folder / str(told.stories)
    prepare(desk, told.stories, persons=400)
    primary = Primary(desk / "postgres")
    try:
        replicas = [primary.add_replica() for _ in range(HOSTS)]
        for server in replicas:
            server.wait_for(primary)
        compare(primary, replicas, told.stories)
    finally:
        primary.remove_replicas()
