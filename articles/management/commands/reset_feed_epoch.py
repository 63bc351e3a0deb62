"""Command `reset_feed_epoch`: a new epoch of the log after a restored backup.

It makes partners' mirrors and cached pages notice that the desk is not the one they knew.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.backups.reapply_withdrawals import reopen_after_restore
from articles.actions.backups.withdrawal_journal import complete_journal, desk_id, read_record
from articles.actions.publication.epochs import SKIPPED_IDS


class Command(BaseCommand):
    help = (
        "Run once after a backup was restored, before the desk starts. Begins a new epoch of the publication log, so "
        "that partners synchronise their mirrors, and skips ids that may have been assigned after the backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--skip",
            type=int,
            default=SKIPPED_IDS,
            help="number of story and photo ids to skip (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["skip"] < 0:
            raise CommandError("--skip: a number of at least 0.")
        journal = read_record(desk_id())
        reopened = reopen_after_restore(journal, at=timezone.now(), skipped=options["skip"])
        self.stdout.write(f"Epoch {reopened.begun.epoch} of the log begins after number {reopened.begun.n}.")
        for closure in reopened.closed:
            self.stdout.write(f"Closed again: {closure.model} {closure.id} ({closure.verb}).")
        self.stdout.write(
            "Partners are told to synchronise their mirrors. Check what was withheld or killed after the backup; "
            "the desk shows an alarm until a chief editor has confirmed."
        )
        complete_journal(at=timezone.now())
