"""`manage.py prepare_desk`: what every desk needs before its first story; `up` runs it at each start."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.actions.directory import open_first_section
from articles.actions.log_epochs import begin_epoch_if_moved
from articles.actions.sources import stock_agencies
from articles.actions.staff import ensure_groups


class Command(BaseCommand):
    help = (
        "Enter the groups of staff, the known agencies and a first section, where they are missing, and notice when "
        "the database was restored from a backup."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        groups = ensure_groups()
        agencies = stock_agencies()
        section = open_first_section(at=timezone.now())
        if begin_epoch_if_moved(at=timezone.now()):
            self.stdout.write(
                "The log finds itself in another database than it was written in and begins a new epoch: partners "
                "bring their mirrors in line. Kill again what was killed after the backup."
            )
        self.stdout.write(
            f"{len(groups)} groups, {agencies} new agencies"
            + (f", section {section.name}" if section else "")
        )
