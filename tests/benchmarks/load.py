"""Readers that ask a server as fast as it answers, and what its processes spent meanwhile."""

import os
import socket
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

PROCESSES, CONNECTIONS = 2, 4
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


def ask_for(port: int, asked: Sequence[bytes], seconds: float, connections: int = CONNECTIONS) -> Heard:
    """So many questions in flight at a time; ends when the time or, of `asked`, the last is over."""
    links = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    times, statuses = [], set()
    questions = iter(asked) if seconds == 0 else cycle(asked)
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
        missing -= len(link.recv(min(missing, 262_144)))
    return int(head[9:12])


def question(path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def measure(port: int, asked: Sequence[bytes], servers: Sequence[int], *, seconds: float) -> Measured:
    """`seconds` of 0 asks every question once: for pages that must not have been made before."""
    parts = [asked[n::PROCESSES] for n in range(PROCESSES)] if seconds == 0 else [asked] * PROCESSES
    before, begun = spent(servers), time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as crowd:
        heard = list(crowd.map(ask_for, [port] * PROCESSES, parts, [seconds] * PROCESSES))
    passed, busy = time.perf_counter() - begun, spent(servers) - before
    times = sorted(moment for part in heard for moment in part.times)
    statuses = frozenset(status for part in heard for status in part.statuses)
    return Measured(
        rate=len(times) / passed,
        p50=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        busy=busy / len(times) * 1e6,
        statuses=statuses,
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
