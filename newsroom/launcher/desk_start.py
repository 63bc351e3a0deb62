"""Start of a host's processes, and their replacement when `up` is to reload."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import NoReturn

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper

from newsroom.launcher import listeners, network, postgres
from newsroom.launcher.bundled_database import (
    database_folder,
    database_watchdog,
    describe_data_folder,
    is_bundled,
    was_started_here,
)
from newsroom.launcher.forked_process import KnownChild
from newsroom.launcher.former_processes import FormerProcesses, execute_again, list_arguments
from newsroom.launcher.preload import freeze_memory, load_product
from newsroom.launcher.preparation import Preparation, Prepared, read_result, write_result
from newsroom.launcher.processes import (
    INTAKE,
    WORKER,
    WebServer,
    command_process,
    demo_wire_process,
)
from newsroom.launcher.start_options import StartOptions
from newsroom.launcher.stop_signals import STOP_SIGNALS, ReloadRequest
from newsroom.launcher.supervisor import ChildProcess, RunningProcess, StartImpossible, Supervisor
from newsroom.staticfiles import collect_if_changed, is_collected

READY_SECONDS = 60
"""Seconds after which a line says that the web server does not answer yet."""
FIRST_SECONDS = 10
"""Seconds that the other processes leave the processor to a web server that starts."""


@dataclass(slots=True)
class DeskStart:
    """Start of the processes of one host.

    `former` are the processes of this command before it was executed again.
    """

    options: StartOptions
    stdout: OutputWrapper
    reload: ReloadRequest
    former: FormerProcesses = field(default_factory=FormerProcesses)
    web: WebServer = field(init=False)
    supervisor: Supervisor = field(init=False)
    prepared: Prepared = field(default_factory=Prepared)

    def __post_init__(self) -> None:
        self.web = WebServer(self.options)
        self.supervisor = Supervisor([], settings.BASE_DIR, self.print_step)
        self.supervisor.retired = [KnownChild(pid) for pid in self.former.retired]

    def run(self) -> NoReturn:
        try:
            self.open_port()
            children = self.list_children()
            self.adopt_former(children)
            self.prepare_while_loading()
            listeners.start_listening(self.web.listeners)
            if self.former.children:
                self.replace_former(children)
            else:
                self.start(children)
            self.serve_until_reload()
        except (StartImpossible, network.CannotListen) as trouble:
            raise CommandError(str(trouble)) from trouble
        finally:
            if self.supervisor.children:
                self.print_step("stopping")
            self.supervisor.stop()

    def open_port(self) -> None:
        """Take the port, which then is ours while processes come and go."""
        if not self.options.has_web_server:
            return
        host, port = self.options.host, self.options.port
        if self.former.listeners:
            self.web.listeners = listeners.adopt_listeners(self.former.listeners)
        elif listeners.can_share_listeners():
            self.web.listeners = listeners.open_listeners(host, port, settings.WEB_WORKERS)
        else:
            network.check_port(host, port)

    def list_children(self) -> list[ChildProcess]:
        """Return the processes of this host's roles, the web server first."""
        children = [self.web.create_process()] if self.options.has_web_server else []
        children += [database_watchdog()] if is_bundled() else []
        if self.options.has_worker:
            children += [command_process(WORKER, "run_worker"), command_process(INTAKE, "run_intake")]
        return children

    def adopt_former(self, children: list[ChildProcess]) -> None:
        """Supervise the processes that run already."""
        former = dict(self.former.children)
        for child in children:
            if child.name in former:
                child.process = KnownChild(former.pop(child.name))
                self.supervisor.children.append(child)
        self.supervisor.retired += [KnownChild(pid) for pid in former.values()]

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
        self.run_next_to(process, load_product if was_collected else None)
        if code := process.exit_code():
            raise SystemExit(max(code, 1))  # its own line says why
        if not was_collected:
            load_product()
        self.prepared = read_result(reader)
        if self.prepared.started_database or self.former.started_database:
            postgres.count_as_started_here(database_folder())
        freeze_memory()

    def prepare_process(self, writer: int) -> ChildProcess:
        command = [sys.executable, *list_arguments(), "--prepare-only", f"--result={writer}"]

        def prepare() -> None:
            try:
                write_result(Preparation(self.options, self.stdout).run(), writer)
            except CommandError as mistake:
                raise SystemExit(f"CommandError: {mistake}") from mistake

        return ChildProcess("preparation", command, run=prepare, files=[writer])

    def run_next_to(self, child: ChildProcess, work: Callable[[], None] | None = None) -> None:
        """Do some work, then watch the desk's processes until the child has ended."""
        if child.process is not None:
            self.supervisor.retired.append(child.process)
        if work is not None:
            work()
        self.supervisor.watch(until=lambda: child.exit_code() is not None)

    def start(self, children: list[ChildProcess]) -> None:
        """Start the web server first: it is what others wait for."""
        demo_wire = self.create_demo_wire()  # before the processes that may then poll its address
        self.web.readiness.open()
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
        self.web.readiness.close()
        self.summarise()
        if demo_wire is not None:
            self.supervisor.add(demo_wire)

    def replace_former(self, children: list[ChildProcess]) -> None:
        """Start the web server again without a gap, then the other processes."""
        demo_wire = self.create_demo_wire()
        for child in children:
            if child.process is None:
                self.supervisor.add(child)
            elif self.web.listeners and child is children[0]:
                self.replace_web_server(child, child.process)
            else:
                child.request_restart()
        if demo_wire is not None:
            self.supervisor.add(demo_wire)
        self.print_step("reloaded")

    def replace_web_server(self, child: ChildProcess, former: RunningProcess) -> None:
        """Let the former processes answer until the new ones are ready."""
        self.web.readiness.open()
        self.supervisor.retired.append(former)
        child.start(settings.BASE_DIR)
        self.supervisor.watch(until=self.web.is_ready)
        self.web.readiness.close()
        former.send_signal(signal.SIGHUP)

    def create_demo_wire(self) -> ChildProcess | None:
        """Return the process of the demo's agencies; others then know its address."""
        wanted = self.prepared.has_demo_wire and self.options.has_worker
        return demo_wire_process(self.options.url) if wanted else None

    def is_answering(self) -> bool:
        if not self.options.has_web_server:
            return True
        ready = self.web.is_ready() if self.web.listeners else True
        return ready and network.is_answering(self.options.host, self.options.port)

    def serve_until_reload(self) -> NoReturn:
        """Watch the processes; load this command again when the operator asks for it."""
        while True:
            self.supervisor.watch(until=lambda: self.reload.is_pending)
            self.reload.is_pending = False
            self.print_step("reloading")
            rehearsal = ChildProcess(
                "rehearsal", [sys.executable, *list_arguments(), "--prepare-only"], run=None
            )
            rehearsal.start(settings.BASE_DIR)
            self.run_next_to(rehearsal)
            if rehearsal.exit_code() == 0:
                self.execute_again()
            self.print_step("not reloaded: the lines above say why; everything goes on as before")

    def execute_again(self) -> NoReturn:
        running = {child.name: child.process.pid for child in self.supervisor.children if child.process}
        state = FormerProcesses(
            children=running,
            retired=[process.pid for process in self.supervisor.retired],
            listeners=listeners.list_descriptors(self.web.listeners),
            started_database=was_started_here(),
            has_terminal=self.reload.has_terminal,
        )
        with suppress(KeyError):
            if is_bundled():  # the command finds and starts it by itself
                del os.environ["DATABASE_URL"]
        # A signal waits until the new code can handle it.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        execute_again(state)

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
