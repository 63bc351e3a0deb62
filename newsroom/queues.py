"""The queues of background work, and one process that serves them all, each with places of its own.

Work in one queue never waits for work in another, however much of that there is.
"""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from django.db import connections
from procrastinate.contrib.django import app

URGENT: Final = "urgent"
"""Short work that others wait for: releases, withdrawals, purges."""
DEFAULT: Final = "default"
"""Rounds of some seconds, of each kind one at a time."""
MAIL: Final = "mail"
"""Letters, which wait for a mail server that may hang."""
HEAVY: Final = "heavy"
"""Work that may take minutes, of each kind one at a time."""
WITHDRAWALS: Final = "withdrawals"
"""Calls that tell of a withdrawal, to endpoints that answer."""
WEBHOOKS: Final = "webhooks"
"""Other calls to endpoints that answer."""
FAILING_WEBHOOKS: Final = "failing_webhooks"
"""Calls to endpoints that did not answer last time: they may hang, and take no place from the others."""

PLACES = {URGENT: 6, DEFAULT: 5, MAIL: 2, HEAVY: 2, WITHDRAWALS: 8, WEBHOOKS: 8, FAILING_WEBHOOKS: 4}
"""Jobs at once in each queue."""
DATABASE_CONNECTIONS = 24
"""At most, of all jobs together: a call to an endpoint holds none while it waits for the answer."""


def make_room_for_connections() -> None:
    """Let this process open as many connections to the database as its jobs need."""
    wrapper: Any = connections["default"]
    pool = wrapper.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict) and pool.get("max_size", 0) < DATABASE_CONNECTIONS:
        wrapper.close()
        wrapper.close_pool()
        pool["max_size"] = DATABASE_CONNECTIONS


async def serve_queues(queues: Collection[str], **options: Any) -> None:
    """Do the jobs of these queues until cancelled, or until one queue can no longer be served.

    `options` are those of procrastinate's worker; `app` is open.
    """
    loop = asyncio.get_running_loop()
    # A synchronous job takes a thread of the loop's own pool, which by default has four more than there are cores.
    loop.set_default_executor(ThreadPoolExecutor(sum(PLACES.values()) + 4))
    serving = [
        asyncio.create_task(
            app.run_worker_async(
                queues=[queue],
                name=queue,
                concurrency=PLACES[queue],
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
