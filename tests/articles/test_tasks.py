"""Background work after a worker was killed in the middle of it."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.tasks import let_go_of_stalled_jobs, ring_webhook

pytestmark = pytest.mark.django_db(transaction=True)


def begun_by_a_worker(last_heard: timedelta) -> int:
    """A job of lane 0 that a worker is at, which was last heard of so long ago."""
    number = ring_webhook.configure(lock="webhooks 0").defer(webhook_id=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - last_heard],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [cursor.fetchone()[0], number],
        )
    return number


def still_waiting() -> int:
    """How many jobs of the lane are left once a worker has done what it can."""
    call_command("procrastinate", "worker", "--one-shot", "--delete-jobs=successful")
    return ProcrastinateJob.objects.filter(lock="webhooks 0", status="todo").count()


def test_a_killed_workers_job_no_longer_holds_up_its_lane() -> None:
    begun_by_a_worker(timedelta(minutes=2))
    ring_webhook.configure(lock="webhooks 0").defer(webhook_id=2)
    assert still_waiting() == 1

    async_to_sync(let_go_of_stalled_jobs.func)()

    assert still_waiting() == 0


def test_a_job_that_a_living_worker_is_at_is_left_to_it() -> None:
    number = begun_by_a_worker(timedelta(seconds=5))

    async_to_sync(let_go_of_stalled_jobs.func)()

    assert ProcrastinateJob.objects.get(pk=number).status == "doing"
