"""The readers' pages against a hello-world view: `python -m tests.benchmarks.bench_site --stories 10000`.

Loads invented stories into a desk of its own, starts the production server (granian, two workers, the whole product)
and the floor side by side, and prints the goal table as ratios. Both are asked in turn by the same readers on the same
machine; `busy` is processor time with the database's, and `by busy` the ratio of it, which other work on the machine
moves least.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from newsroom.launcher import postgres
from tests.benchmarks import invented_archive
from tests.benchmarks.load import Measured, alone, measure, memory, question
from tests.paths import ROOT

SECONDS = 4.0
COLD = 1_500
FEW = 80
OPTIONS = ["--no-ws", "--workers=2", "--log-level=error"]
WSGI_OPTIONS = ["--interface=wsgi", "--blocking-threads=4"]
Stories = Callable[..., Iterator[Any]]
NO_CHANGE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    asked: Sequence[bytes]
    goal: float | None = None
    """Least rate, as a part of the floor's."""
    p50: float | None = None
    """Most milliseconds that half of the readers wait, one asking at a time."""
    once: bool = False


def prepare(
    folder: Path, stories: int, persons: int = 2000, kind: Stories = invented_archive.stories
) -> float:
    """The desk in `folder` with stories of this kind; one that is there is used again. Seconds of the import."""
    os.environ["NEWSROOM_DATA_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ["DATABASE_URL"] = postgres.ensure_running(folder / "postgres")
    manage("migrate", "--verbosity=0")
    import django

    django.setup()
    from articles.models import Edition

    passed = 0.0
    if not Edition.objects.exists():
        file = invented_archive.write(folder / "archive", stories, persons, kind=kind)
        begun = time.perf_counter()
        manage(*import_command(file))
        passed = time.perf_counter() - begun
    manage("collectstatic", "--no-input", "--verbosity=0")
    return passed


def import_command(file: Path) -> list[str]:
    companions = [f"--{name}={file.parent / name}.jsonl" for name in ("sections", "persons")]
    return ["import_archive", str(file), *companions]


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


def rows(stories: int) -> Iterator[Row]:
    from django.utils import timezone

    from articles.models import Edition, Section
    from articles.site.pagination import ListPosition
    from articles.url_paths import person_path, story_path
    from people.models import Person

    public = Edition.objects.public(at=timezone.now()).newest_first()
    named = public.values_list("section__slug", "slug", "article_id")
    paths = [story_path(*names) for names in named[: COLD + 50]]
    section = Section.objects.order_by("pk").first()
    assert section is not None
    people = list(Person.objects.order_by("pk")[:COLD])
    star = people[0]
    yield Row("front, warm", [question("/")], 0.35)
    yield Row("section, warm", [question(f"/{section.slug}/")], 0.35)
    yield Row("story, warm", [question(path) for path in paths[:50]], 0.35)
    yield Row("person, warm", [question(person_path(star.slug, star.pk))], 0.30)
    yield Row("story, cold", [question(path) for path in paths[50:]], once=True)
    within = public.in_section([section.pk])
    # A hundred thousand stories fill 3,333 pages: the goal's page 4000 is the end of a longer archive.
    for page in (400, 3200) if stories >= 100_000 else (40,):
        start = page * 30 // len(invented_archive.SECTIONS)
        keys = within.only("first_published_at", "article")[start : start + COLD // 2]
        deep = [ListPosition(one.first_published_at, one.article_id).key for one in keys]
        if deep:
            yield Row(
                f"list, as deep as page {page}, cold",
                [question(f"/{section.slug}/?before={key}") for key in deep], 0.12, once=True,
            )  # fmt: skip
    yield Row("search, few hits, cold", [ask_search(f'"{p.name}"') for p in people], once=True)
    common = [f"{noun} {town}" for noun in ("Rat", "Brücke", "Euro", "Verwaltung", "Verband", "Gutachten", "Woche", "Jahr")
              for town in invented_archive.TOWNS]  # fmt: skip
    once = [
        ask_search(f"{words} -{odd}") for words in common for odd in ("Qualle", "Seeigel", "Krake", "Molch")
    ]
    yield Row("search, 1,000 and more hits, cold", once, p50=6.0, once=True)
    yield Row("search, 1,000 and more hits, warm", [ask_search(words) for words in common[:20]])


def ask_search(words: str) -> bytes:
    return question(f"/suche/?q={quote(words)}")


def validator(port: int, path: str) -> str:
    import http.client

    link = http.client.HTTPConnection("127.0.0.1", port)
    link.request("GET", path, headers={"Host": "localhost"})
    answer = link.getresponse()
    answer.read()
    return answer.headers["ETag"]


@contextmanager
def serve_application(
    application: str, *, python: str = sys.executable, folder: Path = ROOT, environment: Mapping[str, str] = NO_CHANGE
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """(port, process)"""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    is_ours = application.startswith("newsroom.")
    server = "newsroom.launcher.granian_server" if is_ours else "granian"
    interface = ["--interface=rsgi"] if is_ours else WSGI_OPTIONS
    command = [python, "-m", server, *OPTIONS, *interface, f"--port={port}", application]
    started = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment})
    try:
        for _ in range(300):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, started.pid
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait()


def postmaster_of(folder: Path) -> int:
    return int((folder / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def table(stories: int, folder: Path, seconds: float) -> None:
    postmaster = postmaster_of(folder)
    with (
        serve_application("tests.benchmarks.hello:application") as floor,
        serve_application("newsroom.rsgi:application") as site,
    ):
        hello = [question("/")]
        measure(floor[0], hello, [floor[1]], seconds=1)
        base = measure(floor[0], hello, [floor[1]], seconds=seconds)
        print(
            f"{stories} stories; load {os.getloadavg()[0]:.1f}; floor {base.rate:.0f}/s, {base.busy:.0f} us busy"
        )
        print(
            f"{'':38}{'1/s':>8}{'÷ floor':>9}{'by busy':>9}{'goal':>7}{'busy us':>9}{'p50 ms':>8}{'p95 ms':>8}"
        )
        listed = list(rows(stories))
        path = listed[2].asked[0].split()[1].decode()
        tag = validator(site[0], path)
        listed.insert(3, Row("story, 304", [question(path, f"If-None-Match: {tag}")], 0.40))
        for row in listed:
            if not row.once:
                measure(site[0], row.asked * 4, [], seconds=0)
            many, few = (row.asked[:-FEW], row.asked[-FEW:]) if row.p50 else (row.asked, ())
            found = measure(site[0], many, [site[1], postmaster], seconds=0 if row.once else seconds)
            base = measure(floor[0], hello, [floor[1]], seconds=1)
            show(row, found, base, alone(site[0], few) if few else None)
        print(
            f"memory of the server's processes: {memory([site[1]]):.0f} MiB (floor {memory([floor[1]]):.0f})"
        )


def show(row: Row, found: Measured, base: Measured, waited: float | None) -> None:
    ratio = found.rate / base.rate
    goal = f"{row.goal:.2f}" if row.goal else ""
    short = (row.goal and ratio < row.goal) or (row.p50 and waited and waited > row.p50)
    one = f"  one reader alone: p50 {waited:.1f} ms (goal {row.p50:.0f})" if waited else ""
    odd = "" if found.statuses <= {200, 304} else f" answers {sorted(found.statuses)}"
    print(
        f"{row.name:38}{found.rate:8.0f}{ratio:9.2f}{base.busy / found.busy:9.2f}{goal:>7}{found.busy:9.0f}{found.p50:8.2f}{found.p95:8.2f}"
        f"{one}{' short' if short else ''}{odd}",
        flush=True,
    )


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=10_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    ask.add_argument("--seconds", type=float, default=SECONDS)
    told = ask.parse_args()
    desk = told.folder / str(told.stories)
    prepare(desk, told.stories)
    table(told.stories, desk, told.seconds)
