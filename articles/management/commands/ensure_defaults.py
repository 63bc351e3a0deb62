"""Command `ensure_defaults`: entries that every desk needs, run by `up`."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.actions.accounts.staff import ensure_groups
from articles.actions.backups.pending_work import cancel_repeats
from articles.actions.backups.reapply_withdrawals import close_again, stop_publications
from articles.actions.backups.withdrawal_journal import complete_journal, desk_id, read_record
from articles.actions.desk.agencies import add_built_in_agencies
from articles.actions.desk.reference_data import ensure_first_section
from articles.actions.publication.epochs import begin_epoch_if_moved, is_marked_as_restored
from articles.demo.reference_data import limit_demo_key
from newsroom.file_permissions import remove_other_access
from newsroom.launcher.postgres.upgrade import former_data, read_identities


class Command(BaseCommand):
    help = (
        "Add missing groups of staff, known agencies and a first section, and detect a database that was restored from "
        "a backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--open-demo", action="store_true", help="allow the demo partner's key from the network, too"
        )
        parser.add_argument(
            "--host-only", action="store_true", help="only begin this host's record of withdrawals"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["host_only"]:
            complete_journal(at=timezone.now())
            return
        if left := remove_other_access(Path(settings.MEDIA_ROOT)):
            self.stderr.write(
                f"{len(left)} files of other accounts below {settings.MEDIA_ROOT} stay readable for everybody on this "
                f"machine, the first is {left[0]}. Change this by hand (chmod o-rwx)."
            )
        groups = ensure_groups()
        limit_demo_key(everywhere=options["open_demo"], at=timezone.now())
        agencies = add_built_in_agencies()
        section = ensure_first_section(at=timezone.now())
        self.close_after_restore(timezone.now())
        self.stdout.write(
            f"{len(groups)} groups, {agencies} new agencies"
            + (f", section {section.name}" if section else "")
        )

    def close_after_restore(self, at: datetime) -> None:
        """Close withdrawn content again and report it on standard error."""
        bundled = Path(settings.DATA_DIR) / "postgres"
        for folder in former_data(bundled):
            self.stdout.write(
                f"The data of before the upgrade of PostgreSQL are in {folder}; confirm_database_upgrade removes them."
            )
        journal, restored = read_record(desk_id()), is_marked_as_restored()
        if begin_epoch_if_moved(at=at, journal_since=journal.since, upgraded=read_identities(bundled)):
            self.stderr.write(
                "This database was restored from a backup or moved here: the publication log begins a new epoch, and "
                "partners synchronise their mirrors. Check what was withheld or killed since that backup; the desk "
                "shows an alarm until a chief editor has confirmed."
            )
        for closure in close_again(journal.closures, at=at):
            self.stderr.write(f"Closed again after the restored backup: {closure.model} {closure.id}.")
        if restored:
            cancel_repeats(at=at)
            for pk in stop_publications(at=at):
                self.stderr.write(f"Its scheduled publication is stopped: article {pk}.")
        complete_journal(at=at)
