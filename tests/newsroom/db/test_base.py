"""Requests in a process whose database is away wait for nobody."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connections

from newsroom.db.base import Connection, check_connection
from newsroom.db.monitor import database, default_conninfo
from newsroom.env import database_settings as entry


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "away_since", 1.0)


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    reasons: list[str] = []
    monkeypatch.setattr(type(database), "report", lambda _monitor, reason: reasons.append(reason))
    return reasons


@pytest.fixture
def link() -> Iterator[Connection]:
    connection: Any = Connection.connect(**default_conninfo(), autocommit=True)
    yield connection
    connection.close()


@pytest.mark.django_db
def test_nobody_waits_for_a_connection_to_a_database_that_is_known_to_be_away(away: None) -> None:
    wrapper = connections.create_connection("default")
    began = time.monotonic()

    with pytest.raises(OperationalError, match="the database is away"):
        wrapper.ensure_connection()

    assert time.monotonic() - began < 0.2


def test_a_slow_statement_makes_the_monitor_look_and_ends_as_it_would(
    link: Connection, reports: list[str]
) -> None:
    found = link.execute("SELECT 'slow' FROM pg_sleep(1.6)").fetchone()

    assert (found, bool(reports), reports[0][:16]) == (("slow",), True, "no answer for 1.")


def test_a_quick_statement_troubles_nobody(link: Connection, reports: list[str]) -> None:
    assert (link.execute("SELECT 'quick'").fetchone(), reports) == (("quick",), [])


def test_a_statement_without_an_answer_is_left_when_the_database_is_away(
    link: Connection, away: None
) -> None:
    began = time.monotonic()

    with pytest.raises(psycopg.OperationalError, match="the database is away"):
        link.execute("SELECT pg_sleep(3)")

    assert (link.closed, time.monotonic() - began < 2.9) == (True, True)


@pytest.mark.parametrize("statement", ["SELECT 1/0", "SELECT nonsense"])
def test_an_error_of_the_statement_comes_through(link: Connection, statement: str) -> None:
    with pytest.raises(psycopg.ProgrammingError if "nonsense" in statement else psycopg.DataError):
        link.execute(statement)


def test_a_process_that_serves_requests_waits_shorter_than_one_that_migrates() -> None:
    waits = [entry("postgresql:///x", in_web_server=web)["WAIT_SECONDS"] for web in (True, False)]

    assert waits == [1.5, 5.0]


def test_long_silent_statements_are_left_alone_outside_the_web_server() -> None:
    classes = [
        entry("postgresql:///x", in_web_server=web)["OPTIONS"]["pool"]["connection_class"]
        for web in (True, False)
    ]

    assert classes == [Connection, psycopg.Connection]


def test_an_open_connection_is_checked_once_in_a_while(link: Connection) -> None:
    check_connection(link)
    first = link.checked_at
    check_connection(link)

    assert (first > 0, link.checked_at) == (True, first)


def test_a_connection_that_the_server_ended_is_found_without_waiting(link: Connection) -> None:
    check_connection(link)
    with psycopg.connect(**default_conninfo(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [link.info.backend_pid])

    with pytest.raises(psycopg.OperationalError):
        check_connection(link)


def test_only_the_web_server_leaves_the_check_to_the_socket() -> None:
    pools = [entry("postgresql:///x", in_web_server=web)["OPTIONS"]["pool"] for web in (True, False)]

    assert [pool.get("check") for pool in pools] == [check_connection, None]
