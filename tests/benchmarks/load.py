"""Readers that ask a server as fast as it answers, and what its processes spent meanwhile."""

import os
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

PROCESSES, CONNECTIONS = 2, 4
READERS = 32
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    rate: float
    """Answers a second."""
    p50: float
    p95: float
    """Milliseconds."""
    busy: float
    """Microseconds of processor time the server's processes and the database spent on an answer."""
    statuses: frozenset[int]


@dataclass(frozen=True, slots=True)
class Heard:
    times: Sequence[float]
    statuses: frozenset[int]


@dataclass(frozen=True, slots=True)
class Turn:
    """What readers heard of one system before it was the next one's turn."""

    times: Sequence[float]
    passed: float
    """Seconds."""
    busy: float
    """Seconds of processor time."""
    statuses: frozenset[int]


def ask_for(
    port: int, asked: Sequence[bytes], seconds: float, connections: int = CONNECTIONS, *, once: bool = False
) -> Heard:
    """So many questions in flight at a time; ends when the time or, if each is asked `once`, the last is over."""
    links = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    times, statuses = [], set()
    questions = iter(asked) if once or seconds == 0 else cycle(asked)
    end = time.perf_counter() + (seconds or 60)
    while time.perf_counter() < end:
        sent = []
        for link, question in zip(links, questions, strict=False):
            link.sendall(question)
            sent.append((link, time.perf_counter()))
        if not sent:
            break
        for link, begun in sent:
            statuses.add(status_of_answer(link))
            times.append(time.perf_counter() - begun)
    for link in links:
        link.close()
    return Heard(times, frozenset(statuses))


def ask_paced(port: int, asked: Sequence[bytes], per_second: float, seconds: float) -> Heard:
    """So many questions a second, whether or not the earlier ones are answered; waiting counts from when it was due."""
    begun = time.perf_counter() + 0.1
    due = [
        (begun + n / per_second, question)
        for n, question in zip(range(int(per_second * seconds)), cycle(asked))
    ]
    with ThreadPoolExecutor(READERS) as readers:
        heard = list(readers.map(lambda one: _ask_when_due(port, *one), due))
    return Heard([waited for waited, _ in heard], frozenset(status for _, status in heard))


def _ask_when_due(port: int, due: float, question: bytes) -> tuple[float, int]:
    time.sleep(max(0.0, due - time.perf_counter()))
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.sendall(question)
        status = status_of_answer(link)
    return time.perf_counter() - due, status


def status_of_answer(link: socket.socket) -> int:
    heard = link.recv(65_536)
    while b"\r\n\r\n" not in heard:
        more = link.recv(65_536)
        if not more:
            raise ConnectionError("the server hung up")
        heard += more
    head, _, body = heard.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
    )
    missing = length - len(body)
    while missing > 0:
        more = len(link.recv(min(missing, 262_144)))
        if not more:
            raise ConnectionError("the server hung up")
        missing -= more
    return int(head[9:12])


def question(path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def measure(port: int, asked: Sequence[bytes], servers: Sequence[int], *, seconds: float) -> Measured:
    """`seconds` of 0 asks every question once: for pages that must not have been made before."""
    return sum_turns([take_turn(port, asked, lambda: spent(servers), seconds=seconds, once=seconds == 0)])


def take_turn(
    port: int, asked: Sequence[bytes], clock: Callable[[], float], *, seconds: float, once: bool = False
) -> Turn:
    """`clock` tells the processor time that the system has spent so far."""
    parts = [asked[n::PROCESSES] if once else asked for n in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as crowd:
        list(crowd.map(abs, range(PROCESSES)))  # the processes are there before the time begins
        before, begun = clock(), time.perf_counter()
        asking = [crowd.submit(ask_for, port, part, seconds, once=once) for part in parts]
        heard = [one.result() for one in asking]
        passed, busy = time.perf_counter() - begun, clock() - before
    times = [moment for part in heard for moment in part.times]
    return Turn(times, passed, busy, frozenset(status for part in heard for status in part.statuses))


def sum_turns(turns: Sequence[Turn]) -> Measured:
    times = sorted(moment for turn in turns for moment in turn.times)
    return Measured(
        rate=len(times) / sum(turn.passed for turn in turns),
        p50=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        busy=sum(turn.busy for turn in turns) / len(times) * 1e6,
        statuses=frozenset(status for turn in turns for status in turn.statuses),
    )


def alone(port: int, asked: Sequence[bytes]) -> float:
    """Milliseconds that half of all readers wait at most when only one asks at a time."""
    return statistics.median(ask_for(port, asked, 0, connections=1).times) * 1000


def spent(roots: Sequence[int]) -> float:
    """Seconds of processor time of these processes and all below them."""
    return sum(ticks for _, _, ticks in below(roots)) / TICKS


def memory(roots: Sequence[int]) -> float:
    """Mebibytes, shared pages divided among those who share them."""
    total = 0
    for pid, _, _ in below(roots):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def below(roots: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(process, parent, ticks) of the roots and their descendants, with what ended children had spent."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(file.parent.name)] = (int(rest[1]), sum(map(int, rest[11:15])))
    wanted = set(roots)
    while grown := {pid for pid, (parent, _) in found.items() if parent in wanted} - wanted:
        wanted |= grown
    return ((pid, *found[pid]) for pid in wanted if pid in found)
