"""Metrics of this host and of the desk, in the text format of Prometheus."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from articles.health.readiness import ESSENTIAL, Readiness, recent_readiness
from articles.models import Article, Edition, FeedHead, Partner
from articles.selectors.backup_age import last_backup_at
from articles.selectors.feed_lags import read_lags
from articles.selectors.job_queues import read_queues, read_worker_sign
from articles.selectors.webhook_backlog import failing_endpoints, read_backlogs
from articles.site.wire_metrics import format_wire_metrics
from newsroom.caching.page_cache import PAGES
from newsroom.caching.recent_value import RecentValue
from newsroom.db.connection_counts import read_load
from newsroom.db.errors import is_outage
from newsroom.db.monitor import note_error
from newsroom.db.replicas import replicas
from newsroom.telemetry.counters import counter_folder, read_host_counts
from newsroom.telemetry.disk_space import read_disk_space
from newsroom.telemetry.exposition import (
    Labels,
    Metric,
    MetricKind,
    describe_disks,
    format_host_counts,
    format_metric,
)

TIMEOUT_MS = 5_000
"""Time of each statement."""

type Samples = list[tuple[Labels, float]]


def build_metrics() -> str:
    """Return all metrics; during an outage of the database those of this host."""
    readiness = recent_readiness.get()
    parts = [format_host_counts(read_host_counts(counter_folder()))]
    parts += [format_metric(metric) for metric in host_metrics(readiness)]
    if not any(check.name in ESSENTIAL and not check.ok for check in readiness.checks):
        parts.append(_format_desk_metrics(timezone.now()))
    return "".join(parts)


recent_metrics = RecentValue(build_metrics)
"""At most one second old, however many ask."""


def _format_desk_metrics(at: datetime) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {TIMEOUT_MS}")
            return "".join(map(format_metric, desk_metrics(at))) + format_wire_metrics(at)
    except (DatabaseError, InterfaceError) as trouble:
        if is_outage(trouble):
            note_error(trouble)
        return ""


def host_metrics(readiness: Readiness) -> Iterator[Metric]:
    checks: Samples = [({"check": check.name}, int(check.ok)) for check in readiness.checks]
    yield Metric("check_ok", "gauge", "1 if a check of readiness succeeded.", checks)
    away: Samples = [({"replica": one.label}, one.seconds_away) for one in replicas.servers]
    yield Metric("replica_away_seconds", "gauge", "Time for which this process leaves a replica out.", away)
    hangs = any(check.name == "disk" and check.is_unknown for check in readiness.checks)
    yield from describe_disks([] if hangs else read_disk_space())
    yield _plain("kept_pages", "gauge", "Pages in the cache of this process.", len(PAGES))
    yield _plain("kept_pages_bytes", "gauge", "Bytes of the pages in that cache.", PAGES.size)


def desk_metrics(at: datetime) -> Iterator[Metric]:
    for group in (log_metrics, job_metrics, partner_metrics, operation_metrics):
        yield from group(at)


def log_metrics(at: datetime) -> Iterator[Metric]:
    log_number = FeedHead.objects.values_list("n", flat=True).first() or 0
    due = Article.objects.due(at)
    earliest = due.values_list("scheduled_at", flat=True).first()
    late = (at - earliest).total_seconds() if earliest else 0.0
    newest = Edition.objects.public(at=at).newest_first().values_list("first_published_at", flat=True).first()
    yield _plain("log_entries_total", "counter", "Entries of the publication log.", log_number)
    yield _plain(
        "overdue_seconds", "gauge", "How long the earliest due story has waited for publication.", late
    )
    yield _plain(
        "overdue_stories", "gauge", "Stories whose schedule or embargo is over and that wait.", due.count()
    )
    quiet: Samples = [({}, (at - newest).total_seconds())] if newest else []
    yield Metric("newest_story_seconds", "gauge", "Age of the newest public story.", quiet)


def job_metrics(at: datetime) -> Iterator[Metric]:
    queues = read_queues(at)
    for status, count in (
        ("todo", sum(queue.waiting for queue in queues)),
        ("doing", sum(queue.running for queue in queues)),
        ("failed", sum(queue.failed for queue in queues)),
    ):
        yield _plain(f"jobs_{status}", "gauge", f"Background jobs that are {status}.", count)
    figures: tuple[tuple[str, str, Callable[..., float]], ...] = (
        ("queue_waiting", "Jobs that wait in a queue.", lambda queue: queue.waiting),
        ("queue_running", "Jobs of a queue that run.", lambda queue: queue.running),
        ("queue_failed", "Failed jobs of a queue.", lambda queue: queue.failed),
        ("queue_oldest_seconds", "Age of the oldest due job of a queue.", lambda queue: queue.age(at).total_seconds()),
    )  # fmt: skip
    for name, meaning, figure in figures:
        yield Metric(name, "gauge", meaning, [({"queue": queue.name}, figure(queue)) for queue in queues])
    sign = read_worker_sign()
    silence: Samples = [({}, max(0.0, (at - sign).total_seconds()))] if sign else []
    yield Metric("worker_silence_seconds", "gauge", "Time since the last sign of a worker.", silence)


def partner_metrics(at: datetime) -> Iterator[Metric]:
    lags = read_lags()
    rows: Samples = [({"partner": name}, lag.rows) for name, lag in lags.items()]
    yield Metric("feed_lag_rows", "gauge", "Log entries that a partner has not read.", rows)
    seconds: Samples = [({"partner": name}, lag.seconds(at)) for name, lag in lags.items()]
    yield Metric(
        "feed_lag_seconds", "gauge", "Age of the first log entry that a partner has not read.", seconds
    )
    names = dict(Partner.objects.values_list("pk", "name"))
    backlogs = read_backlogs()
    waiting: Samples = [({"partner": names[pk]}, backlog.waiting) for pk, backlog in backlogs.items()]
    yield Metric("webhook_backlog", "gauge", "Messages that wait for an endpoint.", waiting)
    ages: Samples = [
        ({"partner": names[pk]}, (at - one.oldest_at).total_seconds()) for pk, one in backlogs.items()
    ]
    yield Metric("webhook_oldest_seconds", "gauge", "Age of the oldest of these messages.", ages)
    yield _plain("webhooks_failing", "gauge", "Endpoints that failed last time.", failing_endpoints().count())


def operation_metrics(at: datetime) -> Iterator[Metric]:
    load = read_load()
    states: Samples = [({"state": state}, count) for state, count in sorted(load.by_state.items())]
    yield Metric("database_connections", "gauge", "Connections to the database.", states)
    yield _plain("database_connections_limit", "gauge", "Connections that the server allows.", load.limit)
    backup = last_backup_at()
    age: Samples = [({}, (at - backup).total_seconds())] if backup else []
    yield Metric("backup_age_seconds", "gauge", "Age of the last backup.", age)


def _plain(name: str, kind: MetricKind, meaning: str, value: float) -> Metric:
    return Metric(name, kind, meaning, [({}, value)])
