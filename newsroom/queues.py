"""Queues of background jobs, each with its own concurrency in one worker process.

A job never waits for jobs of another queue.
"""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import Any, Final

from django.conf import settings
from django.db import connections
from procrastinate.contrib.django import app

from newsroom.memory import return_free_pages

URGENT: Final = "urgent"
"""Short jobs that others wait for: releases, withdrawals, purges."""
DEFAULT: Final = "default"
"""Periodic jobs of some seconds, one of each kind at a time."""
MAIL: Final = "mail"
"""Mail; the mail server may hang."""
HEAVY: Final = "heavy"
"""Jobs that may take minutes, one of each kind at a time."""
WITHDRAWALS: Final = "withdrawals"
"""Webhook calls about withdrawals, to endpoints that respond."""
WEBHOOKS: Final = "webhooks"
"""Other webhook calls to endpoints that respond."""
FAILING_WEBHOOKS: Final = "failing_webhooks"
"""Webhook calls to endpoints that failed last time and may hang again."""

CONCURRENCY = {URGENT: 6, DEFAULT: 6, MAIL: 2, HEAVY: 4, WITHDRAWALS: 8, WEBHOOKS: 8, FAILING_WEBHOOKS: 4}
"""Queue → jobs that run at the same time, before `settings.WORKER_CONCURRENCY` multiplies them."""
DATABASE_CONNECTIONS = 25
"""Connections of all jobs together, before the same factor; a webhook call holds none while it waits."""

POLLING_SECONDS = 1.0
"""Longest wait of a job after the end of another with its lock; a new job without one begins at once."""
MEMORY_PAUSE = 60.0
"""Seconds between two returns of memory."""


def count_jobs(queue: str) -> int:
    """Return the number of jobs of the queue that run at the same time; at least one."""
    return max(1, round(CONCURRENCY[queue] * settings.WORKER_CONCURRENCY))


def count_connections() -> int:
    """Return the number of database connections that all jobs together may use."""
    return max(len(CONCURRENCY), ceil(DATABASE_CONNECTIONS * settings.WORKER_CONCURRENCY))


def raise_connection_limit() -> None:
    """Raise this process's connection limit to what its jobs need."""
    wrapper: Any = connections["default"]
    pool = wrapper.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict) and pool.get("max_size", 0) < (needed := count_connections()):
        wrapper.close()
        wrapper.close_pool()
        pool["max_size"] = needed


async def return_memory() -> None:
    """Return memory to the system again and again that jobs have used.

    A batch of photos returns its own at once; this is for jobs of all other kinds.
    """
    while True:
        await asyncio.sleep(MEMORY_PAUSE)
        await asyncio.to_thread(return_free_pages)


async def serve_queues(queues: Collection[str], **options: Any) -> None:
    """Run the jobs of these queues until cancelled or until one queue fails.

    `options` are those of procrastinate's worker; `app` is open.
    """
    loop = asyncio.get_running_loop()
    # A synchronous job takes a thread of the loop's pool, which by default has only four threads more than cores.
    loop.set_default_executor(ThreadPoolExecutor(sum(map(count_jobs, CONCURRENCY)) + 4))
    serving = [
        asyncio.create_task(
            app.run_worker_async(
                queues=[queue],
                name=queue,
                concurrency=count_jobs(queue),
                install_signal_handlers=False,
                fetch_job_polling_interval=POLLING_SECONDS,
                **options,
            )
        )
        for queue in queues
    ]
    memory = asyncio.create_task(return_memory())
    try:
        await asyncio.wait(serving, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in [memory, *serving]:
            task.cancel()
        ended = await asyncio.gather(*serving, return_exceptions=True)
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome
