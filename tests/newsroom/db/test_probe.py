import socket
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from newsroom.db import probe as probing
from newsroom.db.monitor import default_conninfo
from newsroom.db.probe import ConnectionRefused, probe, wait_until_reachable

NOWHERE = "postgresql://desk:topsecret@127.0.0.1:1/newsroom"


@pytest.fixture
def url() -> str:
    return make_conninfo(**default_conninfo())


def test_a_database_that_answers_is_reached(url: str) -> None:
    probe(url)


def test_a_server_that_knows_no_such_account_refuses(url: str) -> None:
    with pytest.raises(ConnectionRefused, match="stranger"):
        probe(make_conninfo(url, user="stranger"))


def test_a_server_that_knows_no_such_database_refuses(url: str) -> None:
    with pytest.raises(ConnectionRefused, match="nowhere"):
        probe(make_conninfo(url, dbname="nowhere"))


@pytest.mark.parametrize("address", [NOWHERE, "postgresql://desk@nowhere.invalid/newsroom"])
def test_a_server_that_is_not_there_is_no_refusal(address: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        probe(address)


def test_a_server_that_accepts_connections_and_says_nothing_is_given_up_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()

        with pytest.raises(psycopg.OperationalError):
            probe(f"postgresql://desk@127.0.0.1:{silent.getsockname()[1]}/newsroom")

        assert time.monotonic() - began < 60  # it would be silent for ever


def test_waiting_says_once_why_and_ends_when_the_database_answers(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = iter([NOWHERE, NOWHERE, NOWHERE, url])
    monkeypatch.setattr(probing, "probe", lambda _url: probe(next(addresses)))
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    said: list[str] = []

    wait_until_reachable(url, said.append, give_up_if_refused=True)

    assert [words.split(":")[0] for words in said] == [
        "the database cannot be reached, waiting for it",
        "the database answers",
    ]
    assert "topsecret" not in said[0]


def test_pauses_between_two_attempts_stay_short(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = iter([NOWHERE] * 8 + [url])
    pauses: list[float] = []
    monkeypatch.setattr(probing, "probe", lambda _url: probe(next(addresses)))
    monkeypatch.setattr(time, "sleep", pauses.append)

    wait_until_reachable(url, lambda words: None, give_up_if_refused=True)

    assert pauses == [0.5, 1, 2, 2, 2, 2, 2, 2]


def test_the_worker_waits_even_for_a_database_that_refuses_it(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = iter([make_conninfo(url, user="stranger"), url])
    monkeypatch.setattr(probing, "probe", lambda _url: probe(next(addresses)))
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)

    wait_until_reachable(url, lambda words: None, give_up_if_refused=False)


@pytest.mark.django_db
def test_the_monitor_asks_the_server_that_django_uses() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert default_conninfo()["dbname"] == cursor.fetchone()[0]


def test_the_probe_needs_nothing_of_django() -> None:
    assert "django" not in Path(probing.__file__).read_text()
