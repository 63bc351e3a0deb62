"""Queues of background jobs, each with its own concurrency in one worker process.

A job never waits for jobs of another queue.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import Any, Final

from django.conf import settings
from django.db import connections
from procrastinate import App
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Notification
from procrastinate.manager import JobManager, NotificationCallback

from newsroom.db.errors import is_outage
from newsroom.memory import return_free_pages

URGENT: Final = "urgent"
"""Short jobs that others wait for: releases, withdrawals, purges."""
DEFAULT: Final = "default"
"""Periodic jobs of some seconds, one of each kind at a time."""
MAIL: Final = "mail"
"""Mail; the mail server may hang."""
HEAVY: Final = "heavy"
"""Jobs that may take minutes, one of each kind at a time."""
READING: Final = "reading"
"""Long pasted copy, each of some seconds, for which an editor waits."""
WITHDRAWALS: Final = "withdrawals"
"""Webhook calls about withdrawals, to endpoints that respond."""
WEBHOOKS: Final = "webhooks"
"""Other webhook calls to endpoints that respond."""
FAILING_WEBHOOKS: Final = "failing_webhooks"
"""Webhook calls to endpoints that failed last time and may hang again."""

CONCURRENCY = {
    URGENT: 6, DEFAULT: 6, MAIL: 2, HEAVY: 5, READING: 2, WITHDRAWALS: 8, WEBHOOKS: 8, FAILING_WEBHOOKS: 4,
}  # fmt: skip
"""Queue → jobs that run at the same time, before `settings.WORKER_CONCURRENCY` multiplies them."""
DATABASE_CONNECTIONS = 25
"""Connections of all jobs together, before the same factor; a webhook call holds none while it waits."""

STORE_AGAIN_SECONDS = 1.0
"""Seconds until a worker tries again to store the end of a job."""
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


class QueuePlaces(JobManager):
    """Jobs for one worker, which takes no more of a queue than the queue has places.

    The worker looks for a job again as soon as one has ended: its place or its lock may be what another waits for.
    """

    def __init__(self, connector: BaseConnector) -> None:
        super().__init__(connector)
        self.running: dict[int | None, str] = {}
        self.on_notification: NotificationCallback | None = None
        self.is_notified = False

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Return the next job of a queue with a free place.

        The worker forgets a notification that arrives during the search, so this searches again.
        """
        job, self.is_notified = None, True
        while self.is_notified and job is None:
            self.is_notified = False
            taken = Counter(self.running.values())
            free = [queue for queue in queues or () if taken[queue] < count_jobs(queue)]
            job = await super().fetch_job(free, worker_id)
        if job is not None:
            self.running[job.id] = job.queue
        return job

    async def finish_job(self, job: Job, *args: Any, **options: Any) -> None:
        """Store the end of a job, however long it takes: else its lock would stay."""
        try:
            while not await self._store_end(job, *args, **options):
                await asyncio.sleep(STORE_AGAIN_SECONDS)
        finally:
            if self.running.pop(job.id, None):
                await self.notify(channel="", notification={"type": "job_inserted", "job_id": job.id or 0})

    async def _store_end(self, job: Job, *args: Any, **options: Any) -> bool:
        try:
            await super().finish_job(job, *args, **options)
        except ConnectorException as trouble:
            if not is_outage(trouble):
                raise
            return False
        return True

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        self.on_notification = on_notification
        await super().listen_for_jobs(on_notification=self.notify, queues=queues)

    async def notify(self, *, channel: str, notification: Notification) -> None:
        self.is_notified = True
        if self.on_notification is not None:
            await self.on_notification(channel=channel, notification=notification)


async def serve_queues(app: App, queues: Collection[str], **options: Any) -> None:
    """Run the jobs of these queues until cancelled or until the database is lost.

    `options` are those of procrastinate's worker; `app` is open.
    """
    places = sum(map(count_jobs, queues))
    # A synchronous job takes a thread of the loop's pool, which by default has only four threads more than cores.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(places + 4))
    app.job_manager = QueuePlaces(app.connector)
    memory = asyncio.create_task(return_memory())
    try:
        await app.run_worker_async(
            queues=list(queues), concurrency=places, install_signal_handlers=False, **options
        )
    finally:
        memory.cancel()
