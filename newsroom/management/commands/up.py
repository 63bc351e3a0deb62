"""The whole desk by one command: database, migrations, static files, worker, web server.

It ends by itself only for a mistake: settings, a taken port, a database that refuses the account. While the database
is away it waits, and so do the worker and the web server that it looks after.
"""

import os
import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from newsroom.db.checks import NEWER, POOLED, is_pooled, unknown_migrations
from newsroom.db.errors import is_outage
from newsroom.db.probe import in_one_line, wait_until_reachable
from newsroom.env import session_url
from newsroom.launcher import network, postgres
from newsroom.launcher.supervisor import Child, GivenUp, Supervisor, stop_signals_interrupt
from newsroom.staticfiles import collect_if_changed

ADMIN = "admin"
DEMO_PASSWORD = "demo"  # noqa: S105  # known to everybody, so never served to the network unasked
ONE_AT_A_TIME = 0x6E657773  # advisory lock: two `up` must not migrate at once
READY_SECONDS = 60
FIRST_LOGINS = 20


class Command(BaseCommand):
    help = (
        "Bring up the whole desk: database, migrations, static files, worker and web server. Ctrl-C stops it."
    )
    requires_system_checks = ()
    login = ""
    """Text about the first login: its password is shown once."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fill an empty desk with invented stories")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")
        parser.add_argument(
            "--open-demo",
            action="store_true",
            help=f"serve the login {ADMIN}/{DEMO_PASSWORD} and the demo partner's key to the network too: anybody may "
            "then write, publish and read the feed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with suppress(KeyboardInterrupt), self.stopping_our_database(), stop_signals_interrupt():
            self.run(options["host"], options["port"], demo=options["demo"], open_demo=options["open_demo"])

    def run(self, host: str, port: int, *, demo: bool, open_demo: bool) -> None:
        try:
            network.refuse_taken(host, port)
        except network.CannotListen as trouble:
            raise CommandError(str(trouble)) from trouble
        os.environ.setdefault("SITE_URL", network.url_of(host, port))
        os.environ.setdefault("ALLOWED_HOSTS", ",".join(network.names_of(host)))
        self.outlast_outages(lambda: self.prepare(host, demo=demo, open_demo=open_demo))
        if collect_if_changed():
            self.step("static files collected")
        let_go_of_database()
        self.serve(host, port)

    def outlast_outages(self, prepare: Callable[[], None]) -> None:
        """Prepare the desk, from the beginning if the database is lost meanwhile: every step may be repeated."""
        while True:
            try:
                prepare()
            except (DatabaseError, InterfaceError) as trouble:
                if not is_outage(trouble):
                    raise
                self.step(f"the database was lost; trying again: {in_one_line(trouble)}")
                let_go_of_database()
                self.bring_back_database()
            else:
                return

    def bring_back_database(self) -> None:
        if is_bundled():
            postgres.ensure_running(database_folder())
        wait_until_reachable(session_url(), self.step, give_up_if_refused=False)

    def prepare(self, host: str, *, demo: bool, open_demo: bool) -> None:
        near = network.is_loopback(host)
        self.prepare_database()
        self.login = self.login or self.first_login(weak=demo and (near or open_demo))
        if not near and not open_demo:
            self.refuse_known_password()
        if demo:
            self.fill_empty_desk(logins=near or open_demo)
        call_command("ensure_defaults", open_demo=open_demo, stdout=StringIO(), skip_checks=True)

    def prepare_database(self) -> None:
        if is_pooled() and not os.environ.get("DATABASE_DIRECT_URL"):
            raise CommandError(POOLED)
        if unknown := unknown_migrations():
            raise CommandError(NEWER.format(", ".join(unknown)))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
        self.step("database ready")

    def first_login(self, *, weak: bool) -> str:
        """Make the first login of an empty desk; what to print about it."""
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
        """Look at the desk's first logins, which are the demo's if there are any: a check of one takes long."""
        staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True).order_by("pk")
        known = [user.get_username() for user in staff[:FIRST_LOGINS] if user.check_password(DEMO_PASSWORD)]
        if known:
            raise CommandError(
                f"the password {DEMO_PASSWORD!r} of {', '.join(known)} is known to everybody and stays on this "
                "machine: change it with `manage.py changepassword`, or say --open-demo."
            )

    def fill_empty_desk(self, *, logins: bool) -> None:
        """A desk with stories of its own is left alone: the command refuses, and says so."""
        try:
            call_command("load_demo", logins=logins, stdout=self.stdout, skip_checks=True)
        except CommandError as refusal:
            self.step(f"no demo: {refusal}")

    def serve(self, host: str, port: int) -> None:
        database = [bundled_database()] if is_bundled() else []
        children = [*database, worker(), web_server(host, port)]
        supervisor = Supervisor(children, settings.BASE_DIR, self.step)
        deadline = monotonic() + READY_SECONDS
        try:
            supervisor.start()
            supervisor.watch(until=lambda: network.answers(host, port) or monotonic() > deadline)
            if monotonic() > deadline:
                self.step(
                    f"the web server has not answered for {READY_SECONDS} s; its lines above may say why"
                )
            self.summarise(host, port)
            supervisor.watch()
        except GivenUp as trouble:
            raise CommandError(str(trouble)) from trouble
        finally:
            self.step("stopping")
            supervisor.stop()

    def summarise(self, host: str, port: int) -> None:
        url = network.url_of(host, port)
        everywhere = f" (listening on {host})" if not network.is_loopback(host) else ""
        lines = {
            "Site": f"{url}/{everywhere}",
            "Desk": f"{url}/admin/",
            "Feed": f"{url}/api/v1/",
            "Login": self.login,
            "Data": where_data_lives(),
            "Stop": "Ctrl-C",
        }
        self.stdout.write("\nNewsroom is running.\n\n" + "".join(f"  {k:<7}{v}\n" for k, v in lines.items()))
        self.stdout.flush()

    def step(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()

    @contextmanager
    def stopping_our_database(self) -> Iterator[None]:
        """Afterwards stop the bundled PostgreSQL if this command started it and no other process uses it."""
        try:
            yield
        finally:
            folder = database_folder()
            if postgres.started_here(folder):
                let_go_of_database()
                if not postgres.stop_if_unused(folder) and postgres.is_running(folder):
                    self.step("PostgreSQL stays up for another command; `manage.py stop_database` stops it")


def let_go_of_database() -> None:
    """Close the pool and its threads: from here on only the children talk to the database."""
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper):
        wrapper.close()
        wrapper.close_pool()


def where_data_lives() -> str:
    folder, database = Path(settings.DATA_DIR).absolute(), database_folder()
    if not is_bundled():
        return f"{folder} (pictures), and the database of DATABASE_URL"
    return f"{folder} and {database.resolve()}" if database.is_symlink() else str(folder)


def database_folder() -> Path:
    return Path(settings.DATA_DIR).absolute() / "postgres"


def is_bundled() -> bool:
    """Whether the desk's data are in the bundled database of the data folder."""
    folder = database_folder()
    host = str(settings.DATABASES["default"]["HOST"])
    return folder.exists() and host == str(postgres.socket_folder(folder))


def bundled_database() -> Child:
    """Not the server itself, which outlives this command if others use it, but what starts it again."""
    command = [sys.executable, "-m", "newsroom.launcher.postgres.watchdog", str(database_folder())]
    return Child("watchdog of PostgreSQL", command)


def worker() -> Child:
    return Child("worker", [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_worker"])


def web_server(host: str, port: int) -> Child:
    options = [
        "--interface=wsgi", "--no-ws", "--workers=2", "--blocking-threads=4", "--log-level=warning",
        "--respawn-failed-workers", "--workers-kill-timeout=3", f"--host={host}", f"--port={port}",
    ]  # fmt: skip
    return Child(
        "web server",
        [sys.executable, "-m", "newsroom.launcher.granian_server", *options, "newsroom.wsgi:application"],
        mistake=lambda: network.trouble_with(host, port),
    )
