"""Pauses and turns of replicas, without a server."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
import structlog

from newsroom.db import replicas as module
from newsroom.db.replicas import (
    AWAY_PAUSES,
    LAG_PAUSES,
    PrimaryIdentity,
    Replica,
    ReplicaLags,
    Replicas,
    ReplicaUnfit,
    WrongReplica,
)
from tests.tables import each_of

SETTINGS: dict[str, Any] = {"HOST": "db2.example", "PORT": "", "NAME": "desk"}
IDENTITY = PrimaryIdentity("7713278142691047768", "desk")


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def replica(clock: Clock) -> Replica:
    return Replica(SETTINGS, clock)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    with structlog.testing.capture_logs() as lines:
        monkeypatch.setattr(module, "log", structlog.get_logger())
        yield lines


def ask(replica: Replica, outcome: Exception | None = None) -> bool:
    """Whether the replica was asked; the answer is this error, or none."""
    if not replica.is_due():
        return False
    if isinstance(outcome, ReplicaLags):
        replica._leave_out(LAG_PAUSES, str(outcome))
    else:
        replica._use_again()
    return True


def test_replicas_are_asked_in_turn() -> None:
    servers = [Replica(SETTINGS), Replica(SETTINGS), Replica(SETTINGS)]
    group = Replicas(servers)

    firsts = [servers.index(next(group.take_turns())) for _ in range(6)]

    assert firsts == [0, 1, 2, 0, 1, 2]


def test_a_replica_that_lags_for_long_is_asked_twice_a_second(replica: Replica, clock: Clock) -> None:
    asked_at = []
    for _ in range(4000):
        if ask(replica, ReplicaLags("late")):
            asked_at.append(clock.now)
        clock.now += 0.005

    pauses = [later - earlier for earlier, later in pairwise(asked_at)]
    assert pauses[0] == pytest.approx(LAG_PAUSES[0], abs=0.01)
    assert pauses[-1] == pytest.approx(LAG_PAUSES[1], abs=0.01)
    assert len(asked_at) < 50


def test_one_request_asks_after_a_pause_and_others_do_without(replica: Replica, clock: Clock) -> None:
    ask(replica, ReplicaLags("late"))
    clock.now += LAG_PAUSES[0]

    assert [replica.is_due() for _ in range(3)] == [True, False, False]


def test_a_replica_in_time_is_asked_each_time_again(replica: Replica, clock: Clock) -> None:
    ask(replica, ReplicaLags("late"))
    clock.now += LAG_PAUSES[0]
    ask(replica)

    assert [ask(replica) for _ in range(3)] == [True, True, True]


def test_a_short_lag_is_not_logged_and_a_long_one_once(
    replica: Replica, clock: Clock, log: list[Any]
) -> None:
    ask(replica, ReplicaLags("late"))
    short = list(log)
    for _ in range(100):
        clock.now += 0.1
        ask(replica, ReplicaLags("late"))
    clock.now += 1
    ask(replica)

    assert short == []
    assert [line["event"] for line in log] == ["a replica is left out", "a replica is used again"]


def test_no_request_asks_a_replica_that_is_away(replica: Replica, clock: Clock, monkeypatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(module, "Thread", lambda **how: started.append(how["name"]) or NoThread())
    replica._leave_out(AWAY_PAUSES, "connection refused")
    before = replica.is_due()
    clock.now += AWAY_PAUSES[0]

    assert (before, replica.is_due(), replica.is_due()) == (False, False, False)
    assert started == ["trial of a replica"]


class NoThread:
    def start(self) -> None: ...


def test_the_label_of_a_replica_has_no_password() -> None:
    assert Replica({**SETTINGS, "USER": "desk", "PASSWORD": "secret"}).label == "db2.example:5432/desk"


@each_of(
    [
        (["f", *IDENTITY], "a primary"),
        (["t", "1", "desk"], "another database"),
        (["t", IDENTITY.system, "other"], "another database"),
        ([None, *IDENTITY], "a primary"),
    ]
)
def test_a_server_that_is_no_replica_of_the_database_is_wrong(row: list[str | None], reason: str) -> None:
    with pytest.raises(WrongReplica, match=reason):
        module._check_facts(row, IDENTITY)


def test_a_replica_of_the_database_is_right() -> None:
    module._check_facts(["t", *IDENTITY, "1"], IDENTITY)

    assert issubclass(WrongReplica, ReplicaUnfit)
