"""Command that starts the whole desk, or the part of it that a host takes on.

It ends by itself only because of a mistake in the settings, a port in use or a database that refuses the account.
During an outage of the database it waits, as do its worker, intake and web server.
"""

import argparse
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand

from newsroom.launcher.bundled_database import stop_database_on_exit
from newsroom.launcher.desk_start import DeskStart
from newsroom.launcher.first_login import SHOWN_BEFORE, SHOWN_BEFORE_LINK
from newsroom.launcher.preload import load_product
from newsroom.launcher.preparation import Preparation, write_result
from newsroom.launcher.start_options import HostRole, StartOptions, add_options, make_options
from newsroom.launcher.stop_signals import interrupt_on_stop_signals


class Command(BaseCommand):
    help = "Start the whole desk: database, migrations, static files, worker, intake and web server. Ctrl-C stops it."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        start = make_options(
            **{name: options[name] for name in ("host", "port", "demo", "open_demo", "only")}
        )
        with suppress(KeyboardInterrupt), stop_database_on_exit(self.print_step), interrupt_on_stop_signals():
            if options["prepare_into"] is not None or start.roles == {HostRole.MIGRATE}:
                self.prepare(start, options["prepare_into"])
            else:
                DeskStart(start, self.stdout).run()

    def prepare(self, start: StartOptions, result: int | None) -> None:
        """Prepare the desk and end; load what a start would load, to find its mistakes."""
        prepared = Preparation(start, self.stdout).run()
        load_product()
        if result is not None:
            write_result(prepared, result)
        elif prepared.login not in {"", SHOWN_BEFORE, SHOWN_BEFORE_LINK}:
            self.print_step(f"first login: {prepared.login}")

    def print_step(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()
