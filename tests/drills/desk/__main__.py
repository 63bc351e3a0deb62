"""Command line of the fault drill: `python -m tests.drills.desk`."""

import random
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from newsroom.launcher.postgres import PostgresUnavailable
from tests.drills.desk.environment import DeskDown
from tests.drills.desk.runner import Plan, Report, run
from tests.drills.environment import print_line


def build_parser() -> ArgumentParser:
    found = ArgumentParser(
        prog="python -m tests.drills.desk",
        description=(
            "Let simulated editors write one story over HTTP on a separate desk, started by `up`, while each of its "
            "processes is killed in turn, its database is down and its disk is full. A reader and a partner read "
            "along. Then look for every confirmed text in the database, on the public page and at the partner, and "
            "print how long each fault interrupted readers, editors and partners. Exits with 1 if anything is lost, "
            "repeated or half published."
        ),
    )
    found.add_argument(
        "--saves", type=int, default=300, help="confirmed saves, at least (default %(default)s)"
    )
    found.add_argument(
        "--away", type=float, default=60, help="seconds the database is down (default %(default)s)"
    )
    found.add_argument(
        "--full", type=float, default=20, help="seconds the disk is full (default %(default)s)"
    )
    found.add_argument("--editors", type=int, default=4, help="number of editors (default %(default)s)")
    found.add_argument("--seed", type=int, help="repeat the choices of an earlier drill (default: new ones)")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    if options.editors < 1 or options.saves < 1:
        sys.exit("a drill needs one editor and one save at least.")
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(100_000)
    plan = Plan(seed, options.editors, options.saves, options.away, options.full)
    folder = Path(tempfile.mkdtemp(prefix="newsroom-drill-"))
    folder.chmod(0o755)  # the database's account enters it
    try:
        report = run(folder, plan, tell=lambda words: print_line(f"- {words}"))
    except (DeskDown, PostgresUnavailable) as trouble:
        sys.exit(f"the drill's desk is down: {trouble}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print_report(report)
    if not report.passed:
        sys.exit(f"the drill failed; repeat it with --seed {seed} --editors {plan.editors}")
    return 0


def print_report(report: Report) -> None:
    print_line(f"\nFault drill, seed {report.seed}, {report.seconds:.0f} s")
    print_line("Seconds until served again, after the fault was over")
    print_line(f"  {'':46} {'readers':>8} {'editors':>8} {'partners':>8} {'worker':>8}")
    for event in report.events:
        times = " ".join(f"{seconds:8.1f}" for seconds in event.back.values())
        print_line(f"  {event.name:46} {times}")
    print_line(f"Slowest 503: {report.slowest_refusal:.2f} s\nCounted")
    for name, number in sorted(report.counts.items()):
        print_line(f"  {number:6}  {name}")
    for reason in report.left_out:
        print_line(f"  not shown here: {reason}")
    for trouble in (
        *report.lost, *report.repeated, *report.half_published, *report.disorders, *report.unshown,
    ):  # fmt: skip
        print_line(f"  ! {trouble}")
    print_line(
        f"\nTexts lost: {len(report.lost)}\nChanges repeated: {len(report.repeated)}\n"
        f"Half published: {len(report.half_published)}"
    )


if __name__ == "__main__":
    sys.exit(main())
