"""Granian that listens on sockets of its parent and can leave its work to others."""

from collections.abc import Sequence
from typing import Any

from granian import net
from granian.server.mp import MPServer, WorkerProcess

from newsroom.launcher.listeners import BACKLOG

RETIRE_SECONDS = 60
"""Seconds for answers under way when other processes have taken over."""
socket_holder: Any = net.SocketHolder  # type: ignore[attr-defined]  # granian describes it without its arguments


class RetiringServer(MPServer):
    """Server that SIGHUP ends with more time for answers under way.

    Other processes answer new requests then. `listeners` are the file descriptors of its workers' sockets; without
    them it opens its own.
    """

    _shd: Any

    def __init__(self, target: str, *, listeners: Sequence[int] = (), **options: Any) -> None:
        super().__init__(target, **options)
        self.listeners = listeners

    def signal_handler_reload(self, *_args: Any, **_options: Any) -> None:
        self.workers_kill_timeout = RETIRE_SECONDS
        self.interrupt_signal = True
        self.main_loop_interrupt.set()

    def _init_shared_socket(self) -> None:
        if self.listeners:
            self._sso = None
        else:
            base: Any = super()
            base._init_shared_socket()

    def _spawn_worker(self, *args: Any, **options: Any) -> WorkerProcess:
        if self.listeners:
            self._shd = socket_holder(self.listeners[options["idx"]], False, BACKLOG)
        return super()._spawn_worker(*args, **options)
