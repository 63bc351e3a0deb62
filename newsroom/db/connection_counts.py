"""Connections of the database server."""

from dataclasses import dataclass

from django.db import connection

_LOAD = """
SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class DatabaseLoad:
    by_state: dict[str, int]
    """Connections to this database by state, such as `idle`."""
    limit: int
    """Connections that the server allows to all databases."""


def read_load() -> DatabaseLoad:
    with connection.cursor() as cursor:
        cursor.execute(_LOAD)
        by_state = dict(cursor.fetchall())
        cursor.execute("SHOW max_connections")
        return DatabaseLoad(by_state, int(cursor.fetchone()[0]))
