"""The pages that a web server builds before a reader asks."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings

from newsroom.caching.page_cache import PAGES
from newsroom.launcher import first_pages
from newsroom.launcher.first_pages import build_first_pages
from newsroom.wsgi import django_application
from tests.articles.site.conftest import forget_pages
from tests.factories import make_published
from tests.newsroom.processes import PATIENCE, build_database_url, soon
from tests.paths import ROOT


@pytest.fixture(autouse=True)
def _no_page_of_another_test() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


@pytest.fixture
def _time_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_pages, "MAX_SECONDS", PATIENCE)


def list_paths() -> Iterator[str]:
    yield "/"
    yield "/politik/"


def application(asked: list[Mapping[str, Any]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(environ)
        start_response("200 OK", [])
        return [b"page"]

    return answer


PATHS = override_settings(FIRST_PATHS=f"{__name__}.list_paths")


@PATHS
@override_settings(
    SITE_URL="https://kueste.example", SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
)
def test_each_page_is_requested_as_a_reader_would() -> None:
    asked: list[Mapping[str, Any]] = []

    build_first_pages(application(asked))

    assert [environ["PATH_INFO"] for environ in asked] == ["/", "/politik/"]
    assert {
        (environ["HTTP_HOST"], environ["wsgi.url_scheme"], environ["HTTP_X_FORWARDED_PROTO"])
        for environ in asked
    } == {("kueste.example", "https", "https")}


@PATHS
def test_an_unavailable_database_does_not_prevent_the_start(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_environ: Any, _start_response: Any) -> Iterable[bytes]:
        raise OperationalError("the database is away")

    build_first_pages(fail)

    assert "the database is away" in caplog.text


@PATHS
def test_a_page_that_takes_long_does_not_delay_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_pages, "MAX_SECONDS", 0.05)
    ready = Event()

    def wait(_environ: Any, _start_response: Any) -> Iterable[bytes]:
        ready.wait(60)
        return []

    began = time.monotonic()
    build_first_pages(wait)
    took = time.monotonic() - began
    ready.set()

    assert took < 30


@pytest.mark.usefixtures("_time_for_all")
@pytest.mark.django_db(transaction=True)
def test_front_page_sections_and_newest_story_are_in_the_cache() -> None:
    make_published("Alte Brücke gesperrt")
    story = make_published("Neue Fähre in Betrieb")
    forget_pages()

    build_first_pages(django_application)

    found = {(view.__name__, *dict(args).values()) for view, args, _params in PAGES.entries}
    assert found == {("front",), ("section", "politik"), ("story", "politik", story.slug, story.pk)}


@pytest.mark.usefixtures("_time_for_all")
@pytest.mark.django_db(transaction=True)
def test_a_page_that_has_changed_since_is_not_shown(client: Client) -> None:
    make_published("Alte Brücke gesperrt")
    build_first_pages(django_application)
    make_published("Neue Fähre in Betrieb")

    assert "Neue Fähre in Betrieb" in client.get("/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("server", ["newsroom.launcher.granian_server", "granian"])
def test_each_worker_asks_the_database_before_a_reader_asks_it(server: str) -> None:
    make_published()
    before = read_backends()
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    options = [
        "--interface=rsgi",
        "--workers=1",
        "--log-level=error",
        f"--port={port}",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", server, *options, "newsroom.rsgi:application"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": build_database_url()},
    )
    try:
        assert soon(lambda: bool(read_backends() - before))
    finally:
        process.terminate()
        assert process.wait(60) is not None


def read_backends() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}
