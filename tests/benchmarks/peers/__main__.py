"""Newsroom and Wagtail side by side: `python -m tests.benchmarks.peers --stories 10000 [--rows front publish …]`.

The first run installs Wagtail and loads the stories into both; the folder is used again. `--rows` takes words of which
a row's name or group begins with one. Ratios are by rate, and by processor time with the database's; other work on the
machine moves the latter least. Of more than 100,000 stories only ours are asked, and growth is printed against the
figures that the run of 100,000 has left in the folder beside it. A run of all rows ends with the goals, met or short;
`--goals` prints them from the figures of the last run.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.bench_site import NO_CHANGE, SECONDS
from tests.benchmarks.peers import preparing
from tests.benchmarks.peers.addresses import Addresses, addresses_of
from tests.benchmarks.peers.after_changes import after_publications, after_restarts
from tests.benchmarks.peers.busy_desk import busy_desk
from tests.benchmarks.peers.goals import Figures, shortfalls
from tests.benchmarks.peers.importing import measure_import
from tests.benchmarks.peers.memories import disk, memories
from tests.benchmarks.peers.publishing import measure_publishing
from tests.benchmarks.peers.results import keep_results, read_results, smaller_results
from tests.benchmarks.peers.rows import rows
from tests.benchmarks.peers.systems import FLOOR, serve_all
from tests.benchmarks.peers.table import HEAD, figures_of, goals_table, growth_table, line_of
from tests.benchmarks.peers.turns import Compared, compare
from tests.paths import ROOT


class Run:
    def __init__(self, folder: Path, stories: int, words: Sequence[str], seconds: float) -> None:
        self.folder, self.stories, self.words, self.seconds = folder, stories, words, seconds
        self.systems = preparing.prepare(folder, stories)

    def say(self, found: Compared, more: Mapping[str, float] = NO_CHANGE, note: str = "") -> None:
        figures = replace(figures_of(found), **more)
        print(line_of(found, figures, self.stories, note), flush=True)
        keep_results(self.folder, {found.name: figures})

    def pages(self) -> None:
        ours, *theirs = self.addresses()
        found = rows(self.stories, ours, theirs[0] if theirs else None)
        asked = [row for row in found if self.wants(row.name, row.group)]
        if asked:
            with serve_all(self.folder, [FLOOR, *self.systems]) as servers:
                for row in asked:
                    self.say(compare(row, servers, self.seconds))

    def addresses(self) -> list[Addresses]:
        return [addresses_of(system) for system in self.systems]

    def wants(self, name: str, group: str) -> bool:
        return not self.words or any(name.startswith(word) or group == word for word in self.words)

    def after_changes(self) -> None:
        if self.wants("front, restart", "restart"):
            for found in after_restarts(self.folder, self.systems, self.addresses()):
                self.say(found)
        if self.wants("front, published", "published"):
            for found in after_publications(self.folder, self.systems):
                self.say(found)

    def measure_writing(self) -> None:
        if self.wants("publish", "publish"):
            for found in measure_publishing(self.systems):
                self.say(*found)
        if self.wants("import", "import"):
            self.say(measure_import(self.folder, self.systems))

    def under_load(self) -> None:
        if self.wants("busy desk", "busy"):
            for found in busy_desk(self.folder, self.systems, self.addresses(), 3 * self.seconds):
                self.say(*found)
        if self.wants("memory", "memory"):
            for found in memories(self.folder, self.systems, self.addresses()):
                self.say_size(*found)
        if self.wants("disk", "memory"):
            self.say_size(*disk(self.systems, self.stories))

    def say_size(self, name: str, size: float, note: str) -> None:
        figures = Figures(rate=0, memory=size)
        missing = "; ".join(shortfalls(name, figures, self.stories))
        print(f"{name:34}{size:9.2f}  {note}{f'  short: {missing}' if missing else ''}", flush=True)
        keep_results(self.folder, {name: figures})

    def all(self) -> None:
        print(f"{self.stories} stories; load {os.getloadavg()[0]:.1f}")
        print(HEAD)
        self.pages()
        self.after_changes()
        self.measure_writing()
        self.under_load()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=10_000)
    ask.add_argument("--rows", nargs="*", default=[], metavar="WORD")
    ask.add_argument("--folder", type=Path, help="default: var/bench/peers/STORIES")
    ask.add_argument("--seconds", type=float, default=SECONDS)
    ask.add_argument(
        "--goals", action="store_true", help="print the goals; without --rows, from the last figures"
    )
    told = ask.parse_args()
    folder = (told.folder or ROOT / "var" / "bench" / "peers" / str(told.stories)).resolve()
    if told.rows or not told.goals:
        Run(folder, told.stories, told.rows, told.seconds).all()
    found = read_results(folder)
    if told.goals or not told.rows:
        print("\n".join(goals_table(found, told.stories)))
    before, small = smaller_results(folder, told.stories)
    if small.keys() & found.keys():
        print("\n".join(growth_table(small, before, found, told.stories)))


if __name__ == "__main__":
    main()
