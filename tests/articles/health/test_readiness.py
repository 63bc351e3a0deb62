"""Whether a host is ready, and who learns why it is not."""

import threading
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles.health import readiness
from articles.health.readiness import FileLooks, check_readiness, recent_readiness
from newsroom.telemetry import disk_space

pytestmark = pytest.mark.django_db
DiskUsage = namedtuple("DiskUsage", "total used free")


@pytest.fixture(autouse=True)
def _no_jobs_of_other_tests(db: None) -> None:
    """Remove what tests with transactions of their own have left: nothing else empties these tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"
        )


def start_worker(seconds_ago: float = 1) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
            [timezone.now() - timedelta(seconds=seconds_ago)],
        )


def problems() -> dict[str, str]:
    return {check.name: check.problem for check in check_readiness().checks if not check.ok}


def test_a_host_with_all_it_needs_is_ready() -> None:
    start_worker()

    found = check_readiness()

    assert (problems(), found.state) == ({}, "ready")
    assert [check.name for check in found.checks] == [
        "database", "migrations", "worker", "sources", "media", "disk", "replicas",
    ]  # fmt: skip


def test_a_missing_worker_degrades_the_host_but_readers_still_get_pages(client: Client) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["worker"] == {"ok": False, "problem": "no worker has ever run"}


def test_a_worker_that_gave_no_sign_for_a_minute_is_named_with_its_time() -> None:
    start_worker(seconds_ago=61)

    assert problems()["worker"].startswith("no sign of a worker since 20")


def test_a_database_without_our_newest_tables_makes_the_host_unavailable(client: Client) -> None:
    start_worker()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'articles' AND name LIKE '0082%'")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert answer.json()["checks"]["migrations"]["problem"].startswith("not applied: articles.0082_")


def test_a_database_of_a_newer_version_is_served_while_hosts_are_updated() -> None:
    start_worker()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '9999_later', now())"
        )

    assert problems() == {}


def test_elsewhere_nothing_but_the_state_is_answered(client: Client) -> None:
    assert client.get("/readyz", REMOTE_ADDR="192.0.2.7").json() == {"status": "ready"}


def test_a_statement_that_takes_too_long_counts_as_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(_at: object) -> str:
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(readiness, "describe_worker", hang)

    assert problems()["database"] == "cannot be reached"


def test_a_disk_that_is_nearly_full_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = DiskUsage(100 * 10**9, 98 * 10**9, 2 * 10**9)
    monkeypatch.setattr(disk_space.shutil, "disk_usage", lambda _folder: usage)

    assert problems()["disk"] == "data has 2.0 GB left; media has 2.0 GB left"


@pytest.mark.parametrize(
    ("total", "free", "expected"),
    [
        (8e9, 0.9e9, True), (8e9, 1.1e9, False), (100e9, 4.9e9, True), (100e9, 5.1e9, False), (10e12, 9e9, True),
        (10e12, 11e9, False),
    ],
)  # fmt: skip
def test_a_disk_is_nearly_full_by_its_share_within_limits(total: float, free: float, expected: bool) -> None:
    assert disk_space.DiskSpace("data", int(free), int(total)).is_nearly_full is expected


def test_media_that_cannot_be_written_are_named(
    monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path
) -> None:
    monkeypatch.setattr(readiness.os, "access", lambda *_arguments: False)

    assert problems()["media"] == "the folder cannot be written"


def test_a_disk_that_hangs_is_named_and_costs_one_thread_however_often_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started, release = [], threading.Event()
    monkeypatch.setattr(readiness, "TIMEOUT_MS", 20)
    looks = FileLooks()

    def hang() -> str:
        started.append(1)
        release.wait(10)
        return ""

    answers = [looks.look("media", hang).problem for _time in range(3)]
    release.set()

    assert set(answers) == {"no answer within 20 ms"}
    assert len(started) == 1


def test_a_store_that_refuses_is_named_by_its_words() -> None:
    def refuse() -> str:
        raise PermissionError("Access Denied")

    assert FileLooks().look("media", refuse).problem == "cannot be read: Access Denied"


def test_checks_run_at_most_once_a_second(client: Client, django_assert_num_queries) -> None:
    recent_readiness.get()

    with django_assert_num_queries(0):
        client.get("/readyz")
