"""Agency files from bytes to the desk: `python -m tests.benchmarks.bench_wire --only read,pulse`.

    read     `read_wire` on invented files of every format: median, 99 %, files a second
    hostile  files made to occupy a reader, each in a process of its own, without network
    intake   commit, reading and matching of 20,000 files in a desk with 100,000 items
    delay    seconds from a file in the drop folder to its committed row, which the desk's next request shows
    pages    the readers' pages while files come in, as a ratio in one run
    pulse    the request that every page of the desk repeats, so that it learns of kills and flashes

Rates are given for this machine as it is and, from the processor's time, for free cores, because other work on the
machine changes only the first. Ends with 1 if a goal is missed.
"""

import argparse
import math
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_site import ROOT, prepare, serve_application
from tests.benchmarks.hostile_wire import list_hostile, listen, measure_file
from tests.benchmarks.invented_wire import FORMATS, make_dispatch, make_traffic, write_g2
from tests.benchmarks.load import alone, measure, question, spent
from tests.drills.environment import read_postmaster_pid

READ_MEDIAN, READ_P99, READ_RATE = 5.0, 60.0, 250.0
INTAKE_RATE, DELAY_P95, PAGES_RATIO = 100.0, 2.0, 1.2
PULSE_STATEMENTS, PULSE_MEDIAN, PULSE_SECONDS = 9, 20.0, 1.5
"""Statements and milliseconds of one request; seconds between two requests of a page."""
BATCH = 20
STORED_AT_ONCE = 2_000
FOLDER_SOURCES = ("bench-eins", "bench-zwei")


def show(name: str, figures: str, *, good: bool) -> bool:
    print(f"{name:34}{figures}{'' if good else '   short'}", flush=True)
    return good


