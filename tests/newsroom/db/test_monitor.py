import threading
import time
from collections.abc import Callable

import psycopg
import pytest

from newsroom.db import monitor
from newsroom.db.monitor import DatabaseMonitor
from newsroom.db.probe import ConnectionRefused
from tests.newsroom.processes import soon

GONE = psycopg.OperationalError("connection refused")


class Server:
    """Reached or not; counts how often it was asked for."""

    def __init__(self, trouble: Exception | None) -> None:
        self.trouble, self.asked, self.renewed = trouble, 0, 0

    def reach(self) -> None:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble

    def renew(self) -> None:
        self.renewed += 1


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor, "PAUSE_SECONDS", 0.01)


def watched(server: Server) -> DatabaseMonitor:
    return DatabaseMonitor(server.reach, server.renew)


def idle(database: DatabaseMonitor) -> Callable[[], bool]:
    return lambda: database.watcher is None


def test_a_database_that_cannot_be_reached_is_away_until_it_can() -> None:
    server = Server(GONE)
    database = watched(server)
    database.report("lost")
    away = soon(lambda: database.is_away)

    server.trouble = None

    assert (away, soon(lambda: not database.is_away)) == (True, True)


def test_connections_of_before_are_given_up_before_requests_are_served_again() -> None:
    server = Server(GONE)
    database = watched(server)
    seen: list[bool] = []
    database.renew = lambda: seen.append(database.is_away)
    database.report("lost")
    soon(lambda: database.is_away)

    server.trouble = None
    soon(idle(database))

    assert seen == [True]


def test_one_lost_connection_while_the_database_runs_refuses_nobody() -> None:
    server = Server(None)
    database = watched(server)
    database.report("lost")
    soon(idle(database))

    assert (database.is_away, server.renewed) == (False, 1)


@pytest.mark.parametrize(
    "trouble",
    [
        ConnectionRefused("password authentication failed"),
        psycopg.OperationalError("sorry, too many clients"),
    ],
)
def test_a_server_that_lets_no_more_in_still_serves_open_connections(trouble: Exception) -> None:
    server = Server(trouble)
    database = watched(server)
    database.report("lost")
    soon(idle(database))

    assert not database.is_away


def test_a_crowd_of_failed_requests_makes_one_thread_look_for_the_database() -> None:
    server = Server(GONE)
    database = watched(server)
    before = threading.active_count()
    for _request in range(50):
        database.report("lost")
    more = threading.active_count() - before

    server.trouble = None
    soon(idle(database))

    assert more == 1


def test_an_outage_is_two_lines_in_the_log_however_many_requests_fail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []

    class Log:
        def error(self, event: str, **facts: object) -> None:
            lines.append(event)

        info = error

    monkeypatch.setattr(monitor, "log", Log())
    server = Server(GONE)
    database = watched(server)
    for _request in range(20):
        database.report("lost")
    soon(lambda: server.asked > 5)
    server.trouble = None
    soon(lambda: len(lines) == 2)
    time.sleep(0.05)

    assert lines == ["the database is away; answering 503 until it is back", "the database is back"]
