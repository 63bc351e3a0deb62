#!/usr/bin/env python
"""Newsroom's command line. Starts the bundled PostgreSQL when no DATABASE_URL is set."""

import os
import sys
from pathlib import Path

import psycopg

from newsroom.db.probe import ConnectionRefused, wait_until_reachable
from newsroom.env import InvalidEnvironment, check_database_urls, session_url, session_variable
from newsroom.launcher import postgres
from newsroom.launcher.postgres.watchdog import keep_starting
from newsroom.launcher.start_options import (
    StartOptions,
    parse_options,
    refuse_foreign_database,
    set_addresses,
)

NEEDS_NO_DATABASE = {
    "read_copy", "makemessages", "compilemessages", "collectstatic", "help", "version", "stop_database",
}  # fmt: skip
"""Commands that run on a machine without any database."""

OUTLAST_AN_OUTAGE = {"up", "run_worker", "run_intake"}
"""Commands that wait for a database that is away; for the others it is an error. `up` alone is helped to."""


def provide_database(arguments: list[str]) -> None:
    """Set DATABASE_URL to the bundled server's, started if need be; one that is set must answer."""
    command = arguments[0] if arguments else "help"
    if command in NEEDS_NO_DATABASE or command.startswith("-") or {"-h", "--help"} & set(arguments):
        return
    check_database_urls()
    options = parse_options(arguments[1:]) if command == "up" else None
    if options is not None:
        set_addresses(options)
    if os.environ.get("DATABASE_URL"):
        if command not in OUTLAST_AN_OUTAGE:
            refuse_unreachable(session_url())
        elif command == "up":
            wait_for(session_url())
        return
    here = Path(__file__).resolve().parent
    folder = Path(os.environ.get("NEWSROOM_DATA_DIR") or here / "var") / "postgres"
    if options is not None:
        announce_new_database(options, folder)
    waits = command in OUTLAST_AN_OUTAGE
    os.environ["DATABASE_URL"] = keep_starting(folder, say) if waits else postgres.ensure_running(folder)


def announce_new_database(options: StartOptions, folder: Path) -> None:
    """Say that the first start takes longer; refuse a host that is to join another desk."""
    refuse_foreign_database(options, folder)
    if not (folder / "data").exists():
        say("creating the database")


def wait_for(url: str) -> None:
    """Wait as long as the database is away; one that answers and does not let us in is a mistake in the URL."""
    try:
        wait_until_reachable(url, say, give_up_if_refused=True)
    except ConnectionRefused as trouble:
        raise postgres.PostgresUnavailable(
            f"the database of {session_variable()} refuses us: {trouble}"
        ) from trouble


def say(words: str) -> None:
    sys.stdout.write(f"- {words}\n")
    sys.stdout.flush()


def refuse_unreachable(url: str) -> None:
    """Ask once before Django's pool would ask again and again."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as trouble:
        reason = " ".join(str(trouble).split())
        raise postgres.PostgresUnavailable(
            f"the database of {session_variable()} cannot be reached: {reason}"
        ) from trouble


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        provide_database(sys.argv[1:])
        from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings need the URL first

        execute_from_command_line(sys.argv)
    except (postgres.PostgresUnavailable, InvalidEnvironment) as mistake:
        sys.exit(f"newsroom: {mistake}")


if __name__ == "__main__":
    main()
