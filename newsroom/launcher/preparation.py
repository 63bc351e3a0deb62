"""Preparations of a start: everything before the first process of the desk.

They run in a process of their own, so that `up` has no connection and no thread when it forks the desk's processes.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from newsroom.db.errors import is_outage, is_storage_failure
from newsroom.db.probe import in_one_line, wait_until_reachable
from newsroom.db.replicas import WrongReplica, check_replicas
from newsroom.env import session_url
from newsroom.launcher.bundled_database import (
    close_connections,
    database_folder,
    is_bundled,
    was_started_here,
)
from newsroom.launcher.first_login import create_first_login, refuse_known_password
from newsroom.launcher.migrations import migrate_once, wait_for_migrations
from newsroom.launcher.postgres.watchdog import keep_starting
from newsroom.launcher.start_options import StartOptions
from newsroom.media_store.check import find_failure, is_mistake
from newsroom.static_collections import share_collection
from newsroom.staticfiles import collect_if_changed

PAUSE_SECONDS = 2
"""Seconds before preparations that failed begin again."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Result of the preparations.

    `login` is the line about the first login, whose password is shown only once.
    """

    login: str = ""
    has_demo_wire: bool = False
    started_database: bool = False


@dataclass(slots=True)
class Preparation:
    """Preparations that the roles of a host need."""

    options: StartOptions
    stdout: OutputWrapper
    login: str = ""
    has_demo_wire: bool = False

    def run(self) -> Prepared:
        self.check_media_store()
        self.retry_during_outages(self.prepare)
        self.retry_during_outages(self.collect_static_files)
        if not is_bundled():
            self.retry_during_outages(self.share_static_files)
        close_connections()
        return Prepared(self.login, self.has_demo_wire, was_started_here())

    def retry_during_outages(self, prepare: Callable[[], None]) -> None:
        """Prepare the desk; start over if the database is lost or the disk is full."""
        said = ""
        while True:
            try:
                return prepare()
            except (DatabaseError, InterfaceError, OSError) as trouble:
                if not (is_outage(trouble) or is_storage_failure(trouble)):
                    raise
                what = "the database was lost" if is_outage(trouble) else "nothing can be stored"
                reason = f"{what}; trying again: {in_one_line(trouble)}"
            if reason != said:
                self.print_step(reason)
            said = reason
            close_connections()
            time.sleep(PAUSE_SECONDS)
            self.restart_database()

    def restart_database(self) -> None:
        if is_bundled():
            keep_starting(database_folder(), self.print_step)
        wait_until_reachable(session_url(), self.print_step, give_up_if_refused=False)

    def prepare(self) -> None:
        if not self.options.migrates:
            wait_for_migrations(self.print_step)
        else:
            migrate_once(self.print_step)
            weak = self.options.demo and (self.options.is_near or self.options.open_demo)
            call_command("rotate_secret_key", check=True, skip_checks=True)
            self.login = self.login or create_first_login(weak=weak)
        self.check_media_folder()
        self.check_replicas()
        if self.options.has_web_server and not (self.options.is_near or self.options.open_demo):
            refuse_known_password()
        if self.options.demo and (self.options.migrates or self.options.has_worker):
            self.has_demo_wire = self.load_demo() and settings.DEMO_WIRE
        options = {"open_demo": self.options.open_demo, "host_only": not self.options.migrates}
        call_command("ensure_defaults", stdout=StringIO(), skip_checks=True, **options)

    def check_media_store(self) -> None:
        """Refuse a bucket that cannot be used; one that is away does not end the start."""
        failure = find_failure()
        if failure is None:
            return
        if is_mistake(failure):
            raise CommandError(f"MEDIA_URL_S3: {failure}")
        self.print_step(f"no photo or video can be read or stored for now: {failure}")

    def check_media_folder(self) -> None:
        """Refuse a second host with media of its own."""
        serves = self.options.has_web_server or self.options.has_worker
        if serves and not is_bundled() and not settings.MEDIA_URL_S3:
            call_command("accept_media_folder", check=True, stdout=StringIO())

    def check_replicas(self) -> None:
        """Refuse a replica of another database, and a server that is no replica."""
        try:
            check_replicas(self.print_step)
        except WrongReplica as mistake:
            raise CommandError(str(mistake)) from mistake

    def load_demo(self) -> bool:
        """Load the demo; leave alone a desk that has stories, and return False."""
        self.print_step("loading the demo")
        logins = self.options.is_near or self.options.open_demo
        try:
            call_command("load_demo", logins=logins, stdout=self.stdout, skip_checks=True)
        except CommandError as refusal:
            self.print_step(f"no demo: {refusal}")
            return False
        return True

    def collect_static_files(self) -> None:
        if not (self.options.has_web_server or self.options.migrates):
            return
        if not Path(settings.STATIC_ROOT).exists():
            self.print_step("collecting static files")
        if collect_if_changed():
            self.print_step("static files collected")

    def share_static_files(self) -> None:
        """Store the collection in the database, for the other hosts of the desk."""
        serves = self.options.has_web_server or self.options.migrates
        if serves and (stored := share_collection(timezone.now())):
            self.print_step(f"{stored} static files stored for other hosts")

    def print_step(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()


def write_result(prepared: Prepared, pipe: int) -> None:
    """Write the result for `up` into a pipe, as others can read a command line."""
    os.write(pipe, json.dumps(asdict(prepared)).encode())
    os.close(pipe)


def read_result(pipe: int) -> Prepared:
    with os.fdopen(pipe, "rb") as file:
        return Prepared(**json.loads(file.read()))
