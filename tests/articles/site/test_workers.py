"""Four worker processes of the production server, readers at all of them, the desk at work: no stale answer."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from articles.actions.stories import publish
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article
from articles.url_paths import story_path
from tests.factories import NOON, make_published
from tests.newsroom.processes import PATIENCE, build_database_url, soon
from tests.paths import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4
READERS = 6
ROUNDS_AFTER = 8
LATER = NOON + timedelta(hours=1)


def get(port: int, path: str) -> tuple[int, str]:
    """A connection of its own, so that any of the workers may answer."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request("GET", path, headers={"Host": "localhost"})
        answer = link.getresponse()
        return answer.status, answer.read().decode()
    finally:
        link.close()


def answers(port: int) -> bool:
    try:
        return get(port, "/healthz")[0] == 200
    except OSError:
        return False


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        number = place.getsockname()[1]
    options = ["--interface=rsgi", f"--workers={WORKERS}", "--log-level=error"]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "newsroom.launcher.granian_server",
            *options,
            f"--port={number}",
            "newsroom.rsgi:application",
        ],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": build_database_url(), "SITE_LANGUAGE": "de"},
    )
    try:
        assert soon(lambda: answers(number))
        yield number
    finally:
        server.terminate()
        server.wait(20)


def hammer(port: int, path: str, done: Event, shows_it) -> int:
    """How many answers asked for after the commit show the state before it."""
    stale, rounds = 0, 0
    while rounds < ROUNDS_AFTER:
        begun_after = done.is_set()
        answer = get(port, path)
        if begun_after:
            rounds += 1
            stale += not shows_it(*answer)
    return stale


def correct(article: Article) -> None:
    publish.correct(
        article.pk, desk_note="Absatz 1: Dienstag (statt: Montag).", public_note="Es war am Dienstag.",
        by=None, at=LATER,
    )  # fmt: skip


def test_four_workers_never_show_what_was_before_a_commit(port):
    acts = [
        (correct, lambda _a: lambda _status, html: "Es war am Dienstag." in html, "story"),
        (lambda a: withhold(a.pk, reason="legal", by=None, at=LATER),
         lambda _a: lambda status, _html: status == 404, "story"),
        (lambda a: kill(a.pk, reason="legal", by=None, at=LATER),
         lambda _a: lambda status, _html: status == 410, "story"),
        (lambda a: kill(a.pk, reason="legal", by=None, at=LATER),
         lambda a: lambda _status, html: a.headline not in html, "/"),
        (lambda a: withhold(a.pk, reason="legal", by=None, at=LATER),
         lambda a: lambda _status, html: a.headline not in html, "/feed.atom"),
        (lambda a: kill(a.pk, reason="legal", by=None, at=LATER),
         lambda a: lambda _status, html: a.headline not in html, "/politik/"),
    ]  # fmt: skip
    stale = 0
    make_published("Was stehen bleibt")

    for number, (act, expected, place) in enumerate(acts * 2):
        article = make_published(f"Meldung Nummer {number} von vielen")
        path = story_path("politik", article.slug, article.pk) if place == "story" else place
        for _ in range(WORKERS * 2):
            get(port, path)
        done = Event()
        with ThreadPoolExecutor(READERS) as crowd:
            readers = [crowd.submit(hammer, port, path, done, expected(article)) for _ in range(READERS)]
            try:
                act(article)
            finally:
                done.set()
        stale += sum(reader.result() for reader in readers)

    assert stale == 0
