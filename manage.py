#!/usr/bin/env python
"""Newsroom's command line. Starts the bundled PostgreSQL when no DATABASE_URL is set."""

import os
import sys
from pathlib import Path

from newsroom import postgres
from newsroom.env import EnvironmentMistake

NEEDS_NO_DATABASE = {"read_copy", "makemessages", "compilemessages", "collectstatic", "help", "version"}
"""Commands that run on a machine without any database."""


def provide_database(command: str) -> None:
    """Set DATABASE_URL to the bundled server's, started if need be; a URL that is already set is left alone."""
    if os.environ.get("DATABASE_URL") or command in NEEDS_NO_DATABASE or command.startswith("-"):
        return
    here = Path(__file__).resolve().parent
    data_dir = Path(os.environ.get("NEWSROOM_DATA_DIR") or here / "var")
    os.environ["DATABASE_URL"] = postgres.ensure_running(data_dir / "postgres")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        provide_database(sys.argv[1] if len(sys.argv) > 1 else "help")
        from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings need the URL first

        execute_from_command_line(sys.argv)
    except (postgres.PostgresUnavailable, EnvironmentMistake) as mistake:
        sys.exit(f"newsroom: {mistake}")


if __name__ == "__main__":
    main()
