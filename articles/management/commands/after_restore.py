"""After a backup was restored: mirrors and kept pages must not take the desk for what it was before."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.log_epochs import SKIPPED, begin_epoch


class Command(BaseCommand):
    help = (
        "Run once after a backup was restored, before the desk opens: begins a new epoch of the publication log, so "
        "that partners bring their mirrors in line, and leaves out numbers that may have been given after the backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--skip", type=int, default=SKIPPED, help="numbers of stories and pictures left out (%(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["skip"] < 0:
            raise CommandError("--skip: a number from 0 on.")
        begun = begin_epoch(at=timezone.now(), skipped=options["skip"])
        self.stdout.write(f"Epoch {begun.epoch} of the log begins after number {begun.n}.")
        self.stdout.write(
            "Partners are told to bring their mirrors in line. What was published, corrected or killed after the "
            "backup is not known here: kill again what was killed since, before the desk opens."
        )
