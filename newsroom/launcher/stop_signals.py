"""Signals that end a command."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def interrupt_on_stop_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt on a request to stop or a closed terminal, once."""
    for sign in STOP_SIGNALS:
        signal.signal(sign, interrupt)
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


def interrupt(_signal: int, _frame: object) -> None:
    ignore_stop_signals()
    raise KeyboardInterrupt


def ignore_stop_signals() -> None:
    for sign in STOP_SIGNALS:
        signal.signal(sign, signal.SIG_IGN)
