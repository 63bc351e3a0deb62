"""Processes of a desk."""

import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.core.management import call_command

from newsroom.env import DEMO_WIRE_ADDRESS
from newsroom.launcher import granian_server, network
from newsroom.launcher.listeners import list_descriptors
from newsroom.launcher.start_options import StartOptions
from newsroom.launcher.supervisor import ChildProcess

WEB_SERVER, WORKER, INTAKE, DEMO_WIRE = "web server", "worker", "intake", "demo wire"


@dataclass(slots=True)
class ReadinessPipe:
    """Pipe by which workers of the web server report that they are ready."""

    reader: int = -1
    writer: int = -1
    ready: int = 0
    """Workers that have reported."""

    def open(self) -> None:
        self.reader, self.writer = os.pipe()
        os.set_blocking(self.reader, False)

    def close(self) -> None:
        if self.reader >= 0:
            os.close(self.reader)
            os.close(self.writer)
        self.reader = self.writer = -1

    def report(self) -> None:
        if self.writer >= 0:
            os.write(self.writer, b".")

    def count(self) -> int:
        with suppress(BlockingIOError):
            self.ready += len(os.read(self.reader, 1024))
        return self.ready


@dataclass(slots=True)
class WebServer:
    """Web server on sockets that outlive it; without sockets it opens its own."""

    options: StartOptions
    listeners: Sequence[socket.socket] = ()
    readiness: ReadinessPipe = field(default_factory=ReadinessPipe)

    def create_process(self) -> ChildProcess:
        host, port = self.options.host, self.options.port
        arguments = [
            "--interface=rsgi", "--no-ws", f"--workers={settings.WEB_WORKERS}", "--log-level=warning",
            f"--http1-header-read-timeout={granian_server.HEAD_MILLISECONDS}", "--respawn-failed-workers",
            f"--workers-kill-timeout={granian_server.STOP_SECONDS}", f"--host={host}", f"--port={port}",
            granian_server.APPLICATION,
        ]  # fmt: skip
        return ChildProcess(
            WEB_SERVER,
            [sys.executable, "-m", "newsroom.launcher.granian_server", *arguments],
            diagnose=self.find_problem,
            run=self.serve,
        )

    def serve(self) -> None:
        descriptors = list_descriptors(self.listeners)
        host, port = self.options.host, self.options.port
        granian_server.serve(host, port, listeners=descriptors, report_ready=self.readiness.report)

    def find_problem(self) -> str:
        if self.listeners:  # the port is ours
            return ""
        return network.port_problem(self.options.host, self.options.port)

    def is_ready(self) -> bool:
        """Return whether all workers have reported; only after `readiness.open()`."""
        return self.readiness.count() >= len(self.listeners)


def command_process(name: str, *arguments: str) -> ChildProcess:
    """Return the process of a management command."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    return ChildProcess(name, command, run=partial(call_command, *arguments))


def demo_wire_process(desk: str) -> ChildProcess:
    """Return the process of the demo's agencies; the desk may then poll its server."""
    known = os.environ.get(DEMO_WIRE_ADDRESS, "")
    port = int(known.rpartition(":")[2]) if known else network.find_free_port()
    address = f"http://127.0.0.1:{port}"
    os.environ[DEMO_WIRE_ADDRESS] = settings.DEMO_WIRE_ADDRESS = address
    return command_process(DEMO_WIRE, "run_demo_wire", f"--desk={desk}", f"--port={port}")
