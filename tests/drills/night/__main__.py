"""`python -m tests.drills.night`: prove that a night without a person ends as the agencies say."""

import random
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsroom.launcher.postgres import PostgresUnavailable
from newsroom.launcher.stop_signals import interrupt_on_stop_signals
from tests.drills.desk.environment import DeskDown
from tests.drills.environment import print_line
from tests.drills.night.runner import NightPlan, NightReport, run_night, summarize

MAX_FAULTS = 15
"""Faults of one kind that are printed."""


def build_parser() -> ArgumentParser:
    found = ArgumentParser(
        prog="python -m tests.drills.night",
        description=(
            "Play a night of three agencies on a separate desk with eight rules, while its processes and the database "
            "are killed. Exits with 1 if something killed stays public or a story is not the agency's last word."
        ),
    )
    found.add_argument("--items", type=int, default=600, help="deliveries (default %(default)s)")
    found.add_argument("--seconds", type=float, default=240, help="length of the night (default %(default)s)")
    found.add_argument("--kills", type=int, default=3, help="kills of each kind (default %(default)s)")
    found.add_argument("--seed", type=int, help="repeat the choices of an earlier night (default: new ones)")
    found.add_argument("--queue", type=Path, help="file of dpa's fake queue (default: a queue of our own)")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(100_000)
    plan = NightPlan(options.items, options.seconds, options.kills, seed, options.queue)
    try:
        with interrupt_on_stop_signals():
            report = run_night(plan, lambda words: print_line(f"- {words}"))
    except (DeskDown, PostgresUnavailable, ConnectionError) as trouble:
        sys.exit(f"The drill was aborted: {trouble}")
    for line in format_report(report):
        print_line(line)
    return 0 if report.holds else 1


def format_report(report: NightReport) -> Iterator[str]:
    verdict = report.verdict
    fates = Counter(matter.expected[0].value for matter in report.matters)
    yield ""
    yield f"Night drill, seed {report.plan.seed}, {report.seconds:.0f} s"
    yield f"{report.sent} deliveries about {len(report.matters)} matters; to be {_join(fates)}; {report.pictures} pictures fetched"
    yield f"killed: {_join(report.kills)}; {report.away:.0f} s without the database; {report.refused} pushes sent again"
    yield f"done by rules: {_join(report.by_rule)}"
    yield from _format_clocks(report)
    yield "refused and left, with the reason:"
    yield from (f"  {count} × {reason}" for reason, count in verdict.refusals.most_common())
    yield f"asked because a picture looks like a killed one: {report.looks}"
    if not report.is_finished:
        yield f"NOT finished in time:\n{report.log}"
    yield from (f"  ! unexpected answer: {one}" for one in report.unexpected[:MAX_FAULTS])
    for kind, found in verdict.faults.items():
        yield from (f"  ! {kind}: {one}" for one in found[:MAX_FAULTS])
    yield ", ".join(f"{kind} {len(found)}" for kind, found in verdict.faults.items())
    yield "The night ended as the agencies said." if report.holds else "NOT proved."


def _format_clocks(report: NightReport) -> Iterator[str]:
    measured = report.measure()
    yield f"kills of what was public: {len(measured['stored → gone'])}, {sum(one.probes for one in report.clocks)} answers looked at"
    yield from (f"  {name}: {summarize(seconds)}" for name, seconds in measured.items())
    shown = [one for one in report.clocks if one.shown_after]
    yield f"  shown by an answer asked for after the withdrawal: {len(shown)}"
    yield from (
        f"    {one.matter.token} ({one.matter.plot}): {one.shown_after[:4]}" for one in shown[:MAX_FAULTS]
    )
    yield f"  delayed by a killed process: {len(report.verdict.interrupted)}"
    yield from (f"    {one}" for one in report.verdict.interrupted[:MAX_FAULTS])


def _join(counts: "Counter[str] | dict[str, int] | object") -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(dict(counts).items()))  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
