"""Early pytest plugin: a database before Django's settings are loaded, and a data folder for the tests.

With DATABASE_URL set the tests use that server. Otherwise several runs and workers share the bundled one: each
takes a free number, and with it a database name and a data folder, for as long as it lives.
"""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

import pytest

from newsroom.launcher import postgres
from tests.paths import ROOT

DATA_DIR = Path(os.environ.get("NEWSROOM_DATA_DIR") or ROOT / "var").absolute() / "test"
SERVER_DIR = DATA_DIR / "postgres"

_numbers: list[IO[bytes]] = []


def take_number() -> int:
    """Return the lowest number that no other run holds; it is held until this process ends."""
    for number in count(1):
        lock = (DATA_DIR / f"run-{number}.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        _numbers.append(lock)
        return number
    raise AssertionError("there is always another number")


@contextmanager
def exit_in_one_line() -> Iterator[None]:
    try:
        yield
    except postgres.PostgresUnavailable as trouble:
        pytest.exit(f"newsroom: {trouble}", returncode=3)


DATA_DIR.mkdir(parents=True, exist_ok=True)
_number = take_number()
_run_dir = DATA_DIR / f"run-{_number}"
os.environ["NEWSROOM_DATA_DIR"] = str(_run_dir)
# Tests that commit are cleared away by TRUNCATE, which the records of what happened refuse anywhere else.
os.environ["PGOPTIONS"] = "-c newsroom.emptied=yes"
(_run_dir / "static").mkdir(parents=True, exist_ok=True)  # where static files are served from, empty in tests
(_run_dir / "closures.jsonl").unlink(missing_ok=True)  # of an earlier run, whose stories had the same numbers
if not os.environ.get("DATABASE_URL"):
    with exit_in_one_line():
        url = postgres.ensure_running(SERVER_DIR, durable=False)
    os.environ["DATABASE_URL"] = url.replace("/newsroom?", f"/newsroom_{_number}?")
    os.environ["TEMPLATE_DATABASE_LOCK"] = str(DATA_DIR / "template.lock")  # for workers too


@pytest.fixture(autouse=True)
def close_site_version_connection() -> Iterator[None]:
    """Close the connection that reads the site version: while it is open the database cannot be dropped."""
    yield
    if site_version := sys.modules.get("articles.site.site_version"):
        site_version.site_version.close()


def pytest_unconfigure() -> None:
    if postgres.was_started_here(SERVER_DIR):
        from django.db import connections  # settings are loaded later than this plugin

        connections.close_all()
        postgres.stop_if_unused(SERVER_DIR)
