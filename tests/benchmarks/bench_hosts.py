"""First answers of one web host on the primary against three on replicas: `python -m tests.benchmarks.bench_hosts`.

The cores of one machine are the limit of all hosts here, so the rates that separate machines could reach are computed
from processor time: of the web hosts, the primary and the replicas, per answer. The first model gives each web host and
each database a machine of its own; the second one puts web host and database on the same machines. Publications are
counted with the primary's work. Each question is asked once of web servers that have just started.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from tests.benchmarks.bench_site import OPTIONS, prepare, rows, serve_application
from tests.benchmarks.load import ask_for, question, spent
from tests.paths import ROOT
from tests.replicas import Primary, Server

HOSTS = 3
CORES = 4
"""Of each machine in the computed rates."""
SHARES = {"story, cold": 900, "list, as deep as page 40, cold": 200, "search, few hits, cold": 150}
WARM_UP = 60
"""Questions to each host that are not measured: its processes connect, compile and plan."""


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


def choose_questions(stories: int) -> tuple[list[bytes], list[bytes]]:
    """The questions of the warm-up, and those that are measured."""
    by_name = {row.name: list(row.asked) for row in rows(stories)}
    asked = [one for name, share in SHARES.items() for one in by_name[name][:share]]
    mixed = [asked[place] for start in range(7) for place in range(start, len(asked), 7)]
    return [question("/"), *mixed[: WARM_UP * HOSTS]], mixed[WARM_UP * HOSTS :]


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


def measure_hosts(
    hosts: int,
    primary: Primary,
    replicas: Sequence[Server],
    asked: tuple[list[bytes], list[bytes]],
    every: float,
) -> Work:
    environment = {"REPLICA_URLS": ",".join(server.url for server in replicas)}
    with ExitStack() as stack:
        web = [
            stack.enter_context(serve_application("newsroom.wsgi:application", environment=environment))
            for _ in range(hosts)
        ]
        warm_up, measured = asked
        for place, (port, _pid) in enumerate(web):
            ask_for(port, warm_up[place * len(warm_up) // HOSTS :], 0)
        groups = [[pid for _port, pid in web], [primary.pid], [server.pid for server in replicas]]
        crowd = stack.enter_context(ProcessPoolExecutor(HOSTS))
        list(crowd.map(abs, range(HOSTS)))
        stack.enter_context(publish_every(every))
        before, built, begun = [spent(group) for group in groups], count_built(replicas), perf_counter()
        asking = [
            crowd.submit(ask_for, web[place % hosts][0], measured[place::HOSTS], 0, once=True)
            for place in range(HOSTS)
        ]
        heard = [one.result() for one in asking]
        passed = perf_counter() - begun
        busy = [1e6 * (spent(group) - start) for group, start in zip(groups, before, strict=True)]
        built = count_built(replicas) - built
    statuses = {status for one in heard for status in one.statuses}
    assert statuses == {200}, statuses
    answers = len(measured)
    return Work(*(part / answers for part in busy), answers / passed, min(1.0, built / answers))


def count_built(replicas: Sequence[Server]) -> int:
    """Transactions of the replicas: one for each page, and for each question that a late one was asked."""
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


def compare(primary: Primary, replicas: Sequence[Server], stories: int) -> None:
    asked = choose_questions(stories)
    print(
        f"{stories} stories, {len(asked[1])} first answers each; load {os.getloadavg()[0]:.1f}; {' '.join(OPTIONS)}"
    )
    print(f"{'microseconds for an answer:':52}{'web':>8}{'primary':>9}{'replicas':>9}{'share':>8}{'1/s':>8}"
          f"{'own 1/s':>9}{'shared':>9}{'÷ own':>9}{'÷ shared':>9}")  # fmt: skip
    quiet = measure_hosts(1, primary, (), asked, 0)
    show("1 host on the primary", quiet, 1, 0, None)
    show(f"{HOSTS} hosts on the primary", measure_hosts(HOSTS, primary, (), asked, 0), HOSTS, 0, quiet)
    show(
        f"{HOSTS} hosts on replicas",
        measure_hosts(HOSTS, primary, replicas, asked, 0),
        HOSTS,
        len(replicas),
        quiet,
    )
    busy = measure_hosts(1, primary, (), asked, 1)
    show("1 host on the primary, a publication a second", busy, 1, 0, None)
    in_time = measure_hosts(HOSTS, primary, replicas, asked, 1)
    show(f"{HOSTS} hosts on replicas, a publication a second", in_time, HOSTS, len(replicas), busy)
    for server in replicas:
        server.configure(recovery_min_apply_delay="2s")
        server.reload()
    for every in (6, 1):
        late = measure_hosts(HOSTS, primary, replicas, asked, every)
        show(f"the same 2 s late, one publication in {every} s", late, HOSTS, len(replicas), busy)


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
