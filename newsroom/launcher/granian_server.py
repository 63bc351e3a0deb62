"""Granian with preloaded code; as a program it takes granian's own options.

The workers are forked after the code is loaded and share its memory. Nothing loaded here may hold a connection or a
thread.
"""

import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Sequence
from multiprocessing.util import register_after_fork

from django.conf import settings
from django.db import connections

from newsroom.env import IN_WEB_SERVER, read_environment
from newsroom.launcher.first_pages import build_first_pages
from newsroom.launcher.preload import freeze_memory, load_product
from newsroom.memory import return_large_blocks

APPLICATION = "newsroom.rsgi:application"
HEAD_MILLISECONDS = 10_000
"""Time in which a client has to send the head of a request."""
STOP_SECONDS = 3
"""Seconds for answers under way when the desk is stopped."""
WORKER_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(host: str, port: int) -> None:
    """Run the web server."""
    from granian import Granian  # noqa: PLC0415  # only the web server needs it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.http import HTTP1Settings  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    load_application()
    Granian(
        APPLICATION, address=host, port=port, interface=Interfaces.RSGI, websockets=False,
        workers=settings.WEB_WORKERS, log_level=LogLevels.warning, respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS, http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS),
    ).serve()  # fmt: skip


def load_application() -> None:
    """Load the application and prepare the forks of the workers."""
    if settings.configured:  # this process was forked from `up`
        use_database_of_web_server()
    import newsroom.wsgi as web  # noqa: PLC0415  # loads settings for a web server

    load_product()
    return_large_blocks()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        let_signals_end_workers()
        register_after_fork(web, lambda _module: build_first_pages(web.application))
    freeze_memory()


def let_signals_end_workers() -> None:
    """Let a signal end a worker that has just been forked.

    A fork has the handlers of its parent. They would note the signal in a copy of the parent's object, and the parent
    would wait for a worker that goes on. Granian sets the worker's own handlers once it has loaded.
    """
    masks: list[set[signal.Signals | int]] = []

    def hold_signals() -> None:
        masks.append(set(signal.pthread_sigmask(signal.SIG_BLOCK, WORKER_SIGNALS)))

    def continue_parent() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, masks.pop())

    def continue_worker() -> None:
        for sign in WORKER_SIGNALS:
            signal.signal(sign, signal.SIG_DFL)
        continue_parent()

    os.register_at_fork(before=hold_signals, after_in_parent=continue_parent, after_in_child=continue_worker)


def use_database_of_web_server() -> None:
    """Replace the settings of `up`, which waits longer for the database."""
    os.environ[IN_WEB_SERVER] = "true"
    database = read_environment().database
    del os.environ[IN_WEB_SERVER]
    connections.settings["default"].update(connections.configure_settings({"default": database})["default"])


def main(options: Sequence[str]) -> None:
    load_application()
    sys.argv = ["granian", *options]
    runpy.run_module("granian", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
