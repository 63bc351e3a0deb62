"""Signals that end a command or make `up` load itself again."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ReloadRequest:
    """Request of the operator, by SIGHUP, for new processes with newly loaded code.

    A terminal that is closed sends SIGHUP, too; then the command ends.
    """

    def __init__(self, *, has_terminal: bool) -> None:
        self.has_terminal = has_terminal
        self.is_pending = False

    def handle(self, sign: int, frame: FrameType | None) -> None:
        if sys.platform != "linux" or (self.has_terminal and not can_open_terminal()):
            interrupt(sign, frame)
        self.is_pending = True


def can_open_terminal() -> bool:
    """Return whether this process has a controlling terminal that is still open."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


@contextmanager
def interrupt_on_stop_signals(
    on_hangup: Callable[[int, FrameType | None], None] | None = None,
) -> Iterator[None]:
    """Raise KeyboardInterrupt on SIGINT and SIGTERM, once.

    Also on SIGHUP unless it has a handler.
    """
    for sign in STOP_SIGNALS:
        signal.signal(sign, interrupt)
    if on_hangup is not None:
        signal.signal(signal.SIGHUP, on_hangup)
    try:
        yield
    finally:
        ignore_stop_signals()


def create_stop_event() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set, for a command with a loop."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda _signal, _frame: stop.set())
    return stop


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    ignore_stop_signals()
    raise KeyboardInterrupt


def ignore_stop_signals() -> None:
    for sign in STOP_SIGNALS:
        signal.signal(sign, signal.SIG_IGN)
