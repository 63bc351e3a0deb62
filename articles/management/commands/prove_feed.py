"""Prove on a desk of its own that mirrors of the feed end equal to what they are granted."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.proof.conduct import WRITERS, Outcome, Plan, Report, prove
from articles.proof.ground import GroundLost
from newsroom.supervisor import stop_signals_interrupt

SHOWN = 5
"""Faults of one kind that are spelled out."""


class Command(BaseCommand):
    help = (
        "Prove the partner feed on a desk of its own: twelve writers, five mirrors, rollbacks, embargoes, changing "
        "contracts and rights, and a database killed in the middle. Ends with 1 where a mirror differs."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--publishes", type=int, default=2000, help="how many (default %(default)s)")
        parser.add_argument(
            "--seed", type=int, default=1, help="of the writers' chances (default %(default)s)"
        )
        parser.add_argument(
            "--processes", type=int, default=3, choices=[1, 2, 3, 4, 6, 12],
            help="among which the writers are divided (default %(default)s)",
        )  # fmt: skip
        parser.add_argument("--folder", type=Path, help="an empty one for the desk, kept afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path | None = options["folder"]
        if folder is not None and folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty; the proof needs a folder of its own.")
        if options["publishes"] < WRITERS:
            raise CommandError(f"--publishes: at least {WRITERS}, one for each writer.")
        plan = Plan(options["publishes"], options["seed"], options["processes"], folder and folder.absolute())
        try:
            with stop_signals_interrupt():
                report = prove(plan, self.tell)
        except (GroundLost, ConnectionError) as trouble:
            raise CommandError(f"The proof broke off: {trouble}") from trouble
        for line in lines_of(report):
            self.stdout.write(line)
        if not report.holds:
            raise CommandError("The feed does not hold.")

    def tell(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()


def lines_of(report: Report) -> Iterator[str]:
    rows = sum(report.kinds.values())
    yield ""
    yield (
        f"{rows} rows of the log in {report.seconds:.0f} s, {rows / report.seconds:.0f} a second; {report.stories} "
        f"stories; {report.undone} acts rolled back or refused; database killed {report.restarts} time(s)"
    )
    yield "by kind: " + ", ".join(f"{kind} {count}" for kind, count in sorted(report.kinds.items()))
    yield ""
    heads = (
        "granted",
        "missed",
        "differ",
        "repeated",
        "disordered",
        "leaked",
        "pages",
        "puts",
        "gone",
        "resets",
    )
    yield f"{'mirror':20}" + "".join(f"{head:>11}" for head in heads)
    for outcome in report.outcomes:
        yield f"{outcome.mirror.name:20}" + "".join(f"{number:>11}" for number in numbers_of(outcome))
    yield ""
    for outcome in report.outcomes:
        yield from faults_of(outcome)
    yield from (f"log: {fault}" for fault in report.log_faults[:SHOWN])
    yield "All equal: nothing missed, repeated or leaked." if report.holds else "NOT equal."


def numbers_of(outcome: Outcome) -> tuple[int, ...]:
    told = outcome.mirror.told
    return (
        outcome.granted, len(outcome.missed), len(outcome.differing), len(told.repeated), len(told.disordered),
        len(outcome.leaked), told.pages, told.puts, told.gone, told.resets,
    )  # fmt: skip


def faults_of(outcome: Outcome) -> Iterator[str]:
    told = outcome.mirror.told
    found = {
        "missed": outcome.missed, "differs": outcome.differing, "repeated": told.repeated,
        "out of order": told.disordered, "leaked": outcome.leaked,
    }  # fmt: skip
    for kind, faults in found.items():
        yield from (f"{outcome.mirror.name}: {kind}: {fault}" for fault in faults[:SHOWN])
