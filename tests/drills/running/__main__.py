"""`python -m tests.drills.running`: prove that a running story loses, repeats and leaks no entry."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from newsroom.launcher.stop_signals import interrupt_on_stop_signals
from tests.drills.environment import print_line
from tests.drills.running.runner import Plan, run_drill

MAX_FAULTS = 10


def main(arguments: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(
        prog="python -m tests.drills.running",
        description=(
            "Play ten hours of a running story on a desk of its own: four people, an agency, corrections and kills, "
            "readers and a partner who ask throughout, and processes killed meanwhile. Ends with 1 for a fault."
        ),
    )
    parser.add_argument("--seconds", type=float, default=300, help="how long (default %(default)s)")
    parser.add_argument("--entries", type=int, default=200, help="how many (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the chances (default %(default)s)")
    options = parser.parse_args(arguments)
    plan = Plan(options.seconds, options.entries, options.entries // 10, options.entries // 20, options.seed)
    with interrupt_on_stop_signals():
        play, warmth = run_drill(plan, lambda words: print_line(f"- {words}"))
    record = play.record
    print_line(
        f"{len(record.written)} entries, {len(record.corrected)} corrected, {len(record.killed)} killed; "
        f"{len(record.strikes)} processes killed; read: {dict(record.reads)}"
    )
    print_line(
        f"warm page, median: {warmth.running:.2f} ms; of a short page {warmth.ordinary:.2f} ms "
        f"({warmth.running / warmth.ordinary:.2f} times)"
    )
    for fault in record.faults[:MAX_FAULTS]:
        print_line(f"FAULT {fault}")
    print_line(f"{len(record.faults)} faults" if record.faults else "No entry was lost, repeated or leaked.")
    return 1 if record.faults else 0


if __name__ == "__main__":
    sys.exit(main())
