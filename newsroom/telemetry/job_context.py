"""Context of background jobs: the request that caused one, log lines and counts.

A job carries the id of its request among its arguments. The worker takes it out before it calls the task, so update the
worker before the web servers: an earlier one would refuse the argument.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

import structlog

from newsroom.telemetry.count_layout import FAMILIES
from newsroom.telemetry.counters import counters
from newsroom.telemetry.spans import spans

if TYPE_CHECKING:
    from procrastinate.job_context import JobContext
    from procrastinate.jobs import Job
    from procrastinate.worker import Worker

REQUEST_ID_ARGUMENT = "caused_by_request"
COUNTED_QUEUES = frozenset(next(family.values for family in FAMILIES if family.name == "jobs"))
SUCCEEDED, FAILED = 0, 1


def request_arguments() -> dict[str, str]:
    """Return the argument by which a job carries the id of the request that queues it."""
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    return {REQUEST_ID_ARGUMENT: request_id} if request_id else {}


async def run_in_context(
    call_next: Callable[[], Awaitable[Any]], context: "JobContext", _worker: "Worker"
) -> Any:
    """Run a job with its context on each log line, and count it.

    The context is not unbound: it also belongs on the line about the job's end, and the job has a task of its own.
    """
    job, began, outcome = context.job, perf_counter(), FAILED
    request_id = str(job.task_kwargs.pop(REQUEST_ID_ARGUMENT, ""))
    structlog.contextvars.bind_contextvars(job_id=job.id, task=job.task_name.rpartition(".")[2])
    if request_id:
        structlog.contextvars.bind_contextvars(request_id=request_id)
    try:
        result = await call_next()
        outcome = SUCCEEDED
        return result
    finally:
        if not isinstance(sys.exception(), asyncio.CancelledError):
            record_job(job, outcome, perf_counter() - began, request_id)


def record_job(job: "Job", outcome: int, seconds: float, request_id: str) -> None:
    queue = job.queue if job.queue in COUNTED_QUEUES else "other"
    counters.count("jobs", queue, outcome, seconds)
    if spans.send is not None:
        cause = {"newsroom.request_id": request_id} if request_id else {}
        spans.send(job.task_name, {"newsroom.queue": queue, "newsroom.failed": outcome, **cause}, seconds)
