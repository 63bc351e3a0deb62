"""Command that runs the job worker and waits for the database."""

import asyncio
import signal
from argparse import ArgumentParser
from collections.abc import Collection
from contextlib import suppress
from typing import Any

import psycopg
import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from psycopg_pool import AsyncConnectionPool

from newsroom.db.errors import is_outage, root_cause
from newsroom.db.probe import in_one_line, wait_until_reachable
from newsroom.env import session_url
from newsroom.memory import return_large_blocks
from newsroom.queues import CONCURRENCY, raise_connection_limit, serve_queues
from newsroom.telemetry.reporters import begin_monitoring

GRACE_SECONDS = 8
"""Seconds a job has to finish when the worker is stopped; the supervisor kills it after ten."""

CONNECTION_TIMEOUT = 3.0
"""Seconds to wait for a connection; after that the worker waits for the database and starts again."""

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Run the job worker. During an outage of the database it waits and continues afterwards."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--queues",
            nargs="+",
            choices=CONCURRENCY,
            default=list(CONCURRENCY),
            help="queues to serve (default: all)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        return_large_blocks()
        raise_connection_limit()
        begin_monitoring("worker")
        wait_until_reachable(session_url(), self.say, give_up_if_refused=False)
        while not self.work(options["queues"]):
            wait_until_reachable(session_url(), log.debug, give_up_if_refused=False)
            self.say("the database answers; jobs go on")

    def work(self, queues: Collection[str]) -> bool:
        """Run jobs; return true once stopped, false once the database is lost."""
        connector = PsycopgConnector(
            pool_factory=create_pool,
            connection_class=QueueConnection,
            kwargs=connector_params(),
            min_size=1,
            max_size=3,
            timeout=CONNECTION_TIMEOUT,
            reconnect_timeout=1,
            configure=commit_each_statement,
        )
        try:
            with app.replace_connector(connector):
                if asyncio.run(run_until_stopped(queues)):
                    return True
            self.say("the database was lost; the worker starts again")
        except (psycopg.Error, DatabaseError, InterfaceError, ConnectorException) as trouble:
            if not is_outage(trouble):
                raise
            self.say(f"the database is away: {in_one_line(root_cause(trouble))}")
        return False

    def say(self, words: str) -> None:
        log.warning(f"worker: {words}")


class QueueConnection(psycopg.AsyncConnection[Any]):
    """Connection that is woken by what arrives; psycopg's looks ten times a second."""

    async def wait(self, gen: Any, interval: float = 60.0, timeout: float | None = None) -> Any:
        return await super().wait(gen, interval, timeout)


def create_pool(**options: Any) -> AsyncConnectionPool[Any]:
    """Return a pool that checks no connection; on a lost one the worker starts again."""
    return AsyncConnectionPool(**{**options, "check": None})


async def commit_each_statement(connection: psycopg.AsyncConnection[Any]) -> None:
    """Save two round trips for each of procrastinate's statements, all of them whole."""
    await connection.set_autocommit(True)


async def run_until_stopped(queues: Collection[str]) -> bool:
    """Run the worker; return whether SIGTERM ended it rather than a lost database."""
    worker = asyncio.ensure_future(run(queues))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.cancel)
    with suppress(asyncio.CancelledError):
        await worker
    return worker.cancelled()


async def run(queues: Collection[str]) -> None:
    async with app.open_async() as worker_app:
        await serve_queues(
            worker_app, queues, shutdown_graceful_timeout=GRACE_SECONDS, delete_jobs="successful"
        )
