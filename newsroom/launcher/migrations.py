"""Migrations at a start: run once, while other hosts wait for them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from newsroom.db.checks import NEWER, POOLED, is_migrated, is_pooled, unknown_migrations
from newsroom.env import session_variable
from newsroom.launcher.progress import StepCounter
from newsroom.models import DatabaseVersion
from newsroom.version import READABLE_FROM

MIGRATION_LOCK = 0x6E657773  # advisory lock: two commands must not migrate at once
WAIT_SECONDS = 0.5
Say = Callable[[str], None]


class CountedMigrations(MigrateCommand):
    """Command `migrate` that reports each migration to a counter."""

    def __init__(self, counter: StepCounter) -> None:
        super().__init__()
        self.counter = counter

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:  # noqa: FBT001, FBT002  # Django's signature
        super().migration_progress_callback(action, migration, fake)
        if action == "apply_success":
            self.counter.advance()


def migrate_once(say: Say) -> None:
    """Bring the database up to date; wait while another start does so."""
    if is_pooled() and session_variable() == "DATABASE_URL":
        raise CommandError(POOLED)
    if not is_migrated():
        refuse_newer_database()
        with hold_migration_lock(say):
            run_migrations(say)
    say("database ready")


def wait_for_migrations(say: Say) -> None:
    """Wait until another host has brought the database up to date."""
    waits = False
    while not is_migrated():
        refuse_newer_database()
        if not waits:
            say("waiting for the migrations of this version, which `up --only migrate` runs")
        waits = True
        time.sleep(WAIT_SECONDS)
    say("database ready")


def refuse_newer_database() -> None:
    if unknown := unknown_migrations():
        raise CommandError(NEWER.format(", ".join(unknown)))


@contextmanager
def hold_migration_lock(say: Say) -> Iterator[None]:
    """Hold the lock in the session of this thread's connection.

    After a failure it ends with the session.
    """
    waits = False
    with connection.cursor() as cursor:
        while not try_lock(cursor):
            if not waits:
                say("another start migrates the database; waiting until it has finished")
            waits = True
            time.sleep(WAIT_SECONDS)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def try_lock(cursor: Any) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [MIGRATION_LOCK])
    return bool(cursor.fetchone()[0])


def run_migrations(say: Say) -> None:
    """Run the migrations; first record which versions can serve on the new tables."""
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if DatabaseVersion._meta.db_table in connection.introspection.table_names():
            record_readable_version()
        counter = StepCounter("migrating the database", len(plan), say)
        call_command(CountedMigrations(counter), interactive=False, verbosity=0, skip_checks=True)
    executor.check_replacements()  # without a plan too: a database may lack only the name of a squashed migration
    record_readable_version()


def record_readable_version() -> None:
    DatabaseVersion.objects.update_or_create(number=1, defaults={"readable_from": READABLE_FROM})
