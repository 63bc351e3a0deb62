"""Threads of tests, each with database connections of its own."""

from collections.abc import Callable
from threading import Thread

from django.db import connections


def start_thread(run: Callable[[], object]) -> Thread:
    """Run a function in another thread, and close its connections at the end."""

    def run_and_close() -> None:
        try:
            run()
        finally:
            connections.close_all()

    thread = Thread(target=run_and_close)
    thread.start()
    return thread
