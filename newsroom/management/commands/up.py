"""Command that starts the whole desk.

It ends by itself only because of a mistake in the settings, a port in use or a database that refuses the account.
During an outage of the database it waits, as do its worker, intake and web server.

After the preparations the process executes itself again: it then holds nothing of them, has the settings of its
children, and forks these with the loaded code.
"""

import argparse
import json
import os
import secrets
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils import timezone

from articles.actions.stored_secrets import SecretKeyUnknown, check_secret_key
from newsroom.db.checks import NEWER, POOLED, is_pooled, unknown_migrations
from newsroom.db.errors import is_outage
from newsroom.db.probe import in_one_line, wait_until_reachable
from newsroom.env import DEMO_WIRE_ADDRESS, session_url, session_variable
from newsroom.launcher import granian_server, network, postgres
from newsroom.launcher.postgres import watchdog
from newsroom.launcher.preload import freeze_memory, load_product
from newsroom.launcher.supervisor import (
    STOP_SIGNALS,
    ChildProcess,
    StartImpossible,
    Supervisor,
    interrupt_on_stop_signals,
)
from newsroom.media_store.check import find_failure, is_mistake
from newsroom.static_collections import share_collection
from newsroom.staticfiles import collect_if_changed

ADMIN = "admin"
DEMO_PASSWORD = "demo"  # noqa: S105  # public, so never served to the network unless asked for
MIGRATION_LOCK = 0x6E657773  # advisory lock: two commands must not migrate at once
READY_SECONDS = 60
MAX_CHECKED_LOGINS = 20


