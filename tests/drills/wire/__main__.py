"""`python -m tests.drills.wire`: prove that kills lose and double no agency file."""

import random
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence

from newsroom.launcher.postgres import PostgresUnavailable
from newsroom.launcher.stop_signals import interrupt_on_stop_signals
from tests.drills.desk.environment import DeskDown
from tests.drills.environment import print_line
from tests.drills.wire.runner import DrillPlan, DrillReport, run_drill

MAX_FAULTS = 10
"""Faults of one kind that are printed."""


def build_parser() -> ArgumentParser:
    found = ArgumentParser(
        prog="python -m tests.drills.wire",
        description=(
            "Deliver files to a separate desk by folder, push and polling at once, while worker, intake, web server and "
            "database are killed. Exits with 1 if a file is lost, doubled or left half-done."
        ),
    )
    found.add_argument("--files", type=int, default=5_000, help="how many (default %(default)s)")
    found.add_argument("--kills", type=int, default=5, help="kills of each kind (default %(default)s)")
    found.add_argument("--seed", type=int, help="repeat the choices of an earlier drill (default: new ones)")
    found.add_argument("--max-seconds", type=float, default=1_200, help="time limit (default %(default)s)")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(100_000)
    plan = DrillPlan(options.files, options.kills, seed, options.max_seconds)
    try:
        with interrupt_on_stop_signals():
            report = run_drill(plan, lambda words: print_line(f"- {words}"))
    except (DeskDown, PostgresUnavailable, ConnectionError) as trouble:
        sys.exit(f"The drill was aborted: {trouble}")
    for line in format_report(report):
        print_line(line)
    return 0 if report.holds else 1


def format_report(report: DrillReport) -> Iterator[str]:
    plan, verdict = report.deliveries, report.verdict
    damaged = sum(one.version is None for one in plan.all_deliveries)
    yield ""
    yield f"Wire drill, seed {report.seed}, {report.seconds:.0f} s"
    yield f"{len(plan.folder)} files by folder, {len(plan.push)} by push, {len(plan.poll)} by polling; {damaged} of them damaged"
    yield "killed: " + ", ".join(f"{kind} {count}" for kind, count in sorted(report.kills.items()))
    yield f"{report.refused} pushes sent again, {report.fetched} requests to the queue"
    if not report.is_finished:
        yield f"NOT finished in time:\n{report.log}"
    faults = {
        "lost": verdict.lost, "doubled": verdict.doubled, "without reason": verdict.unexplained,
        "half-done": verdict.half_done, "unexpected answer": report.unexpected,
    }  # fmt: skip
    for kind, found in faults.items():
        yield from (f"  ! {kind}: {one}" for one in found[:MAX_FAULTS])
    yield ", ".join(f"{kind} {len(found)}" for kind, found in faults.items())
    yield "Every file is there once." if report.holds else "NOT proved."


if __name__ == "__main__":
    sys.exit(main())
