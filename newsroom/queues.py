"""Queues of background jobs, each with its own concurrency in one worker process.

A job never waits for jobs of another queue.
"""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from django.db import connections
from procrastinate.contrib.django import app

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

CONCURRENCY = {URGENT: 6, DEFAULT: 5, MAIL: 2, HEAVY: 4, WITHDRAWALS: 8, WEBHOOKS: 8, FAILING_WEBHOOKS: 4}
"""Queue → jobs that run at the same time."""
DATABASE_CONNECTIONS = 25
"""Connections of all jobs together; a webhook call holds none while it waits for the response."""


def raise_connection_limit() -> None:
    """Raise this process's connection limit to what its jobs need."""
    wrapper: Any = connections["default"]
    pool = wrapper.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict) and pool.get("max_size", 0) < DATABASE_CONNECTIONS:
        wrapper.close()
        wrapper.close_pool()
        pool["max_size"] = DATABASE_CONNECTIONS


async def serve_queues(queues: Collection[str], **options: Any) -> None:
    """Run the jobs of these queues until cancelled or until one queue fails.

    `options` are those of procrastinate's worker; `app` is open.
    """
    loop = asyncio.get_running_loop()
    # A synchronous job takes a thread of the loop's pool, which by default has only four threads more than cores.
    loop.set_default_executor(ThreadPoolExecutor(sum(CONCURRENCY.values()) + 4))
    serving = [
        asyncio.create_task(
            app.run_worker_async(
                queues=[queue],
                name=queue,
                concurrency=CONCURRENCY[queue],
                install_signal_handlers=False,
                **options,
            )
        )
        for queue in queues
    ]
    try:
        await asyncio.wait(serving, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in serving:
            task.cancel()
        ended = await asyncio.gather(*serving, return_exceptions=True)
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome
