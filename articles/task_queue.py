"""Starts periodic tasks at once instead of within ten seconds.

Tasks are named by strings because `articles.tasks` imports the actions that call this module.
"""

from contextlib import suppress
from typing import Literal

from django.db import transaction
from procrastinate.contrib.django import app
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
