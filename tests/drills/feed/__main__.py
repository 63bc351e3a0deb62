"""`python -m tests.drills.feed`: prove that mirrors equal the granted stories."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsroom.launcher.stop_signals import interrupt_on_stop_signals
from tests.drills.environment import print_line
from tests.drills.feed.environment import FeedDeskFailed
from tests.drills.feed.runner import WRITERS, DrillPlan, DrillReport, MirrorOutcome, run_drill

MAX_FAULTS = 5
"""Faults of one kind that are printed."""


def make_parser() -> ArgumentParser:
    found = ArgumentParser(
        prog="python -m tests.drills.feed",
        description=(
            "Prove the partner feed on a desk of its own: twelve writers, five mirrors, rollbacks, embargoes, changing "
            "contracts and rights, and a database killed in the middle. Ends with 1 where a mirror differs."
        ),
    )
    found.add_argument("--publishes", type=int, default=2000, help="how many (default %(default)s)")
    found.add_argument("--seed", type=int, default=1, help="of the writers' chances (default %(default)s)")
    found.add_argument(
        "--processes", type=int, default=3, choices=[1, 2, 3, 4, 6, 12],
        help="among which the writers are divided (default %(default)s)",
    )  # fmt: skip
    found.add_argument("--folder", type=Path, help="an empty one for the desk, kept afterwards")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = make_parser().parse_args(arguments)
    folder: Path | None = options.folder
    if folder is not None and folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty; the drill needs a folder of its own.")
    if options.publishes < WRITERS:
        sys.exit(f"--publishes: at least {WRITERS}, one for each writer.")
    plan = DrillPlan(options.publishes, options.seed, options.processes, folder and folder.absolute())
    try:
        with interrupt_on_stop_signals():
            report = run_drill(plan, lambda words: print_line(f"- {words}"))
    except (FeedDeskFailed, ConnectionError) as trouble:
        sys.exit(f"The drill was aborted: {trouble}")
    for line in format_report(report):
        print_line(line)
    return 0 if report.holds else 1


def format_report(report: DrillReport) -> Iterator[str]:
    rows = sum(report.kinds.values())
    yield ""
    yield (
        f"{rows} rows of the log in {report.seconds:.0f} s, {rows / report.seconds:.0f} a second; {report.stories} "
        f"stories; {report.undone} actions rolled back or refused; database killed {report.restarts} time(s)"
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
        yield f"{outcome.mirror.name:20}" + "".join(f"{number:>11}" for number in outcome_row(outcome))
    yield ""
    for outcome in report.outcomes:
        yield from format_faults(outcome)
    yield from (f"log: {fault}" for fault in report.log_faults[:MAX_FAULTS])
    yield "All equal: nothing missed, repeated or leaked." if report.holds else "NOT equal."


def outcome_row(outcome: MirrorOutcome) -> tuple[int, ...]:
    record = outcome.mirror.record
    return (
        outcome.granted, len(outcome.missed), len(outcome.differing), len(record.repeated), len(record.disordered),
        len(outcome.leaked), record.pages, record.puts, record.gone, record.resets,
    )  # fmt: skip


def format_faults(outcome: MirrorOutcome) -> Iterator[str]:
    record = outcome.mirror.record
    found = {
        "missed": outcome.missed, "differs": outcome.differing, "repeated": record.repeated,
        "out of order": record.disordered, "leaked": outcome.leaked,
    }  # fmt: skip
    for kind, faults in found.items():
        yield from (f"{outcome.mirror.name}: {kind}: {fault}" for fault in faults[:MAX_FAULTS])


if __name__ == "__main__":
    sys.exit(main())
