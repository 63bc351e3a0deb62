"""Waking the worker: a round of its work begins now rather than within ten seconds.

Rounds are called by name, so that actions may wake the worker, whose tasks import the actions.
"""

from contextlib import suppress
from typing import Literal

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

type PeriodicTask = Literal[
    "ring_webhooks", "call_for_withdrawals", "carry_on_bulk_changes", "purge_shared_cache"
]
"""A task of `articles.tasks`; its queueing lock bears the same name."""


def run_now(name: PeriodicTask) -> None:
    """Nothing more where that round waits already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(f"articles.tasks.{name}", queueing_lock=name).defer()
