"""Log lines and counts of a job, with the id of the request that caused it."""

import asyncio
import logging
from pathlib import Path

import pytest
import structlog
from procrastinate import App
from procrastinate.testing import InMemoryConnector

from newsroom.telemetry import job_context
from newsroom.telemetry.count_layout import ROWS
from newsroom.telemetry.counters import ProcessCounters, read_host_counts
from newsroom.telemetry.job_context import request_arguments, run_in_context


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = ProcessCounters()
    own.begin("worker", tmp_path)
    monkeypatch.setattr(job_context, "counters", own)
    return tmp_path


@pytest.fixture
def queue() -> App:
    return App(connector=InMemoryConnector(), worker_defaults={"worker_middleware": [run_in_context]})


def run_all(queue: App) -> None:
    asyncio.run(queue.run_worker_async(wait=False, install_signal_handlers=False))


def defer(queue: App, task, **arguments) -> None:
    asyncio.run(task.defer_async(**arguments))


def test_the_id_of_a_request_reaches_the_lines_of_its_job_and_of_jobs_that_this_one_queues(
    queue: App, folder: Path
) -> None:
    contexts = []

    @queue.task(name="mail")
    def mail(address: str) -> None:
        contexts.append(structlog.contextvars.get_contextvars() | request_arguments())

    with structlog.contextvars.bound_contextvars(request_id="abcd-1234"):
        defer(queue, mail, address="m", **request_arguments())
    run_all(queue)

    assert [(one["request_id"], one["task"]) for one in contexts] == [("abcd-1234", "mail")]
    assert contexts[0]["caused_by_request"] == "abcd-1234"


def test_a_job_without_a_request_has_its_own_id_only(queue: App, folder: Path) -> None:
    contexts = []

    @queue.task(name="count")
    async def count(timestamp: int) -> None:
        contexts.append(structlog.contextvars.get_contextvars())

    defer(queue, count, timestamp=7, **request_arguments())
    run_all(queue)

    assert ["request_id" in one for one in contexts] == [False]
    assert contexts[0]["task"] == "count"


def test_the_line_about_the_end_of_a_failed_job_has_the_id_too(
    queue: App, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append((record.levelname, structlog.contextvars.get_contextvars().get("request_id")))

    @queue.task(name="fail")
    def fail() -> None:
        raise ValueError("ours")

    defer(queue, fail, caused_by_request="abcd-1234")
    collector = Collector()
    logging.getLogger("procrastinate").addHandler(collector)
    run_all(queue)
    logging.getLogger("procrastinate").removeHandler(collector)

    assert ("ERROR", "abcd-1234") in lines


def test_jobs_are_counted_by_queue_and_outcome(queue: App, folder: Path) -> None:
    @queue.task(name="work", queue="urgent")
    def work(fails: bool) -> None:
        if fails:
            raise ValueError("ours")

    @queue.task(name="other", queue="of a plug-in")
    def other() -> None: ...

    defer(queue, work, fails=False)
    defer(queue, work, fails=True)
    defer(queue, other)
    run_all(queue)

    cells = read_host_counts(folder).cells
    urgent, rest = ROWS["jobs", "urgent"].start, ROWS["jobs", "other"].start
    assert (cells[urgent], cells[urgent + 1], cells[rest]) == (1, 1, 1)
