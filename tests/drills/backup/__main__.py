"""`python -m tests.drills.backup`: prove that a backup brings everything back."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsroom.launcher.stop_signals import interrupt_on_stop_signals
from tests.drills.backup.runner import BackupPlan, BackupReport, run_drill
from tests.drills.environment import print_line
from tests.drills.feed.environment import FeedDeskFailed

MAX_FAULTS = 10


def make_parser() -> ArgumentParser:
    found = ArgumentParser(
        prog="python -m tests.drills.backup",
        description=(
            "Back up a desk of its own while it publishes, refuse a damaged copy, restore it in another place, compare by "
            "count and hash, and let a partner's mirror go on. Ends with 1 where something differs."
        ),
    )
    found.add_argument("--stories", type=int, default=20_000, help="of the archive (default %(default)s)")
    found.add_argument("--photos", type=int, default=1000, help="(default %(default)s)")
    found.add_argument("--folder", type=Path, help="an empty one for both desks, kept afterwards")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = make_parser().parse_args(arguments)
    folder: Path | None = options.folder
    if folder is not None and folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty; the drill needs a folder of its own.")
    plan = BackupPlan(options.stories, options.photos, folder and folder.absolute())
    try:
        with interrupt_on_stop_signals():
            report = run_drill(plan, lambda words: print_line(f"- {words}"))
    except (FeedDeskFailed, ConnectionError) as trouble:
        sys.exit(f"The drill was aborted: {trouble}")
    for line in format_report(report):
        print_line(line)
    return 1 if report.faults else 0


def format_report(report: BackupReport) -> Iterator[str]:
    yield ""
    for name, count in report.rows.items():
        yield f"{name:20}{count:>10} rows, same hash" if not report.faults else f"{name:20}{count:>10} rows"
    yield f"{'media files':20}{report.files:>10}"
    yield f"{'mirror':20}{report.held:>10} stories, {report.resets} reset"
    yield f"{'published meanwhile':20}{report.published_meanwhile:>10}"
    yield from (f"{name:20}{seconds:>10.1f} s" for name, seconds in report.seconds.items())
    yield from report.faults[:MAX_FAULTS]
    yield "All equal." if not report.faults else f"NOT equal: {len(report.faults)} faults."


if __name__ == "__main__":
    sys.exit(main())
