"""Start of a host's processes."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import NoReturn

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper

from newsroom.launcher import network, postgres
from newsroom.launcher.bundled_database import (
    database_folder,
    database_watchdog,
    describe_data_folder,
    is_bundled,
)
from newsroom.launcher.preload import freeze_memory, load_product
from newsroom.launcher.preparation import Preparation, Prepared, read_result, write_result
from newsroom.launcher.processes import (
    INTAKE,
    WORKER,
    command_process,
    demo_wire_process,
    web_server_process,
)
from newsroom.launcher.start_options import StartOptions
from newsroom.launcher.supervisor import ChildProcess, StartImpossible, Supervisor
from newsroom.staticfiles import collect_if_changed, is_collected

READY_SECONDS = 60
"""Seconds after which a line says that the web server does not answer yet."""
FIRST_SECONDS = 10
"""Seconds that the other processes leave the processor to a web server that starts."""


@dataclass(slots=True)
class DeskStart:
    """Start of the processes of one host."""

    options: StartOptions
    stdout: OutputWrapper
    supervisor: Supervisor = field(init=False)
    prepared: Prepared = field(default_factory=Prepared)

    def __post_init__(self) -> None:
        self.supervisor = Supervisor([], settings.BASE_DIR, self.print_step)

    def run(self) -> NoReturn:
        try:
            if self.options.has_web_server:
                network.check_port(self.options.host, self.options.port)
            self.prepare_while_loading()
            self.start(self.list_children())
            while True:
                self.supervisor.watch()
        except (StartImpossible, network.CannotListen) as trouble:
            raise CommandError(str(trouble)) from trouble
        finally:
            if self.supervisor.children:
                self.print_step("stopping")
            self.supervisor.stop()

    def list_children(self) -> list[ChildProcess]:
        """Return the processes of this host's roles, the web server first."""
        options = self.options
        children = [web_server_process(options.host, options.port)] if options.has_web_server else []
        children += [database_watchdog()] if is_bundled() else []
        if options.has_worker:
            children += [command_process(WORKER, "run_worker"), command_process(INTAKE, "run_intake")]
        return children

    def prepare_while_loading(self) -> None:
        """Run the preparations in another process while this one loads the product."""
        reader, writer = os.pipe()
        process = self.prepare_process(writer)
        process.start(settings.BASE_DIR)
        os.close(writer)
        # Names of static files are read while the product is loaded, so they must be those of this version.
        was_collected = not self.options.has_web_server or is_collected()
        if not was_collected:
            with suppress(OSError):  # the preparations say so and try again
                collect_if_changed()
                was_collected = True
        try:
            if was_collected:
                load_product()
            code = process.wait()
        finally:
            Supervisor([process], settings.BASE_DIR, self.print_step).stop()
        if code:
            raise SystemExit(max(code, 1))  # its own line says why
        if not was_collected:
            load_product()
        self.prepared = read_result(reader)
        if self.prepared.started_database:
            postgres.count_as_started_here(database_folder())
        freeze_memory()

    def prepare_process(self, writer: int) -> ChildProcess:
        command = [sys.executable, *sys.orig_argv[1:], f"--prepare-into={writer}"]

        def prepare() -> None:
            try:
                write_result(Preparation(self.options, self.stdout).run(), writer)
            except CommandError as mistake:
                raise SystemExit(f"CommandError: {mistake}") from mistake

        return ChildProcess("preparation", command, run=prepare, files=[writer])

    def start(self, children: list[ChildProcess]) -> None:
        """Start the web server first: it is what others wait for."""
        demo_wire = self.create_demo_wire()  # before the processes that may then poll its address
        began = monotonic()
        self.supervisor.start()
        for number, child in enumerate(children):
            self.supervisor.add(child)
            if number == 0 and self.options.has_web_server:
                self.supervisor.watch(lambda: self.is_answering() or monotonic() > began + FIRST_SECONDS)
        self.supervisor.watch(lambda: self.is_answering() or monotonic() > began + READY_SECONDS)
        if not self.is_answering():
            self.print_step(
                f"the web server has not answered for {READY_SECONDS} s; its lines above may say why"
            )
        self.summarise()
        if demo_wire is not None:
            self.supervisor.add(demo_wire)

    def create_demo_wire(self) -> ChildProcess | None:
        """Return the process of the demo's agencies; others then know its address."""
        wanted = self.prepared.has_demo_wire and self.options.has_worker
        return demo_wire_process(self.options.url) if wanted else None

    def is_answering(self) -> bool:
        if not self.options.has_web_server:
            return True
        return network.is_answering(self.options.host, self.options.port)

    def summarise(self) -> None:
        """Print the addresses."""
        host = self.options.host
        everywhere = f" (listening on {host})" if not self.options.is_near else ""
        lines = {"Roles": ", ".join(sorted(self.options.roles))} if self.options.is_part else {}
        if self.options.has_web_server:
            url = self.options.url
            site, desk = (settings.SITE_URL, settings.DESK_URL) if settings.DESK_HOST else (url, url)
            lines |= {"Site": f"{site}/{everywhere}", "Desk": f"{desk}/admin/", "Feed": f"{site}/api/v1/"}
        lines |= {"Login": self.prepared.login} if self.options.migrates else {}
        lines |= {"Data": describe_data_folder(), "Stop": "Ctrl-C"}
        self.stdout.write("\nNewsroom is running.\n\n" + "".join(f"  {k:<7}{v}\n" for k, v in lines.items()))
        self.stdout.flush()

    def print_step(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()
