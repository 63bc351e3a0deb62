"""Checks of the database before the first migration."""

import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom.models import DatabaseVersion
from newsroom.version import VERSION, parse_version

NEWER = (
    "the database was made by a newer Newsroom: it has {}, which this version does not know. Start the newer "
    "version, or restore a backup that was made before the update."
)
POOLED = (
    "DATABASE_URL leads through a connection pooler, but migrations and the worker need their own sessions: set "
    "DIRECT_DATABASE_URL to the address of PostgreSQL itself (the same as DATABASE_URL if the pooler works in "
    "session mode)."
)


def unknown_migrations() -> list[str]:
    """Return migrations applied by a newer version, as `articles.0042_name`."""
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations).union(*(found.replaces for found in loader.disk_migrations.values()))
    return sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in loader.migrated_apps and (app, name) not in known
    )


def is_migrated() -> bool:
    """Return whether this version can serve on the tables of the database.

    They are those of its migrations, perhaps with the migrations of the next version.
    This takes a query or two and the names of files; Django's plan would load two hundred modules at each start.
    """
    recorded = MigrationRecorder(connection).applied_migrations()
    applied = {(app, name) for app, name in recorded if app in apps.app_configs}
    known = set(list_migration_files())
    return known == applied or (known < applied and is_readable())


def is_readable() -> bool:
    """Return whether the version that migrated the database left what this one needs."""
    oldest = DatabaseVersion.objects.values_list("readable_from", flat=True).first()
    return oldest is not None and parse_version(oldest) <= parse_version(VERSION)


def list_migration_files() -> Iterator[tuple[str, str]]:
    for label in apps.app_configs:
        module, _is_explicit = MigrationLoader.migrations_module(label)
        spec = find_spec(module) if module else None
        for found in pkgutil.iter_modules(spec.submodule_search_locations if spec else ()):
            if not found.ispkg and found.name[0] not in "_~":
                yield label, found.name


def is_pooled() -> bool:
    """Return whether a connection pooler is in between.

    The server then reports another process id than the connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return bool(cursor.fetchone()[0] != connection.connection.info.backend_pid)
