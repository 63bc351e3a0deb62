"""Command line of the drill on several hosts: `python -m tests.drills.hosts`."""

import random
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from newsroom.launcher.postgres import PostgresUnavailable
from tests.drills.environment import print_line
from tests.drills.hosts.installation import DrillFailed
from tests.drills.hosts.runner import Outcome, run


def build_parser() -> ArgumentParser:
    found = ArgumentParser(
        prog="python -m tests.drills.hosts",
        description=(
            "Start three web hosts and a worker host with data folders of their own, PostgreSQL with two replicas that "
            "apply changes 2 s late, PgBouncer, an S3 store and Varnish on this machine. Readers read, editors publish, "
            "correct and kill, a partner syncs, while each part is killed, a replica takes over from the primary and "
            "the hosts are upgraded one by one. Print how long each event interrupted whom. Exits with 1 if a page was "
            "stale, or a story lost, leaked or repeated."
        ),
    )
    found.add_argument(
        "--only", nargs="+", default=[], metavar="WORDS", help="events whose names have these words"
    )
    found.add_argument("--no-upgrade", action="store_true", help="leave out the upgrade to another version")
    found.add_argument("--seed", type=int, help="repeat the choices of an earlier drill (default: new ones)")
    found.add_argument("--keep", action="store_true", help="leave the folder with all logs")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(100_000)
    folder = Path(tempfile.mkdtemp(prefix="newsroom-hosts-"))
    folder.chmod(0o755)  # the database's account enters it
    try:
        outcome = run(
            folder, seed=seed, only=options.only, upgrade=not options.no_upgrade,
            say=lambda words: print_line(f"- {words}"),
        )  # fmt: skip
    except (DrillFailed, PostgresUnavailable) as trouble:
        sys.exit(f"the drill's hosts are down: {trouble}")
    finally:
        if options.keep:
            print_line(f"- logs are in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print_outcome(outcome, seed)
    if not outcome.passed:
        sys.exit(f"the drill failed; repeat it with --seed {seed}")
    return 0


def print_outcome(outcome: Outcome, seed: int) -> None:
    print_line(f"\nDrill on several hosts, seed {seed}, {outcome.seconds:.0f} s")
    print_line("Longest time without an answer, in seconds")
    print_line(f"  {'':44} {'readers':>8} {'editors':>8} {'partner':>8}")
    for event in outcome.events:
        print_line(f"  {event.name:44} " + " ".join(f"{seconds:8.1f}" for seconds in event.without.values()))
    print_line(
        f"Longest time that the cache showed a former version: {outcome.oldest_in_cache:.2f} s\nCounted"
    )
    for name, number in sorted(outcome.counts.items()):
        print_line(f"  {number:6}  {name}")
    for fault in (
        *outcome.stale, *outcome.lost, *outcome.leaked, *outcome.repeated, *outcome.unsettled,
    ):  # fmt: skip
        print_line(f"  ! {fault}")
    print_line(
        f"\nStale: {len(outcome.stale)}\nLost: {len(outcome.lost)}\nLeaked: {len(outcome.leaked)}\n"
        f"Repeated: {len(outcome.repeated)}\nUnsettled: {len(outcome.unsettled)}"
    )


if __name__ == "__main__":
    sys.exit(main())
