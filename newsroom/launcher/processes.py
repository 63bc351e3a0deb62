"""Processes of a desk."""

import os
import sys
from functools import partial

from django.conf import settings
from django.core.management import call_command

from newsroom.env import DEMO_WIRE_ADDRESS
from newsroom.launcher import granian_server, network
from newsroom.launcher.supervisor import ChildProcess

WEB_SERVER, WORKER, INTAKE, DEMO_WIRE = "web server", "worker", "intake", "demo wire"


def web_server_process(host: str, port: int) -> ChildProcess:
    """Return the process of the web server, which starts its workers."""
    arguments = [
        "--interface=rsgi", "--no-ws", f"--workers={settings.WEB_WORKERS}", "--log-level=warning",
        f"--http1-header-read-timeout={granian_server.HEAD_MILLISECONDS}", "--respawn-failed-workers",
        f"--workers-kill-timeout={granian_server.STOP_SECONDS}", f"--host={host}", f"--port={port}",
        granian_server.APPLICATION,
    ]  # fmt: skip
    return ChildProcess(
        WEB_SERVER,
        [sys.executable, "-m", "newsroom.launcher.granian_server", *arguments],
        diagnose=partial(network.port_problem, host, port),
        run=partial(granian_server.serve, host, port),
    )


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
