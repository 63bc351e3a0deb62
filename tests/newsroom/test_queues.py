"""Jobs at the same time, as an installation multiplies them."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.testing import InMemoryConnector
from psycopg_pool import PoolTimeout

from newsroom import queues


@pytest.mark.parametrize(
    ("factor", "urgent", "mail", "connections"), [(1.0, 6, 2, 25), (2.5, 15, 5, 63), (0.1, 1, 1, 8)]
)
def test_a_factor_multiplies_jobs_and_connections_and_leaves_one_of_each(
    settings, factor: float, urgent: int, mail: int, connections: int
) -> None:
    settings.WORKER_CONCURRENCY = factor

    assert (queues.count_jobs(queues.URGENT), queues.count_jobs(queues.MAIL)) == (urgent, mail)
    assert queues.count_connections() == connections


def test_memory_is_returned_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    returned: list[int] = []
    monkeypatch.setattr(queues, "MEMORY_PAUSE", 0.001)
    monkeypatch.setattr(queues, "return_free_pages", lambda: returned.append(1))

    async def wait() -> None:
        task = asyncio.create_task(queues.return_memory())
        while len(returned) < 3:
            await asyncio.sleep(0.001)
        task.cancel()

    asyncio.run(wait())

    assert len(returned) >= 3


def test_a_job_that_waited_for_the_lock_of_another_begins_soon_after_its_end() -> None:
    app = App(connector=InMemoryConnector())
    times: list[float] = []

    @app.task(name="round", queue=queues.DEFAULT, lock="round")
    async def run_round() -> None:
        times.append(time.monotonic())
        if len(times) == 1:
            await run_round.defer_async()
            await asyncio.sleep(0.1)

    async def serve() -> None:
        async with app.open_async():
            await run_round.defer_async()
            serving = asyncio.create_task(
                queues.serve_queues(app, [queues.DEFAULT], shutdown_graceful_timeout=1)
            )
            while len(times) < 2:
                await asyncio.sleep(0.02)
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving

    asyncio.run(serve())

    assert times[1] - times[0] < 2.5


async def run_worker_until(app: App, condition: Callable[[], bool], *names: str) -> None:
    async with app.open_async() as opened:
        serving = asyncio.create_task(queues.serve_queues(opened, names, shutdown_graceful_timeout=1))
        while not condition():
            await asyncio.sleep(0.01)
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving


def test_a_full_queue_delays_no_other_and_takes_its_next_job_when_a_place_is_free() -> None:
    app, is_free = App(connector=InMemoryConnector()), asyncio.Event()
    running, most, purged = [], [], []

    @app.task(name="mail", queue=queues.MAIL)
    async def send_mail(number: int) -> None:
        running.append(number)
        most.append(len(running))
        await is_free.wait()
        running.remove(number)

    @app.task(name="purge", queue=queues.URGENT)
    async def purge() -> None:
        purged.append(len(running))
        is_free.set()

    for number in range(5):
        send_mail.defer(number=number)
    purge.defer()

    asyncio.run(run_worker_until(app, lambda: len(most) == 5 and not running, queues.URGENT, queues.MAIL))

    assert (purged, max(most)) == ([2], 2)


def test_a_job_that_is_announced_during_the_search_for_one_is_found() -> None:
    connector = InMemoryConnector()
    app = App(connector=connector)
    places = queues.QueuePlaces(connector)

    @app.task(name="purge", queue=queues.URGENT)
    def purge() -> None: ...

    search = connector.fetch_job_one
    searches = []

    async def search_and_announce(**arguments: Any) -> dict[str, Any]:
        found = await search(**arguments)
        searches.append(found["id"])
        if len(searches) == 1:
            await purge.defer_async()
            await places.notify(channel="", notification={"type": "job_inserted", "job_id": 1})
        return found

    async def fetch() -> Job | None:
        return await places.fetch_job([queues.URGENT], await places.register_worker())

    connector.fetch_job_one = search_and_announce
    job = asyncio.run(fetch())

    assert job is not None
    assert searches == [None, job.id]


def test_a_job_whose_end_cannot_be_stored_yet_keeps_no_lock_for_ever(monkeypatch) -> None:
    monkeypatch.setattr(queues, "STORE_AGAIN_SECONDS", 0.01)
    connector, runs = InMemoryConnector(), []
    app = App(connector=connector)
    finish, failures = connector.finish_job_run, iter([PoolTimeout("couldn't get a connection"), None, None])

    async def finish_late(**arguments: Any) -> None:
        if trouble := next(failures):
            raise ConnectorException from trouble
        await finish(**arguments)

    @app.task(name="round", queue=queues.DEFAULT, lock="round")
    async def run_round() -> None:
        runs.append(1)

    connector.finish_job_run = finish_late
    run_round.defer()
    run_round.defer()

    asyncio.run(
        run_worker_until(
            app,
            lambda: [job["status"] for job in connector.jobs.values()] == ["succeeded"] * 2,
            queues.DEFAULT,
        )
    )

    assert len(runs) == 2
