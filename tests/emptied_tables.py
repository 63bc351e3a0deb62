"""Emptying of the tables that a test with real commits has written to.

Django truncates every table after such a test and creates all permissions anew, which takes longer than most of the
tests. Deleting the few rows that are there needs no lock that a late request could be waiting for, either.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connections, transaction

KEPT = {"django_content_type", "auth_permission", "django_migrations"}
"""Tables that migrating fills and no test changes."""


def empty_written_tables(test_case: Any, empty_all: Callable[[Any], None]) -> None:
    """Delete the rows of all tables of a test's databases, those of the job queue too; `empty_all` is Django's way."""
    for alias in test_case._databases_names(include_mirrors=False):
        if not _may_switch_triggers_off(alias):
            empty_all(test_case)
            return
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers, no foreign keys
            cursor.execute(_find_written_tables(alias))
            for (table,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {table}")


@cache
def _may_switch_triggers_off(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


@cache
def _find_written_tables(alias: str) -> str:
    connection = connections[alias]
    quoted = [
        connection.ops.quote_name(name) for name in connection.introspection.table_names() if name not in KEPT
    ]
    return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in quoted)
