"""What a publication costs: new, update and correction, with a picture, by either system's own action.

Measured is the act that an editor waits for, with all that it does before it returns; the draft is there before.
"""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.benchmarks.load import Measured
from tests.benchmarks.peers.systems import System
from tests.benchmarks.peers.turns import Compared
from tests.benchmarks.peers.writers import Published, Writer, start_writer

ACTS = ("new", "update", "correction")
TURNS, EACH = 4, 8


def measure_publishing(systems: Sequence[System]) -> Iterator[tuple[Compared, dict[str, float], str]]:
    """Row, figures beside those of the row, and a note with statements."""
    with ExitStack() as stack:
        writers = [stack.enter_context(start_writer(system)) for system in systems]
        for act in ACTS:
            found = written_in_turns(writers, act)
            row = Compared(f"publish, {act}", *map(measure_publications, found))
            inside = max(done.inside for done in found[0])
            yield row, {"statements": inside}, note_on(found)


def written_in_turns(writers: Sequence[Writer], act: str) -> list[list[Published]]:
    found: list[list[Published]] = [[] for _ in writers]
    for writer in writers:
        writer.write(act)  # loads what the first one needs
    for _ in range(TURNS):
        for place, writer in enumerate(writers):
            found[place] += [writer.write(act) for _ in range(EACH)]
    return found


def measure_publications(found: Sequence[Published]) -> Measured:
    """The rate is one publication in the median time."""
    times = sorted(done.seconds for done in found)
    return Measured(
        rate=1 / statistics.median(times),
        p50=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        busy=statistics.mean(done.busy for done in found) * 1e6,
        statuses=frozenset(),
    )


def note_on(found: Sequence[Sequence[Published]]) -> str:
    ours, *theirs = [max(system, key=lambda done: done.statements) for system in found]
    wagtails = f"; Wagtail {theirs[0].statements}" if theirs else ""
    return f"{ours.statements} statements, {ours.inside} in the transaction{wagtails}"
