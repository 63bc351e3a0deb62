"""Present text of triggers and functions of the database, in `APP/sql/NAME.sql`."""

from pathlib import Path

from django.conf import settings
from django.db.migrations import RunSQL


def load_sql(app: str, name: str) -> RunSQL:
    """Return an operation of a migration that runs the text of a file."""
    return RunSQL(Path(settings.BASE_DIR, app, "sql", f"{name}.sql").read_text("utf-8"), RunSQL.noop)
