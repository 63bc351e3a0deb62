"""Jobs at the same time, as an installation multiplies them."""

import asyncio

import pytest

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