def take_p(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def bench_read(count: int) -> bool:
    """Milliseconds of the processor for one file."""
    from articles.wire.registry import read_wire

    chance, everything, met = random.Random(1), [], True
    for name, write in FORMATS.items():
        files = [write(make_dispatch(number, chance)) for number in range(count)]
        for raw in files[:5]:
            read_wire(raw)
        times = []
        for raw in files:
            begun = time.process_time()
            found = read_wire(raw)
            times.append(1000 * (time.process_time() - begun))
            assert (found.format, len(found.items) > 0) == (name, True)
        everything += times
        met &= show_read(name, times, statistics.mean(map(len, files)))
    return show_read("all formats", everything, 0) and met


def show_read(name: str, times: Sequence[float], size: float) -> bool:
    median, p99, rate = statistics.median(times), take_p(times, 0.99), 1000 * len(times) / sum(times)
    words = f"{size / 1000:6.1f} KB  median {median:6.2f} ms  99 % {p99:6.2f} ms {rate:7.0f}/s"
    return show(name, words, good=median <= READ_MEDIAN and p99 <= READ_P99 and rate >= READ_RATE)


def read_folder(folder: Path) -> bool:
    """Files of the operator's own, all of them once warm."""
    from articles.parsing.errors import CopyError
    from articles.wire.registry import read_wire

    times: list[float] = []
    for _round in range(2):
        times = []
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            raw, begun = file.read_bytes(), time.process_time()
            with suppress(CopyError):
                read_wire(raw)
            times.append(1000 * (time.process_time() - begun))
    return show_read(f"{len(times)} files of {folder.name}", times, 0)


def bench_hostile() -> bool:
    met, slowest, largest = True, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder, listen() as listener:
        for name, make in list_hostile(listener.url):
            file = Path(folder) / "hostile"
            file.write_bytes(make())
            found = measure_file(name, file, listener)
            slowest, largest, met = max(slowest, found.cpu), max(largest, found.memory), met and found.is_good
            if not found.is_good:
                words = f"{found.size / 1e6:5.1f} MB {found.cpu:6.2f} s {found.memory:5.0f} MiB {found.outcome} {found.network}"
                show(name, words, good=False)
    return show("hostile files", f"slowest {slowest:.2f} s, largest process {largest:.0f} MiB", good=met)


def make_sources() -> list[Any]:
    from django.utils import timezone

    from articles.models import WireSource

    for code in FOLDER_SOURCES:
        WireSource.objects.get_or_create(
            code=code, defaults={"name": code, "transport": "folder", "created_at": timezone.now()}
        )
    return list(
        WireSource.objects.filter(code__in=FOLDER_SOURCES).select_related("agency", "section").order_by("pk")
    )


def allow_long_statements() -> None:
    """Let this process wait for a statement, however long the database does not answer.

    After a second of silence a request tries another connection, and gives up if that takes two seconds. On a machine
    with twelve busy processes one of a thousand did, while VACUUM ran, and the benchmark ended: "the database is away".
    """
    from newsroom.db import base

    base.SILENCE_SECONDS = math.inf


def fill_desk(stored: int) -> None:
    """Items of the past month, copied from one that was read, so that indexes and tables have their size."""
    from django.db import connection
    from django.utils import timezone

    from articles.actions.intake.receive.ingest import ingest_file
    from articles.models import WireItem

    missing = stored - WireItem.objects.count()
    if missing <= 0:
        return
    source = make_sources()[0]
    item = (
        ingest_file(write_g2(make_dispatch(1, random.Random(1))), source=source, at=timezone.now())
        .items[0]
        .item
    )
    columns = [field.column for field in WireItem._meta.concrete_fields if field.column != "id"]
    changed = {
        "agency_item": "agency_item || '-' || n", "guid": "guid || '-' || n", "sha256": "md5(n::text)",
        "received_at": "received_at - n * interval '25 seconds'", "headline": "headline || ' ' || n",
    }  # fmt: skip
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        for begin in range(0, missing, STORED_AT_ONCE):
            cursor.execute(
                f"INSERT INTO articles_wireitem ({names}) SELECT {values} FROM articles_wireitem, generate_series(%s, %s) n WHERE id = %s",
                [begin, min(begin + STORED_AT_ONCE, missing) - 1, item.pk],
            )
        cursor.execute("VACUUM ANALYZE articles_wireitem, articles_wirefile")


def ingest_all(files: Sequence[bytes], source: Any, *, batch: int) -> Counter[str]:
    from django.utils import timezone

    from articles.actions.intake.receive.ingest import process_files
    from articles.actions.intake.receive.receive_file import IncomingFile, receive_files

    outcomes: Counter[str] = Counter()
    for begin in range(0, len(files), batch):
        at = timezone.now()
        waiting = [IncomingFile(raw, f"{begin}") for raw in files[begin : begin + batch]]
        receipts = receive_files(waiting, source=source, at=at)
        outcomes.update(str(result.outcome) for result in process_files(receipts, at=at))
    return outcomes


def bench_intake(folder: Path, count: int) -> bool:
    """Both ways in one run: as a folder is taken, and file by file as a push comes."""
    source, first = make_sources()[0], int(time.time()) % 1_000_000 * 1_000
    postmaster = find_postmaster(folder)
    rates = {}
    for batch, files in ((1, count // 10), (BATCH, count)):
        traffic = make_traffic(files, seed=first + batch, first=first + batch * 10_000_000)
        before, cpu, begun = spent([postmaster]), time.process_time(), time.perf_counter()
        outcomes = ingest_all(traffic.files, source, batch=batch)
        seconds, own = time.perf_counter() - begun, time.process_time() - cpu
        database = spent([postmaster]) - before
        assert outcomes == Counter(traffic.kinds), (outcomes, Counter(traffic.kinds))
        # The database works on the other core while this process waits or reads.
        rates[batch] = files / max(own, database)
        words = f"{files / seconds:6.0f}/s here, {rates[batch]:6.0f}/s on two free cores; {1000 * own / files:.2f} ms + {1000 * database / files:.2f} ms of the database a file"
        show(f"{files} files, {batch} at once", words, good=batch == 1 or rates[batch] >= INTAKE_RATE)
    print(
        f"{'':34}{dict(outcomes)}; load {os.getloadavg()[0]:.1f}; in batches {rates[BATCH] / rates[1]:.1f} times as fast"
    )
    return rates[BATCH] >= INTAKE_RATE


def find_postmaster(folder: Path) -> int:
    return read_postmaster_pid(folder / "postgres") or sys.exit("The benchmark's database has ended.")


@contextmanager
def run_intake(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process as `up` starts it."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_intake"],
        cwd=ROOT,
        env={**os.environ, "WIRE_DIR": str(folder / "wire")},
    )
    try:
        wait_for_folders(folder)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def wait_for_folders(folder: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not all((folder / "wire" / code).is_dir() for code in FOLDER_SOURCES):
        if time.monotonic() > deadline:
            sys.exit(f"The intake process has not created its folders within {seconds:.0f} s.")
        time.sleep(0.02)


def deliver(folder: Path, files: Sequence[bytes], pause: float, stop: threading.Event) -> dict[str, float]:
    """Write files as an FTP server does; return the time of each by its name."""
    times = {}
    for number, raw in enumerate(files):
        if stop.is_set():
            break
        name = f"{time.monotonic_ns()}-{number}.txt"
        place = folder / "wire" / FOLDER_SOURCES[number % 2]
        (place / f"{name}.part").write_bytes(raw)
        (place / f"{name}.part").rename(place / name)
        times[name] = time.time()
        stop.wait(pause)
    return times


def bench_delay(folder: Path, count: int) -> bool:
    """The row is there from its commit on; WireItem has no time of it, so it is looked for all the time."""
    from articles.models import WireItem

    make_sources()
    first = int(time.time()) % 1_000_000 * 1_000
    traffic = make_traffic(count, seed=first, first=first)
    seen: dict[str, float] = {}
    names: dict[str, float] = {}
    with run_intake(folder):
        since = WireItem.objects.order_by("-pk").values_list("pk", flat=True)[0]
        writer = threading.Thread(
            target=lambda: names.update(deliver(folder, traffic.files, 0.1, threading.Event()))
        )
        writer.start()
        quiet = time.monotonic() + 15
        while writer.is_alive() or time.monotonic() < quiet:
            rows = list(
                WireItem.objects.filter(pk__gt=since).exclude(outcome="").values_list("pk", "file__name")
            )
            for pk, name in rows:
                seen.setdefault(name, time.time())
                since, quiet = max(since, pk), time.monotonic() + 5
            time.sleep(0.05)
    # A source stores the same bytes once; the files go to the two sources in turn.
    expected = len({(number % 2, raw) for number, raw in enumerate(traffic.files)})
    delays = [at - names[name] for name, at in seen.items() if name in names]
    if not delays:
        return show("from the folder to the desk", f"none of {expected} items", good=False)
    p95 = take_p(delays, 0.95)
    words = f"median {statistics.median(delays):.2f} s, 95 % {p95:.2f} s of {len(delays)} of {expected} items; load {os.getloadavg()[0]:.1f}"
    return show("from the folder to the desk", words, good=p95 <= DELAY_P95 and len(delays) == expected)


def bench_pages(folder: Path, seconds: float) -> bool:
    """The same pages without and with files, in turn, so that other work falls on both alike."""
    from django.utils import timezone

    from articles.models import Edition
    from articles.url_paths import story_path

    make_sources()
    stories = Edition.objects.public(at=timezone.now()).newest_first()
    asked = [
        question("/"),
        *(
            question(story_path(*one))
            for one in stories.values_list("section__slug", "slug", "article_id")[:50]
        ),
    ]
    found: dict[bool, list[float]] = {False: [], True: []}
    with serve_application("newsroom.rsgi:application") as (port, _pid), run_intake(folder):
        measure(port, asked, [], seconds=1)
        for turn in range(6):
            busy, stop = bool(turn % 2), threading.Event()
            first = int(time.time()) % 1_000_000 * 1_000
            files = make_traffic(2_000, seed=first, first=first).files if busy else ()
            writer = threading.Thread(target=deliver, args=(folder, files, 0.05, stop))
            writer.start()
            time.sleep(2 if busy else 0)
            found[busy].append(measure(port, asked, [], seconds=seconds).p50)
            stop.set()
            writer.join()
            time.sleep(3 if busy else 0)
    quiet, loaded = (statistics.median(found[busy]) for busy in (False, True))
    words = f"median {quiet:.2f} ms alone, {loaded:.2f} ms with 20 files a second: {loaded / quiet:.2f} times"
    return show("the readers' pages", words, good=loaded / quiet <= PAGES_RATIO)


def bench_pulse(folder: Path, seconds: float) -> bool:
    """An editor's page that asks alone, then as many pages as the server can answer."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from articles.models import WireItem

    client = Client(SERVER_NAME="localhost")
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    path = reverse("admin:articles_article_pulse")
    with CaptureQueriesContext(connection) as statements:
        assert (
            client.get(path).json()["newest"]
            == WireItem.objects.order_by("-pk").values_list("pk", flat=True)[0]
        )
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    asked = [question(path, f"Cookie: {cookies}")] * 200
    with serve_application("newsroom.rsgi:application") as (port, pid):
        measure(port, asked, [], seconds=1)
        median, crowd = (
            alone(port, asked),
            measure(port, asked, [pid, find_postmaster(folder)], seconds=seconds),
        )
    assert crowd.statuses == {200}, crowd.statuses
    words = (
        f"{len(statements)} statements, median {median:.1f} ms alone; {crowd.busy / 1000:.2f} ms of both processors;"
        f" {crowd.rate:.0f}/s here, enough for {crowd.rate * PULSE_SECONDS:.0f} open pages; load {os.getloadavg()[0]:.1f}"
    )
    good = len(statements) <= PULSE_STATEMENTS and median <= PULSE_MEDIAN
    return show("the desk's request for alarms", words, good=good)


def make_editor() -> Any:
    from django.contrib.auth.models import User
    from django.utils import timezone

    from articles.actions.accounts import staff

    staff.ensure_groups()
    known = User.objects.filter(username="bench").first()
    return known or staff.add_account("bench", name="bench", group=staff.EDITOR, by=None, at=timezone.now())


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "--only", default="read,hostile,intake,delay,pages,pulse", help="parts, separated by commas"
    )
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench" / "wire")
    ask.add_argument("--stories", type=int, default=2_000, help="stories of the archive")
    ask.add_argument("--stored", type=int, default=100_000, help="items on the desk before")
    ask.add_argument("--files", type=int, default=20_000, help="files of the part intake")
    ask.add_argument("--samples", type=Path, help="a folder of real files for the part read")
    options = ask.parse_args()
    parts = set(options.only.split(","))
    met = [bench_read(100)] if "read" in parts else []
    met += [read_folder(options.samples)] if options.samples else []
    met += [bench_hostile()] if "hostile" in parts else []
    if parts & {"intake", "delay", "pages", "pulse"}:
        prepare(options.folder, options.stories)
        allow_long_statements()
        fill_desk(options.stored)
    met += [bench_intake(options.folder, options.files)] if "intake" in parts else []
    met += [bench_delay(options.folder, 300)] if "delay" in parts else []
    met += [bench_pages(options.folder, 4.0)] if "pages" in parts else []
    met += [bench_pulse(options.folder, 4.0)] if "pulse" in parts else []
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