class Command(BaseCommand):
    help = "Start the whole desk: database, migrations, static files, worker, intake and web server. Ctrl-C stops it."
    requires_system_checks = ()
    login = ""
    """Line about the first login; its password is shown only once."""
    has_demo_wire = False
    """The agencies of the demo deliver."""
    demo_wire: ChildProcess | None = None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fill an empty desk with invented stories")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")
        parser.add_argument(
            "--open-demo",
            action="store_true",
            help=f"serve the login {ADMIN}/{DEMO_PASSWORD} and the demo partner's key to the network too: anybody may "
            "then write, publish and read the feed",
        )
        parser.add_argument("--prepared", type=int, metavar="PIPE", help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        with suppress(KeyboardInterrupt), self.stop_database_on_exit(), interrupt_on_stop_signals():
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
            if options["prepared"] is None:
                self.run(
                    options["host"], options["port"], demo=options["demo"], open_demo=options["open_demo"]
                )
            self.continue_prepared(options["prepared"])
            load_product()
            freeze_memory()
            self.serve(options["host"], options["port"])

    def run(self, host: str, port: int, *, demo: bool, open_demo: bool) -> NoReturn:
        """Prepare the desk, then execute this command again."""
        try:
            network.check_port(host, port)
        except network.CannotListen as trouble:
            raise CommandError(str(trouble)) from trouble
        os.environ.setdefault("SITE_URL", network.build_url(host, port))
        os.environ.setdefault("ALLOWED_HOSTS", ",".join(network.host_names(host)))
        self.check_media_store()
        self.retry_during_outages(lambda: self.prepare(host, demo=demo, open_demo=open_demo))
        if collect_if_changed():
            self.print_step("static files collected")
        if not is_bundled():
            self.retry_during_outages(self.share_static_files)
        close_connections()
        if self.has_demo_wire:
            self.demo_wire = self.demo_wire_process(network.build_url(host, port))
        self.execute_again()

    def check_media_store(self) -> None:
        """Refuse a bucket that cannot be used; one that is away does not end the start."""
        failure = find_failure()
        if failure is None:
            return
        if is_mistake(failure):
            raise CommandError(f"MEDIA_URL_S3: {failure}")
        self.print_step(f"no photo or video can be read or stored for now: {failure}")

    def execute_again(self) -> NoReturn:
        """Replace this process.

        The login goes through a pipe, as others can read a command line.
        """
        state = {
            "login": self.login,
            "demo_wire": self.demo_wire.command[2:] if self.demo_wire else [],
            "started_database": is_bundled() and postgres.was_started_here(database_folder()),
        }
        read, write = os.pipe()
        os.write(write, json.dumps(state).encode())
        os.close(write)
        os.set_inheritable(read, True)
        if is_bundled():  # a signal to stop waits until the server can be stopped, too
            del os.environ["DATABASE_URL"]
            signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:], f"--prepared={read}"])  # noqa: S606

    def continue_prepared(self, pipe: int) -> None:
        with os.fdopen(pipe, "rb") as state_file:
            state = json.loads(state_file.read())
        self.login = state["login"]
        self.demo_wire = command_process("demo wire", *state["demo_wire"]) if state["demo_wire"] else None
        if state["started_database"]:
            postgres.count_as_started_here(database_folder())

    def retry_during_outages(self, prepare: Callable[[], None]) -> None:
        """Prepare the desk; start over if the database is lost."""
        while True:
            try:
                prepare()
            except (DatabaseError, InterfaceError) as trouble:
                if not is_outage(trouble):
                    raise
                self.print_step(f"the database was lost; trying again: {in_one_line(trouble)}")
                close_connections()
                self.restart_database()
            else:
                return

    def restart_database(self) -> None:
        if is_bundled():
            postgres.ensure_running(database_folder())
        wait_until_reachable(session_url(), self.print_step, give_up_if_refused=False)

    def prepare(self, host: str, *, demo: bool, open_demo: bool) -> None:
        near = network.is_loopback(host)
        self.prepare_database()
        try:
            check_secret_key()
        except SecretKeyUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        self.login = self.login or self.create_first_login(weak=demo and (near or open_demo))
        if not near and not open_demo:
            self.refuse_known_password()
        if demo:
            self.has_demo_wire = self.load_demo(logins=near or open_demo) and settings.DEMO_WIRE
        call_command("ensure_defaults", open_demo=open_demo, stdout=StringIO(), skip_checks=True)

    def prepare_database(self) -> None:
        if is_pooled() and session_variable() == "DATABASE_URL":
            raise CommandError(POOLED)
        if unknown := unknown_migrations():
            raise CommandError(NEWER.format(", ".join(unknown)))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
        self.print_step("database ready")

    def share_static_files(self) -> None:
        """Store the collection in the database, for the other hosts of the desk."""
        if stored := share_collection(timezone.now()):
            self.print_step(f"{stored} static files stored for other hosts")

    def create_first_login(self, *, weak: bool) -> str:
        """Create the first login of an empty desk; return the line to print."""
        users = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
        if users.exists():
            known = weak and any(user.check_password(DEMO_PASSWORD) for user in users.filter(username=ADMIN))
            again = "the password was shown at the first start; `manage.py changepassword` makes a new one"
            return f"{ADMIN} / {DEMO_PASSWORD}" if known else again
        password = DEMO_PASSWORD if weak else secrets.token_urlsafe(12)
        os.environ["DJANGO_SUPERUSER_PASSWORD"] = password
        call_command(
            "createsuperuser", interactive=False, username=ADMIN, email="", verbosity=0, skip_checks=True
        )
        del os.environ["DJANGO_SUPERUSER_PASSWORD"]
        remark = "a demo's: known to everybody" if weak else "made now and shown only this once: note it"
        return f"{ADMIN} / {password}   ({remark})"

    def refuse_known_password(self) -> None:
        """Refuse to serve the network while one of the first logins has the demo password.

        Only the first logins are checked: the demo creates them first, and each check is slow.
        """
        staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True).order_by("pk")
        known = [
            user.get_username() for user in staff[:MAX_CHECKED_LOGINS] if user.check_password(DEMO_PASSWORD)
        ]
        if known:
            raise CommandError(
                f"the password {DEMO_PASSWORD!r} of {', '.join(known)} is public and must not be served to the "
                "network: change it with `manage.py changepassword`, or add --open-demo."
            )

    def load_demo(self, *, logins: bool) -> bool:
        """Load the demo; leave alone a desk that has stories, and return False."""
        try:
            call_command("load_demo", logins=logins, stdout=self.stdout, skip_checks=True)
        except CommandError as refusal:
            self.print_step(f"no demo: {refusal}")
            return False
        return True

    def serve(self, host: str, port: int) -> None:
        database = [database_watchdog()] if is_bundled() else []
        worker, intake = command_process("worker", "run_worker"), command_process("intake", "run_intake")
        children = [*database, worker, intake, web_server_process(host, port)]
        supervisor = Supervisor(children, settings.BASE_DIR, self.print_step)
        deadline = monotonic() + READY_SECONDS
        try:
            supervisor.start()
            supervisor.watch(until=lambda: network.is_answering(host, port) or monotonic() > deadline)
            if monotonic() > deadline:
                self.print_step(
                    f"the web server has not answered for {READY_SECONDS} s; its lines above may say why"
                )
            self.summarise(host, port)
            if self.demo_wire is not None:
                supervisor.add(self.demo_wire)
            supervisor.watch()
        except StartImpossible as trouble:
            raise CommandError(str(trouble)) from trouble
        finally:
            self.print_step("stopping")
            supervisor.stop()

    def demo_wire_process(self, desk: str) -> ChildProcess:
        """Return the process of the demo's agencies; the desk may then poll its server."""
        port = network.find_free_port()
        os.environ[DEMO_WIRE_ADDRESS] = f"http://127.0.0.1:{port}"
        return command_process("demo wire", "run_demo_wire", f"--desk={desk}", f"--port={port}")

    def summarise(self, host: str, port: int) -> None:
        url = network.build_url(host, port)
        everywhere = f" (listening on {host})" if not network.is_loopback(host) else ""
        site, desk = (settings.SITE_URL, settings.DESK_URL) if settings.DESK_HOST else (url, url)
        lines = {
            "Site": f"{site}/{everywhere}",
            "Desk": f"{desk}/admin/",
            "Feed": f"{site}/api/v1/",
            "Login": self.login,
            "Data": describe_data_folder(),
            "Stop": "Ctrl-C",
        }
        self.stdout.write("\nNewsroom is running.\n\n" + "".join(f"  {k:<7}{v}\n" for k, v in lines.items()))
        self.stdout.flush()

    def print_step(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()

    @contextmanager
    def stop_database_on_exit(self) -> Iterator[None]:
        """Stop the bundled PostgreSQL at the end if this command started it."""
        try:
            yield
        finally:
            folder = database_folder()
            if postgres.was_started_here(folder):
                close_connections()
                if not postgres.stop_if_unused(folder) and postgres.is_running(folder):
                    self.print_step(
                        "PostgreSQL stays up for another command; `manage.py stop_database` stops it"
                    )


def close_connections() -> None:
    """Close the pool and its threads: only child processes use the database now."""
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper):
        wrapper.close()
        wrapper.close_pool()


