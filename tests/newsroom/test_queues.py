"""Jobs at the same time, as an installation multiplies them."""

import asyncio
import time
from contextlib import suppress

import pytest
from procrastinate import App
from procrastinate.testing import InMemoryConnector

from newsroom import queues


@pytest.mark.parametrize(
    ("factor", "urgent", "mail", "connections"), [(1.0, 6, 2, 25), (2.5, 15, 5, 63), (0.1, 1, 1, 7)]
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


def test_a_job_that_waited_for_the_lock_of_another_begins_soon_after_its_end(monkeypatch) -> None:
    app = App(connector=InMemoryConnector())
    monkeypatch.setattr(queues, "app", app)
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
            serving = asyncio.create_task(queues.serve_queues([queues.DEFAULT], shutdown_graceful_timeout=1))
            while len(times) < 2:
                await asyncio.sleep(0.02)
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving

    asyncio.run(serve())

    assert times[1] - times[0] < 2.5
