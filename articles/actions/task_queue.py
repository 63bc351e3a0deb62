"""Starts periodic tasks at once instead of at their next time.

Tasks are named by strings because `articles.tasks` imports the actions that call this module.
"""

from contextlib import suppress
from typing import Literal

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from newsroom.telemetry.job_context import request_arguments

type PeriodicTask = Literal[
    "deliver_webhooks", "deliver_withdrawals", "continue_bulk_jobs", "purge_shared_cache", "notify_hub"
]
"""A task of `articles.tasks`; its queueing lock has the same name."""


def run_now(name: PeriodicTask) -> None:
    """Queue the task unless it is queued already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(f"articles.tasks.{name}", queueing_lock=name).defer(**request_arguments())


def read_later(item_id: int) -> None:
    """Queue the reading of long pasted copy unless it is queued already.

    The job is part of the transaction.
    """
    job = app.configure_task("articles.tasks.read_long_copy", queueing_lock=f"read_long_copy {item_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(item_id=item_id, **request_arguments())


def find_reading_status(item_id: int) -> str:
    """Return the status of the newest job that reads the item.

    It is `todo`, `doing`, `failed` …, or "" without a job.
    """
    jobs = ProcrastinateJob.objects.filter(queueing_lock=f"read_long_copy {item_id}").order_by("-pk")
    return jobs.values_list("status", flat=True).first() or ""


FORMER_FILES_STAY = {"minutes": 10}
"""Longer than a page in any cache may name them, and than any answer takes."""


def delete_renditions_later(photo_id: int, digest: str) -> None:
    """Queue the deletion of the renditions of a replaced file, with the transaction."""
    job = app.configure_task("articles.tasks.delete_former_renditions", schedule_in=FORMER_FILES_STAY)
    job.defer(photo_id=photo_id, digest=digest, **request_arguments())
