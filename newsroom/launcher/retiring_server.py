"""Granian that listens on sockets of its parent and can leave its work to others."""

import os
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from granian import net
from granian.server.mp import MPServer, WorkerProcess

from newsroom.launcher.listeners import BACKLOG

RETIRE_SECONDS = 60
"""Seconds for answers under way when other processes have taken over."""
LAST_REQUEST_SECONDS = 1.0
"""Seconds in which a connection that was accepted last may send its request: granian closes one without a request."""
socket_holder: Any = net.SocketHolder  # type: ignore[attr-defined]  # granian describes it without its arguments


class RetiringServer(MPServer):
    """Server that SIGHUP ends with more time for answers under way.

    Other processes answer new requests then. `listeners` are the file descriptors of its workers' sockets; without
    them it opens its own.
    """

    _shd: Any
    _sso: Any = None

    def __init__(self, target: str, *, listeners: Sequence[int] = (), **options: Any) -> None:
        super().__init__(target, **options)
        self.listeners = listeners

    def signal_handler_reload(self, *_args: Any, **_options: Any) -> None:
        self.workers_kill_timeout = RETIRE_SECONDS
        if not self.listeners:
            self.end_workers()
            return
        for worker in self.wrks:
            with suppress(ProcessLookupError):
                os.kill(worker.inner.pid, signal.SIGHUP)
        Timer(LAST_REQUEST_SECONDS, self.end_workers).start()

    def end_workers(self) -> None:
        self.interrupt_signal = True
        self.main_loop_interrupt.set()

    def _init_shared_socket(self) -> None:
        if not self.listeners:
            super()._init_shared_socket()  # type: ignore[no-untyped-call]  # granian's own

    def _spawn_worker(self, *args: Any, **options: Any) -> WorkerProcess:
        if self.listeners:
            self._shd = socket_holder(self.listeners[options["idx"]], False, BACKLOG)
        return super()._spawn_worker(*args, **options)


def accept_no_more(listeners: Sequence[int]) -> None:
    """Leave new connections on these sockets to the other processes that listen there.

    Granian has copies of the file descriptors. Each of them becomes a socket that nobody connects to. Linux only, like
    SIGHUP itself.
    """
    sockets = {os.fstat(listener).st_ino for listener in listeners}
    with socket.create_server(("127.0.0.1", 0)) as unused:
        unused.setblocking(False)
        for file in list(Path("/proc/self/fd").iterdir()):
            with suppress(OSError):
                if os.fstat(int(file.name)).st_ino in sockets:
                    os.dup2(unused.fileno(), int(file.name), inheritable=False)
