"""Background work after a worker was killed in the middle of it."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.tasks import deliver_to_webhook, finish_stalled_jobs
from newsroom.queues import CONCURRENCY, DEFAULT, HEAVY

pytestmark = pytest.mark.django_db

QUEUE = "of this test"


def worker(last_heard: timedelta) -> int:
    """One that gave a sign of life so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - last_heard],
        )
        return int(cursor.fetchone()[0])


def taken_up(by: int) -> int | None:
    """The number of the job that this worker is given, None where nothing may be begun."""
    job = async_to_sync(app.job_manager.fetch_job)(queues=[QUEUE], worker_id=by)
    return job.id if job else None


def test_every_task_has_a_queue_that_the_worker_serves() -> None:
    assert {task.queue for task in ours()} <= set(CONCURRENCY)


def test_no_long_round_waits_for_one_of_another_kind_nor_runs_twice_at_once() -> None:
    for queue in (DEFAULT, HEAVY):
        rounds = [task for task in ours() if task.queue == queue]
        assert len({task.lock for task in rounds if task.lock}) == len(rounds) <= CONCURRENCY[queue]


def ours() -> list[Any]:
    found = {id(task): task for task in app.tasks.values()}  # former names lead to the same task
    return [task for task in found.values() if task.name.startswith("articles.tasks.")]


@pytest.mark.parametrize(("chunks", "queued"), [([100, 100, 100], 1), ([100, 0], 0)])
def test_a_bulk_change_that_takes_longer_than_its_time_is_queued_again(
    monkeypatch: pytest.MonkeyPatch, chunks: list[int], queued: int
) -> None:
    done, clock = iter(chunks), iter(range(0, 100, 5))
    monkeypatch.setattr(tasks, "run_next_chunk", lambda *, at: next(done))
    monkeypatch.setattr(tasks, "monotonic", lambda: next(clock))

    tasks.continue_bulk_jobs()

    assert ProcrastinateJob.objects.filter(task_name="articles.tasks.continue_bulk_jobs").count() == queued


def test_a_killed_workers_job_no_longer_holds_up_its_lane() -> None:
    first, second = (
        deliver_to_webhook.configure(lock="a lane", queue=QUEUE).defer(webhook_id=n) for n in (1, 2)
    )
    assert taken_up(worker(timedelta(minutes=20))) == first
    assert taken_up(worker(timedelta())) is None

    async_to_sync(finish_stalled_jobs.func)()

    assert taken_up(worker(timedelta())) == second


def test_a_job_that_a_living_worker_is_at_is_left_to_it() -> None:
    number = deliver_to_webhook.configure(lock="a lane", queue=QUEUE).defer(webhook_id=1)
    taken_up(worker(timedelta()))

    async_to_sync(finish_stalled_jobs.func)()

    assert ProcrastinateJob.objects.get(pk=number).status == "doing"


@pytest.mark.parametrize(
    ("former", "current"),
    [
        ("ring_webhook", "deliver_to_webhook"),
        ("ring_webhooks", "deliver_webhooks"),
        ("call_for_withdrawals", "deliver_withdrawals"),
        ("mail_asked_link", "mail_password_link"),
    ],
)
def test_a_job_that_was_queued_under_a_former_name_still_runs(former, current) -> None:
    assert app.tasks[f"articles.tasks.{former}"] is app.tasks[f"articles.tasks.{current}"]
