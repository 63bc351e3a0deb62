"""First answers after a restart, and after real publications by a process beside the server.

One reader asks alone, so that each answer counts; the rate is one answer in the median time. Before a restarted server
is measured it has answered stories, so that its connections are open and its code is loaded.
"""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.bench_site import postmaster_of
from tests.benchmarks.load import Measured, Turn, ask_for, question, sum_turns, take_turn
from tests.benchmarks.peers.addresses import Addresses
from tests.benchmarks.peers.systems import FLOOR, Server, System
from tests.benchmarks.peers.turns import HELLO, Compared
from tests.benchmarks.peers.writers import Published, Writer, start_writer

RESTARTS, PUBLICATIONS = 5, 25
FLOOR_ANSWERS = 500
Turns = dict[str, list[Turn]]
AFTER: Sequence[tuple[str, str, Callable[[Published], str]]] = (
    ("front, published", "new", lambda _: "/"),
    ("section, published", "new", lambda done: done.section),
    ("person, published", "new", lambda done: done.person),
    ("story, published", "update", lambda done: done.story),
)
"""Row, act before each answer, address asked for."""


def alone_in_turn(server: Server, asked: Sequence[bytes]) -> Turn:
    before = server.spent()
    heard = ask_for(server.port, asked, 0, connections=1)
    return Turn(heard.times, sum(heard.times), server.spent() - before, heard.statuses)


def by_median(turns: Sequence[Turn]) -> Measured:
    found = sum_turns(turns)
    median = statistics.median(moment for turn in turns for moment in turn.times)
    return Measured(1 / median, found.p50, found.p95, found.busy, found.statuses)


def after_restarts(folder: Path, systems: Sequence[System], known: Sequence[Addresses]) -> Iterator[Compared]:
    postmaster = postmaster_of(folder)
    turns: dict[str, Turns] = {name: {} for name in ("front, restart", "section, restart")}
    for _ in range(RESTARTS):
        for system, addresses in zip(systems, known, strict=False):
            with system.serve(postmaster) as server:
                stories = [question(path) for path in addresses.newest[:50]]
                take_turn(server.port, stories, server.spent, seconds=0)
                for name, paths in (("front, restart", ["/"]), ("section, restart", addresses.sections)):
                    turn = alone_in_turn(server, [question(path) for path in paths])
                    turns[name].setdefault(system.name, []).append(turn)
    with FLOOR.serve(postmaster) as server:
        floor = by_median([alone_in_turn(server, HELLO * FLOOR_ANSWERS)])
    for name, found in turns.items():
        yield Compared(name, *(by_median(found[system.name]) for system in systems), floor=floor)


def after_publications(folder: Path, systems: Sequence[System]) -> Iterator[Compared]:
    postmaster = postmaster_of(folder)
    with ExitStack() as stack:
        floor = stack.enter_context(FLOOR.serve(postmaster))
        servers = [stack.enter_context(system.serve(postmaster)) for system in systems]
        writers = [stack.enter_context(start_writer(system)) for system in systems]
        for server in servers:  # both workers have made the page once
            take_turn(server.port, [question("/")] * 40, server.spent, seconds=0)
        for name, act, address in AFTER:
            turns: list[list[Turn]] = [[] for _ in servers]
            for _ in range(PUBLICATIONS):
                for place, (server, writer) in enumerate(zip(servers, writers, strict=True)):
                    turns[place].append(asked_after(server, writer, act, address))
            base = by_median([alone_in_turn(floor, HELLO * FLOOR_ANSWERS)])
            yield Compared(name, *map(by_median, turns), floor=base)


def asked_after(server: Server, writer: Writer, act: str, address: Callable[[Published], str]) -> Turn:
    done = writer.write(act)
    server.writers = writer.backends
    return alone_in_turn(server, [question(address(done))])
