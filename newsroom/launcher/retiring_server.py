"""Granian that listens on sockets of its parent and can leave its work to others."""

from collections.abc import Sequence
from typing import Any

from granian.net import SocketHolder
from granian.server.mp import MPServer, WorkerProcess

from newsroom.launcher.listeners import BACKLOG

RETIRE_SECONDS = 60
"""Seconds for answers under way when other processes have taken over."""


class RetiringServer(MPServer):
    """Server that SIGHUP ends with more time for answers under way.

    Other processes answer new requests then. `listeners` are the file descriptors of its workers' sockets; without
    them it opens its own.
    """

    def __init__(self, target: str, *, listeners: Sequence[int] = (), **options: Any) -> None:
        super().__init__(target, **options)
        self.listeners = listeners

    def signal_handler_reload(self, *_args: Any, **_options: Any) -> None:
        self.workers_kill_timeout = RETIRE_SECONDS
        self.signal_handler_interrupt()

    def _init_shared_socket(self) -> None:
        if self.listeners:
            self._sso = None
        else:
            super()._init_shared_socket()

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> WorkerProcess:
        if self.listeners:
            self._shd = SocketHolder(self.listeners[idx], False, BACKLOG)
        return super()._spawn_worker(idx, target, callback_loader)
