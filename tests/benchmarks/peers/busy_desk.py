"""Readers while stories are published: the job worker runs, every few seconds a story is new or updated.

Eight of ten questions are for the front page, the sections and the newest 200 stories, two for any story of the archive.
The processor time of ours includes the job worker's. Each phase is measured in turns.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from subprocess import DEVNULL, Popen

from tests.benchmarks.bench_site import postmaster_of
from tests.benchmarks.load import TICKS, Measured, Turn, ask_paced, below, question, sum_turns, take_turn
from tests.benchmarks.peers.addresses import Addresses
from tests.benchmarks.peers.systems import Server, System, wagtail
from tests.benchmarks.peers.turns import Compared
from tests.benchmarks.peers.writers import Writer, start_writer

TURNS, QUESTIONS = 2, 20_000
LONG_TAIL, FRONT, SECTIONS = 0.2, 0.16, 0.16
"""Parts of all questions; the rest is for the newest stories."""
PACE = 40.0
"""Requests a second of readers who do not wait for each other."""
SECONDS_BETWEEN = (2, 10)
ACTS = ("new", "update")


def questions(addresses: Addresses, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    return [question(_address(addresses, chance)) for _ in range(QUESTIONS)]


def _address(addresses: Addresses, chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < LONG_TAIL:
        return chance.choice(addresses.tail)
    if drawn < LONG_TAIL + FRONT:
        return "/"
    if drawn < LONG_TAIL + FRONT + SECTIONS:
        return chance.choice(addresses.sections)
    return chance.choice(addresses.newest)


@dataclass(slots=True)
class Side:
    """A system with its readers, its writer and, for ours, its job worker."""

    server: Server
    writer: Writer
    asked: Sequence[bytes]
    worker: int = 0
    turns: dict[int, list[Turn]] = field(default_factory=dict)
    """By seconds between two publications; 0 for none."""
    paced: Measured | None = None
    p99: float = 0

    def spent(self) -> float:
        return (
            self.server.spent()
            + sum(ticks for _, _, ticks in below([self.worker] if self.worker else [])) / TICKS
        )

    def read(self, every: int, seconds: float) -> None:
        with self._publish_meanwhile(every, seconds):
            turn = take_turn(self.server.port, self.asked, self.spent, seconds=seconds)
        self.turns.setdefault(every, []).append(turn)

    def read_paced(self, every: int, seconds: float) -> None:
        before = self.spent()
        with self._publish_meanwhile(every, seconds):
            heard = ask_paced(self.server.port, self.asked, PACE, seconds)
        times = sorted(heard.times)
        self.paced = sum_turns([Turn(times, seconds, self.spent() - before, heard.statuses)])
        self.p99 = times[int(len(times) * 0.99)] * 1000

    @contextmanager
    def _publish_meanwhile(self, every: int, seconds: float) -> Iterator[None]:
        if every == 0:
            yield
            return
        self.server.writers = self.writer.backends
        publisher = get_context("fork").Process(target=publish_every, args=(self.writer, every, seconds))
        publisher.start()
        yield
        publisher.join()

    def found(self, every: int) -> Measured:
        return sum_turns(self.turns[every])


def publish_every(writer: Writer, every: int, seconds: float) -> None:
    """The first after half the pause, so that each turn has as many."""
    begun = time.perf_counter()
    due, number = every / 2, 0
    while due < seconds:
        time.sleep(max(0.0, begun + due - time.perf_counter()))
        writer.write(ACTS[number % len(ACTS)])
        due, number = due + every, number + 1


@contextmanager
def sides(folder: Path, systems: Sequence[System], known: Sequence[Addresses]) -> Iterator[list[Side]]:
    """Ours and, where there is one, Wagtail without and with page cache."""
    postmaster = postmaster_of(folder)
    cached = [(wagtail(folder, page_cache=True), known[1])] if len(systems) > 1 else []
    with ExitStack() as stack:
        found = []
        for system, addresses in [*zip(systems, known, strict=True), *cached]:
            server = stack.enter_context(system.serve(postmaster))
            writer = stack.enter_context(start_writer(system))
            writer.write("new")  # from here on its backend is known
            side = Side(server, writer, questions(addresses, seed=1))
            if system.name == "newsroom":
                side.worker = stack.enter_context(run_worker(system))
            found.append(side)
        yield found


@contextmanager
def run_worker(system: System) -> Iterator[int]:
    """The process of the job worker."""
    command = [system.python, "manage.py", "run_worker"]
    with Popen(command, cwd=system.folder, env=system.variables, stdout=DEVNULL, stderr=DEVNULL) as process:
        yield process.pid
        process.terminate()


Found = tuple[Compared, dict[str, float], str]
"""Row, figures beside those of the row, and a note."""


def busy_desk(
    folder: Path, systems: Sequence[System], known: Sequence[Addresses], seconds: float
) -> Iterator[Found]:
    with sides(folder, systems, known) as found:
        for side in found:  # the first publication has emptied everything
            take_turn(side.server.port, side.asked, side.spent, seconds=2)
        for _ in range(TURNS):
            found[0].read(0, seconds)
            for every in SECONDS_BETWEEN:
                for side in found:
                    side.read(every, max(seconds, 1.5 * every))
        for side in found:
            side.read_paced(SECONDS_BETWEEN[0], seconds * TURNS)
    yield Compared("busy desk, no publication", found[0].found(0)), {}, ""
    for every in SECONDS_BETWEEN:
        yield from rows_of(every, *found)
    yield paced_row(*found)


def rows_of(every: int, ours: Side, *theirs: Side) -> Iterator[Found]:
    quiet, one = ours.found(0), ours.found(every)
    of_quiet, name = one.rate / quiet.rate, f"busy desk, every {every} s"
    note = f"÷ quiet desk {of_quiet:.2f}, by busy {quiet.busy / one.busy:.2f}"
    if not theirs:
        yield Compared(name, one), {"of_quiet": of_quiet}, note
    for side, suffix in zip(theirs, ("", ", page cache"), strict=False):
        yield Compared(name + suffix, one, side.found(every)), {"of_quiet": of_quiet}, note


def paced_row(ours: Side, *theirs: Side) -> Found:
    assert ours.paced is not None
    note = "; ".join(f"{side.server.system.name} p99 {side.p99:.1f} ms" for side in (ours, *theirs))
    return Compared(f"busy desk, {PACE:.0f} requests/s", ours.paced), {"p99": ours.p99}, note
