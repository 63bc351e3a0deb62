"""One row, in turns: the floor, ours and Wagtail, several times each."""

import gzip
import http.client
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.load import Measured, Turn, alone, question, sum_turns, take_turn
from tests.benchmarks.peers.rows import Row
from tests.benchmarks.peers.systems import Server

TURNS = 3
HELLO = [question("/")]
LOADING = 16
"""Questions of a row of first answers that only load the code of both workers."""


@dataclass(frozen=True, slots=True)
class Compared:
    name: str
    ours: Measured
    theirs: Measured | None = None
    floor: Measured | None = None
    alone: float | None = None
    """Milliseconds that half of the readers of ours wait at most when only one asks at a time."""

    @property
    def by_rate(self) -> float | None:
        return self.ours.rate / self.theirs.rate if self.theirs else None

    @property
    def by_busy(self) -> float | None:
        return self.theirs.busy / self.ours.busy if self.theirs and self.ours.busy else None

    @property
    def of_floor(self) -> float | None:
        return self.ours.rate / self.floor.rate if self.floor else None


def compare(row: Row, servers: Sequence[Server], seconds: float) -> Compared:
    """`servers` begin with the floor and ours; a turn takes a third of the time."""
    questions = zip(
        servers[1:], (row.ours, row.theirs), strict=False
    )  # of a large archive ours alone are asked
    asked = [HELLO, *(prepare_requests(row, server, asked) for server, asked in questions)]
    turns: list[list[Turn]] = [[] for _ in servers]
    for number in range(TURNS):
        for place, server in enumerate(servers):
            once = row.once and place > 0
            part = asked[place][number::TURNS] if once else asked[place]
            share = seconds / TURNS / (2 if place == 0 else 1)
            turns[place].append(take_turn(server.port, part, server.spent, seconds=share, once=once))
    floor, ours, *theirs = [sum_turns(found) for found in turns]
    waited = alone(servers[1].port, row.alone) if row.alone else None
    return Compared(row.name, ours, theirs[0] if theirs else None, floor, waited)


def prepare_requests(row: Row, server: Server, asked: Sequence[bytes]) -> Sequence[bytes]:
    """The questions, after their answers have been made where the row is of warm ones."""
    if row.once:
        check(server, asked[-1])
        take_turn(server.port, asked[-LOADING:], server.spent, seconds=0, once=True)
        return asked[:-LOADING]
    tag = check(server, asked[0])
    if row.unchanged:
        asked = [one.replace(b"\r\n\r\n", f"\r\nIf-None-Match: {tag}\r\n\r\n".encode()) for one in asked[:1]]
    take_turn(server.port, list(asked) * 4, server.spent, seconds=0, once=True)
    return asked


def check(server: Server, asked: bytes) -> str:
    """The validator of the answer, which has to be a complete one and compressed."""
    head = asked.decode().split("\r\n")
    link = http.client.HTTPConnection("127.0.0.1", server.port)
    link.request("GET", head[0].split()[1], headers=dict(line.split(": ", 1) for line in head[1:] if line))
    answer = link.getresponse()
    body = answer.read()
    if answer.status != 200 or not gzip.decompress(body):
        raise ValueError(f"{server.system.name} answered {answer.status} to {head[0]}")
    return answer.headers.get("ETag", "")
