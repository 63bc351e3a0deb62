"""Editors at work while processes are killed: is every text they were told is saved still there, and once?"""

import random
import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.drill.desk import DeskDown
from articles.drill.drill import Plan, Report, run
from newsroom.postgres import PostgresUnavailable


class Command(BaseCommand):
    help = (
        "Let simulated editors write one story over HTTP on a desk of its own, started by `up`, while every process of "
        "it is killed in turn, its database is away and its disk is full. A reader and a partner look on. Then look "
        "for every text that was told to be saved, in the database, on the public page and at the partner's, and "
        "print how long each fault kept whom from working. Ends with 1 if anything is lost, repeated or half published."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--saves", type=int, default=300, help="acknowledged saves, at least (default %(default)s)"
        )
        parser.add_argument(
            "--away", type=float, default=60, help="seconds the database is away (default %(default)s)"
        )
        parser.add_argument(
            "--full", type=float, default=20, help="seconds the disk is full (default %(default)s)"
        )
        parser.add_argument("--editors", type=int, default=4, help="how many write (default %(default)s)")
        parser.add_argument(
            "--seed", type=int, help="repeat the choices of an earlier drill (default: new ones)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["editors"] < 1 or options["saves"] < 1:
            raise CommandError("a drill needs one editor and one save at least.")
        seed = options["seed"] if options["seed"] is not None else random.SystemRandom().randrange(100_000)
        plan = Plan(seed, options["editors"], options["saves"], options["away"], options["full"])
        folder = Path(tempfile.mkdtemp(prefix="newsroom-drill-"))
        folder.chmod(0o755)  # the database's account passes through
        try:
            report = run(folder, plan, tell=self.tell)
        except (DeskDown, PostgresUnavailable) as trouble:
            raise CommandError(f"the drill's desk is down: {trouble}") from trouble
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self.show(report)
        if not report.passed:
            raise CommandError(f"the drill failed; repeat it with --seed {seed} --editors {plan.editors}")

    def tell(self, words: str) -> None:
        self.stdout.write(f"- {words}")
        self.stdout.flush()

    def show(self, report: Report) -> None:
        self.stdout.write(f"\nFault drill, seed {report.seed}, {report.seconds:.0f} s")
        self.stdout.write("Seconds until served again, after the fault was over")
        self.stdout.write(f"  {'':46} {'readers':>8} {'editors':>8} {'partners':>8} {'worker':>8}")
        for event in report.events:
            times = " ".join(f"{seconds:8.1f}" for seconds in event.back.values())
            self.stdout.write(f"  {event.name:46} {times}")
        self.stdout.write(f"Slowest 503: {report.slowest_refusal:.2f} s\nCounted")
        for name, number in sorted(report.counts.items()):
            self.stdout.write(f"  {number:6}  {name}")
        for reason in report.left_out:
            self.stdout.write(f"  not shown here: {reason}")
        for trouble in (
            *report.lost,
            *report.repeated,
            *report.half_published,
            *report.disorders,
            *report.unshown,
        ):
            self.stdout.write(self.style.ERROR(f"  ! {trouble}"))
        self.stdout.write(
            f"\nTexts lost: {len(report.lost)}\nChanges repeated: {len(report.repeated)}\n"
            f"Half published: {len(report.half_published)}"
        )
