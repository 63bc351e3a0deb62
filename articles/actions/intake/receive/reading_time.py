"""Limit of the time in which a file is read, so that its neighbours go on."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer, get_ident

from articles.parsing.errors import CopyError, gettext_noop

MAX_SECONDS = 10.0
"""An ordinary file takes some milliseconds, the largest one some seconds."""


class ReadingTookTooLong(CopyError):
    what = gettext_noop("The text was not read to the end: that took more than {seconds} seconds.")
    why = gettext_noop(
        "The file is stored unchanged. Read it again, or ask the sender to send it in several files."
    )


class _TimeIsOver(Exception):
    """The limit as it is raised in the thread that reads."""


@contextmanager
def limit_reading() -> Iterator[None]:
    """Raise ReadingTookTooLong in the block if it takes too long.

    It may end anywhere in the block, which therefore must only compute: no query, no lock, no file.
    """
    thread, lock, is_running = ctypes.c_ulong(get_ident()), Lock(), True

    def end_reading() -> None:
        with lock:
            if is_running:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(_TimeIsOver))

    timer = Timer(MAX_SECONDS, end_reading)
    timer.daemon = True
    timer.start()
    try:
        try:
            yield
        finally:
            timer.cancel()
            with lock:
                is_running = False
                # Take back what came too late to end the block.
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)
    except _TimeIsOver:
        raise ReadingTookTooLong(seconds=round(MAX_SECONDS)) from None
