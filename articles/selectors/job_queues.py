"""Background jobs by queue, and the last sign of a worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from newsroom.queues import CONCURRENCY

WORKER_SILENCE = timedelta(seconds=60)
"""Time without a sign after which no worker counts as running; a worker signs every ten seconds."""
RECENTLY = timedelta(days=1)
LATE = timedelta(minutes=10)
"""Time that a job may wait in a queue before the desk is warned."""
_QUEUES = """
SELECT queue_name,
    count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
    count(*) FILTER (WHERE status = 'failed'),
    min(coalesce(scheduled_at, deferred.at)) FILTER (
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %(at)s)
    )
FROM procrastinate_jobs AS job
LEFT JOIN LATERAL (
    SELECT min(event.at) AS at FROM procrastinate_events AS event
    WHERE event.job_id = job.id AND event.type = 'deferred'
) AS deferred ON job.status = 'todo'
WHERE status IN ('todo', 'doing', 'failed')
GROUP BY queue_name"""
_WORKER_SIGN = """
SELECT greatest(
    (SELECT max(last_heartbeat) FROM procrastinate_workers),
    (SELECT to_timestamp(max(defer_timestamp)) FROM procrastinate_periodic_defers)
)"""
_FAILURES = """
SELECT job.task_name, count(DISTINCT job.id), max(event.at)
FROM procrastinate_jobs AS job JOIN procrastinate_events AS event ON event.job_id = job.id AND event.type = 'failed'
WHERE job.status = 'failed' AND event.at > %s
GROUP BY job.task_name ORDER BY max(event.at) DESC"""


@dataclass(frozen=True, slots=True)
class QueueState:
    name: str
    waiting: int = 0
    running: int = 0
    failed: int = 0
    oldest_at: datetime | None = None
    """Since when the oldest due job has waited."""

    def age(self, at: datetime) -> timedelta:
        return max(at - self.oldest_at, timedelta()) if self.oldest_at else timedelta()


@dataclass(frozen=True, slots=True)
class TaskFailures:
    """Failed jobs of one task in the last day."""

    task: str
    count: int
    last_at: datetime


def read_queues(at: datetime) -> list[QueueState]:
    """Return the state of each queue, empty ones included."""
    with connection.cursor() as cursor:
        cursor.execute(_QUEUES, {"at": at})
        found = {row[0]: QueueState(*row) for row in cursor.fetchall()}
    return [found.get(name, QueueState(name)) for name in dict.fromkeys([*CONCURRENCY, *sorted(found)])]


def read_worker_sign() -> datetime | None:
    """Return when a worker last gave a sign; None if no worker ever ran."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKER_SIGN)
        sign: datetime | None = cursor.fetchone()[0]
    return sign


def read_failures(at: datetime) -> list[TaskFailures]:
    with connection.cursor() as cursor:
        cursor.execute(_FAILURES, [at - RECENTLY])
        return [TaskFailures(*row) for row in cursor.fetchall()]
