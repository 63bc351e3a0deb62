"""A running story with many open pages: `python -m tests.benchmarks.bench_running --readers 1000`.

Each reader asks every 20 seconds for the newest entries, with the ETag of the last answer, while an entry is published
every five seconds. The same number of questions for an ordinary warm story is the measure. `busy` is processor time of
server and database an answer, without that of publishing.
"""

import argparse
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_site import postmaster_of, prepare, serve_application, validator
from tests.benchmarks.load import ask_for, ask_paced, question, spent
from tests.paths import ROOT

EVERY = 20
"""Seconds after which an open page asks again."""
ENTRIES = 200
ASKED = re.compile(r'data-ask="([^"]+)"')


def make_running_story() -> Any:
    from django.utils import timezone

    from articles.actions.stories.running_story import begin_running_story
    from articles.models import Article, Edition

    newest = Edition.objects.public(at=timezone.now()).newest_first().values_list("article", flat=True)[0]
    begin_running_story(newest, by=None, at=timezone.now())
    for number in range(ENTRIES):
        publish_entry(newest, number)
    return Article.objects.get(pk=newest)


def publish_entry(story: int, number: int) -> None:
    from django.utils import timezone

    from articles.actions.stories import publish
    from articles.actions.stories.running_story import EntryDraft, write_entry

    at = timezone.now()
    words = "Der Pegel von Nordhaven steigt nach Auskunft des Amtes weiter. " * 4
    entry = write_entry(
        story, EntryDraft(body=f"<p>{words}</p>", headline=f"Meldung {number}"), by=None, at=at
    )
    publish.publish(entry.pk, by=None, at=at)


@contextmanager
def publishing(story: int) -> Iterator[None]:
    """Publish an entry every five seconds for the time of the block."""
    over = threading.Event()

    def publish() -> None:
        number = ENTRIES
        while not over.wait(5):
            number += 1
            publish_entry(story, number)

    writer = threading.Thread(target=publish)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def fetch(port: int, path: str) -> str:
    from urllib.request import Request, urlopen

    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers={"Host": "localhost"})) as answer:
        return str(answer.read().decode())


def show(
    name: str, port: int, asked: Sequence[bytes], readers: int, seconds: float, clock: Callable[[], float]
) -> None:
    before = clock()
    heard = ask_paced(port, asked, readers / EVERY, seconds)
    busy = (clock() - before) / len(heard.times) * 1e6
    times = sorted(moment * 1000 for moment in heard.times)
    p50, p95 = (times[int(len(times) * part)] for part in (0.5, 0.95))
    print(
        f"{name:44}{len(times):7} answers{p50:8.1f}{p95:8.1f} ms p50, p95{busy:8.0f} us busy {sorted(heard.statuses)}"
    )


def measure_story(readers: int, seconds: float, folder: Path) -> None:
    from django.utils import timezone

    from articles.models import Edition
    from articles.url_paths import story_path

    story, postmaster = make_running_story(), postmaster_of(folder)
    public = Edition.objects.public(at=timezone.now())
    running, ordinary = (
        story_path(*names)
        for names in (
            public.values_list("section__slug", "slug", "article_id").get(article=story),
            public.exclude(article=story)
            .newest_first()
            .values_list("section__slug", "slug", "article_id")[0],
        )
    )
    with serve_application("newsroom.rsgi:application") as (port, server):
        found = ASKED.search(fetch(port, running))
        assert found, "the page does not ask for entries"
        entries = found[1]
        ask_for(port, [question(path) for path in (running, ordinary, entries)] * 20, 0)
        clock = lambda: spent([server, postmaster])  # noqa: E731
        plan = readers, seconds, clock
        tagged = [question(entries, f"If-None-Match: {validator(port, entries)}")]
        show("ordinary story, warm", port, [question(ordinary)], *plan)
        show("entries, nothing new (304)", port, tagged, *plan)
        show("page of the running story, warm", port, [question(running)], *plan)
        with publishing(story.pk):
            show("ordinary story, while entries are published", port, [question(ordinary)], *plan)
            show("entries, while entries are published", port, tagged, *plan)


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--readers", type=int, default=1_000)
    ask.add_argument("--stories", type=int, default=1_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench" / "running")
    ask.add_argument("--seconds", type=float, default=EVERY)
    chosen = ask.parse_args()
    prepare(chosen.folder, chosen.stories)
    print(f"{chosen.readers} readers, {ENTRIES} entries; load {os.getloadavg()[0]:.1f}")
    measure_story(chosen.readers, chosen.seconds, chosen.folder)
