"""A real Chromium against a real server. Where none is installed the tests skip and say so."""

import os
import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection

WSGIRequestHandler.disable_nagle_algorithm = True
"""The live server sends head and body apart: the body waited 40 ms for the browser's word about the head, at each of a
page's eighty requests."""

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(autouse=True)
def _queries_beside_the_browsers_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop runs in this thread, and Django would take every query for a mistake."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A German browser window; a script that fails fails the test."""
    context = chromium.new_context(
        locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1360, "height": 900}
    )
    window = context.new_page()
    window.set_default_timeout(30_000)
    mistakes: list[str] = []
    window.on("pageerror", lambda mistake: mistakes.append(str(mistake)))
    yield window
    context.close()
    _wait_for_requests_on_their_way()
    assert mistakes == []


def _wait_for_requests_on_their_way() -> None:
    """A beat sent as the window closed would meet the emptying of the tables, and one of the two would fail."""
    busy = """SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
    quiet = 0
    for _attempt in range(100):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            quiet = quiet + 1 if cursor.fetchone()[0] == 0 else 0
        if quiet == 3:
            return
        time.sleep(0.05)
