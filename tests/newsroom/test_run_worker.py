"""The job worker while the database is slow or lost: a job is done once, and the log says so in a line."""

import signal
import time
from collections.abc import Iterator
from threading import Thread

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django import app

from tests.newsroom.processes import build_database_url, in_new_process, soon

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WORKER = """
import time
import django; django.setup()
from procrastinate.contrib.django import app
from newsroom.management.commands import run_worker

run_worker.CONNECTION_TIMEOUT = 2

@app.task(name="note", queue="default")
def note(number, seconds=0):
    print("began", number, flush=True)
    time.sleep(seconds)

print("ready", flush=True)
run_worker.Command().handle(queues=["default"])
"""
JOBS = 6
"""More than the worker has connections to store their end."""
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"""


class Worker:
    def __init__(self) -> None:
        self.process = in_new_process(
            WORKER, DATABASE_URL=build_database_url(), DJANGO_SETTINGS_MODULE="newsroom.settings"
        )
        self.lines: list[str] = []
        self.reader = Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def has_begun(self, *numbers: int) -> bool:
        return {f"began {number}\n" for number in numbers} <= set(self.lines)

    def stop(self) -> list[str]:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.reader.join(60)
        return self.lines


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.process.kill()
    worker.process.wait()
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"
        )


def defer(number: int, *, seconds: int = 0) -> None:
    app.configure_task("note", queue="default").defer(number=number, seconds=seconds)


def count_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'note'")
        return int(cursor.fetchone()[0])


def slow_down(database: psycopg.Connection) -> None:
    database.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
    time.sleep(4)


def end_connections(database: psycopg.Connection) -> None:
    database.execute(OTHERS)
    connection.close()


@pytest.mark.parametrize("disturb", [slow_down, end_connections])
def test_jobs_that_end_while_the_database_is_disturbed_run_once_and_leave_nothing(worker, disturb) -> None:
    for number in range(JOBS):
        defer(number, seconds=2)
    assert soon(lambda: worker.has_begun(*range(JOBS)))
    with psycopg.connect(build_database_url()) as database:
        disturb(database)
    defer(JOBS)

    assert soon(lambda: worker.has_begun(JOBS))
    assert soon(lambda: count_jobs() == 0, 25)
    said = "".join(worker.stop())

    assert said.count("began") == JOBS + 1
    assert "Traceback" not in said
    assert said.count("the database was lost") + said.count("the database is away") <= 1, said
