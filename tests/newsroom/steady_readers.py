"""Readers who ask for the front page all the time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

from tests.newsroom.processes import PATIENCE


@contextmanager
def steady_readers(port: int, count: int = 3) -> Iterator[Counter[str]]:
    """Ask for the front page all the time, each time in a connection of its own."""
    answers: Counter[str] = Counter()
    stopped = Event()

    def ask() -> None:
        while not stopped.wait(0.01):
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                connection.request("GET", "/", headers={"Host": "localhost"})
                answers[str(connection.getresponse().status)] += 1
            except (OSError, HTTPException) as trouble:
                answers[repr(trouble)] += 1
            finally:
                connection.close()

    readers = [Thread(target=ask) for _ in range(count)]
    for reader in readers:
        reader.start()
    try:
        yield answers
    finally:
        stopped.set()
        for reader in readers:
            reader.join()
