"""Process forked from this one, which shares the memory of the loaded code.

Forking is safe before this process has started a thread or connected to the database.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import setproctitle
import structlog

POLL_SECONDS = 0.02
UNKNOWN_EXIT = 1
"""Exit code of a process whose own is lost."""

log = structlog.get_logger(__name__)


def can_fork() -> bool:
    """Return whether a fork is safe; system libraries of macOS do not allow it."""
    return sys.platform == "linux" and threading.active_count() == 1


class ForkedProcess:
    """Child process that runs a function, with the methods of `subprocess.Popen`."""

    def __init__(
        self, run: Callable[[], object], *, title: str, folder: Path, environment: Mapping[str, str]
    ) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            run_and_exit(run, title=title, folder=folder, environment=environment)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:  # its exit was collected with those of adopted processes
                self.returncode = UNKNOWN_EXIT
                return self.returncode
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        deadline = time.monotonic() + timeout if timeout is not None else None
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("fork", timeout or 0.0)
            time.sleep(POLL_SECONDS)
        return code

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, sign: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, sign)


def run_and_exit(
    run: Callable[[], object], *, title: str, folder: Path, environment: Mapping[str, str]
) -> None:
    """Run the function and end this process.

    Nothing is done that the parent would do at its end.
    """
    code = 1
    try:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_DFL)
        setproctitle.setproctitle(title)
        os.environ.update(environment)
        os.chdir(folder)
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
    finally:  # nothing may return into the parent's code
        if (trouble := sys.exception()) is not None:
            log.critical("a process ended by an error", exc_info=trouble)
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
