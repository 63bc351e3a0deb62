"""Checks of the database before the first migration."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader

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
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= {(app, name) for app, name in migration.replaces}
    return sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in loader.migrated_apps and (app, name) not in known
    )


def is_pooled() -> bool:
    """Return whether a connection pooler is in between.

    The server then reports another process id than the connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return bool(cursor.fetchone()[0] != connection.connection.info.backend_pid)