def describe_data_folder() -> str:
    folder, database = Path(settings.DATA_DIR).absolute(), database_folder()
    bucket = settings.ENVIRONMENT.media.s3
    media = f", {bucket} (photos)" if bucket else ""
    if not is_bundled():
        return f"{folder}{media or ' (photos)'} and the database of DATABASE_URL"
    return f"{folder}{media}" + (f" and {database.resolve()}" if database.is_symlink() else "")


def database_folder() -> Path:
    return Path(settings.DATA_DIR).absolute() / "postgres"


def is_bundled() -> bool:
    """Return whether the desk uses the bundled database of its data folder."""
    folder = database_folder()
    host = str(settings.DATABASES["default"]["HOST"])
    return folder.exists() and host == str(postgres.socket_folder(folder))


def database_watchdog() -> ChildProcess:
    """Return the process that restarts PostgreSQL."""
    folder = database_folder()
    command = [sys.executable, "-m", "newsroom.launcher.postgres.watchdog", str(folder)]
    return ChildProcess("watchdog of PostgreSQL", command, run=lambda: watchdog.watch(folder, watchdog.say))


def command_process(name: str, *arguments: str) -> ChildProcess:
    """Return the process of a management command."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    return ChildProcess(name, command, run=partial(call_command, *arguments))


def web_server_process(host: str, port: int) -> ChildProcess:
    options = [
        "--interface=wsgi", "--no-ws", "--workers=2", "--blocking-threads=4", "--log-level=warning",
        "--respawn-failed-workers", "--workers-kill-timeout=3", f"--host={host}", f"--port={port}",
        "newsroom.wsgi:application",
    ]  # fmt: skip
    return ChildProcess(
        "web server",
        [sys.executable, "-m", "newsroom.launcher.granian_server", *options],
        diagnose=lambda: network.port_problem(host, port),
        run=lambda: granian_server.serve(options),
    )
