"""Command that starts the whole desk, or the part of it that a host takes on.

It ends by itself only because of a mistake in the settings, a port in use or a database that refuses the account.
During an outage of the database it waits, as do its worker, intake and web server.
"""

import argparse
import signal
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand

from newsroom.launcher.bundled_database import stop_database_on_exit
from newsroom.launcher.desk_start import DeskStart
from newsroom.launcher.first_login import SHOWN_BEFORE, SHOWN_BEFORE_LINK
from newsroom.launcher.former_processes import FormerProcesses, read_former
from newsroom.launcher.preload import load_product
from newsroom.launcher.preparation import Preparation, write_result
from newsroom.launcher.start_options import HostRole, StartOptions, add_options, make_options
from newsroom.launcher.stop_signals import (
    STOP_SIGNALS,
    ReloadRequest,
    can_open_terminal,
    interrupt_on_stop_signals,
)


class Command(BaseCommand):
    help = (
        "Start the whole desk: database, migrations, static files, worker, intake and web server. Ctrl-C stops it; "
        "SIGHUP loads code and theme again while the site stays up."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        start = make_options(
            **{name: options[name] for name in ("host", "port", "demo", "open_demo", "only")}
        )
        if options["prepare_only"] or start.roles == {HostRole.MIGRATE}:
            self.prepare(start, options["result"])
        else:
            self.start(start, options["resume"])

    def prepare(self, start: StartOptions, result: int | None) -> None:
        """Prepare the desk and end; load what a start would load, to find its mistakes."""
        with suppress(KeyboardInterrupt), stop_database_on_exit(self.print_step), interrupt_on_stop_signals():
            prepared = Preparation(start, self.stdout).run()
            load_product()
            if result is not None:
                write_result(prepared, result)
            elif prepared.login not in {"", SHOWN_BEFORE, SHOWN_BEFORE_LINK}:
                self.print_step(f"first login: {prepared.login}")

    def start(self, start: StartOptions, resume: int | None) -> None:
        former = FormerProcesses(has_terminal=can_open_terminal()) if resume is None else read_former(resume)
        reload = ReloadRequest(has_terminal=former.has_terminal)
        with (
            suppress(KeyboardInterrupt),
            stop_database_on_exit(self.print_step),
            interrupt_on_stop_signals(reload.handle),
        ):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
            DeskStart(start, self.stdout, reload, former).run()

    def print_step(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()
