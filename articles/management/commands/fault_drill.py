"""Editors at work while servers are killed: is every text they were told is saved still there?"""

import random
import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.drill.desk import DeskDown
from articles.drill.drill import Report, run
from newsroom.postgres import PostgresUnavailable


class Command(BaseCommand):
    help = (
        "Let simulated editors write one story over HTTP, with take-overs and crashes, while the web server and the "
        "database are killed under them; then look for every text they were told is saved. Uses a desk of its own in "
        "a temporary folder, never this one. Ends with 1 if a single text is lost."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seconds", type=float, default=60, help="how long they write (default %(default)s)"
        )
        parser.add_argument("--editors", type=int, default=4, help="how many write (default %(default)s)")
        parser.add_argument(
            "--seed", type=int, help="repeat the choices of an earlier drill (default: new ones)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["editors"] < 1 or options["seconds"] <= 0:
            raise CommandError("a drill needs one editor and one second at least.")
        seed = options["seed"] if options["seed"] is not None else random.SystemRandom().randrange(100_000)
        folder = Path(tempfile.mkdtemp(prefix="newsroom-drill-"))
        folder.chmod(0o755)  # the database's account passes through
        try:
            report = run(
                folder, seconds=options["seconds"], seed=seed, editors=options["editors"], tell=self.tell
            )
        except (DeskDown, PostgresUnavailable) as trouble:
            raise CommandError(f"the drill's desk is down: {trouble}") from trouble
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self.show(report)
        if not report.passed:
            raise CommandError(
                f"the drill failed; repeat it with --seed {report.seed} --editors {options['editors']}"
            )

    def tell(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()

    def show(self, report: Report) -> None:
        self.stdout.write(f"\nFault drill, seed {report.seed}, {report.seconds:.0f} s\n")
        for title, numbers in (("Faults", report.faults), ("Told to editors", report.counts)):
            self.stdout.write(title)
            for name, number in sorted(numbers.items()):
                self.stdout.write(f"  {number:6}  {name}")
        self.stdout.write(f"Found\n  {report.revisions:6}  revisions\n  {report.drafts:6}  private drafts")
        for trouble in (*report.lost, *report.disorders, *report.unshown):
            self.stdout.write(self.style.ERROR(f"  ! {trouble}"))
        self.stdout.write(f"\nTexts lost: {len(report.lost)}")
