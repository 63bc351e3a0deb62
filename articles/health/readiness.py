"""Checks by which a load balancer and a monitor see whether this host is ready.

A host is unavailable only if it cannot answer readers: without the database or its tables. All other troubles concern
each host alike, or the site works without; they degrade the host, so that no load balancer takes the site off the net
because a worker is being restarted.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.selectors.job_queues import WORKER_SILENCE, read_worker_sign
from articles.selectors.wire_alarms import open_alarms
from newsroom.caching.recent_value import RecentValue
from newsroom.db.errors import is_outage
from newsroom.db.monitor import database, note_error
from newsroom.db.probe import in_one_line
from newsroom.db.replicas import replicas
from newsroom.telemetry.disk_space import nearest_folder, read_disk_space

TIMEOUT_MS = 1_000
"""Time of all statements of a check, and of a look at a disk or store that may hang."""
PROBE_NAME = "readiness"
"""Name of a file that does not exist in the store of media."""

type CheckName = Literal["database", "migrations", "worker", "media", "sources", "disk", "replicas"]
type HostState = Literal["ready", "degraded", "unavailable"]
ESSENTIAL: Final[frozenset[CheckName]] = frozenset({"database", "migrations"})
BY_DATABASE: Final[tuple[CheckName, ...]] = ("migrations", "worker", "sources")


@dataclass(frozen=True, slots=True)
class ReadinessCheck:
    name: CheckName
    problem: str = ""
    """Empty if all is well; one line for an operator."""
    is_unknown: bool = False
    """The check itself failed."""

    @property
    def ok(self) -> bool:
        return not self.problem


@dataclass(frozen=True, slots=True)
class Readiness:
    checks: tuple[ReadinessCheck, ...]

    @property
    def state(self) -> HostState:
        failed = {check.name for check in self.checks if not check.ok}
        return "unavailable" if failed & ESSENTIAL else "degraded" if failed else "ready"


def check_readiness() -> Readiness:
    """Run all checks; each statement and each look at a disk has a time limit."""
    replica_check = ReadinessCheck("replicas", describe_replicas())
    return Readiness((*check_database(timezone.now()), *check_files(), replica_check))


recent_readiness = RecentValue(check_readiness)
"""At most one second old, however many ask."""


def check_database(at: datetime) -> list[ReadinessCheck]:
    if database.is_away:
        return describe_outage()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {TIMEOUT_MS}")
            named: tuple[tuple[CheckName, Callable[[datetime], str]], ...] = (
                ("migrations", find_missing_migrations), ("worker", describe_worker), ("sources", describe_sources),
            )  # fmt: skip
            found = [ReadinessCheck(name, describe(at)) for name, describe in named]
    except (DatabaseError, InterfaceError) as trouble:
        if is_outage(trouble):
            note_error(trouble)
        return describe_outage()
    return [ReadinessCheck("database"), *found]


def describe_outage() -> list[ReadinessCheck]:
    return [
        ReadinessCheck("database", "cannot be reached"),
        *(ReadinessCheck(name, "not known while the database is away") for name in BY_DATABASE),
    ]


def find_missing_migrations(_at: datetime) -> str:
    """Return which migrations the database lacks.

    Those of a newer version are no problem: the old one serves while hosts are updated one by one.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    missing = sorted(f"{app}.{name}" for app, name in list_own_migrations() - applied)
    return f"not applied: {', '.join(missing)}" if missing else ""


@cache
def list_own_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of this version by their files, without loading them."""
    return frozenset(
        (app.label, file.stem)
        for app in apps.get_app_configs()
        if app.name in {"newsroom", "articles", "people"}
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )


def describe_worker(at: datetime) -> str:
    sign = read_worker_sign()
    if sign is not None and at - sign < WORKER_SILENCE:
        return ""
    return f"no sign of a worker since {sign:%Y-%m-%dT%H:%M:%SZ}" if sign else "no worker has ever run"


def describe_sources(_at: datetime) -> str:
    return "; ".join(
        f"{alarm.source.code} {alarm.kind} since {alarm.since:%Y-%m-%dT%H:%M:%SZ}" for alarm in open_alarms()
    )


def describe_replicas() -> str:
    """Return which replicas this process leaves out."""
    away = replicas.list_away()
    return "; ".join(f"{replica.label} is left out for {replica.seconds_away:.0f} s" for replica in away)


def check_files() -> list[ReadinessCheck]:
    """Look at disks and store in threads: a network disk that hangs hangs only these."""
    return [
        looks.look("media", describe_media),
        looks.look("disk", describe_disk),
    ]


@dataclass(slots=True)
class FileLooks:
    """Looks at files, one thread a check, however often one that hangs is asked."""

    pending: dict[CheckName, Future[str]] = field(default_factory=dict)

    def look(self, name: CheckName, describe: Callable[[], str]) -> ReadinessCheck:
        """Return the problem that the look found, or why it found nothing."""
        future = self.pending.pop(name, None) or _start(describe)
        try:
            trouble = future.exception(TIMEOUT_MS / 1_000)
        except FutureTimeout:
            self.pending[name] = future
            return ReadinessCheck(name, f"no answer within {TIMEOUT_MS} ms", is_unknown=True)
        if trouble is not None:
            return ReadinessCheck(name, f"cannot be read: {in_one_line(trouble)}", is_unknown=True)
        return ReadinessCheck(name, future.result())


def _start(describe: Callable[[], str]) -> Future[str]:
    pool = ThreadPoolExecutor(1, thread_name_prefix="readiness")
    future = pool.submit(describe)
    pool.shutdown(wait=False)
    return future


looks = FileLooks()


def describe_media() -> str:
    """Return why the store of media cannot be used."""
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.exists(PROBE_NAME)
        return ""
    folder = nearest_folder(Path(default_storage.location))
    return "" if folder and os.access(folder, os.W_OK | os.X_OK) else "the folder cannot be written"


def describe_disk() -> str:
    """Return which disks are nearly full."""
    return "; ".join(
        f"{disk.name} has {disk.free / 1e9:.1f} GB left" for disk in read_disk_space() if disk.is_nearly_full
    )
