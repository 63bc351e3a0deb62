"""Command `verify_backup`: compare a backup with its checksums."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.backups import backup_facts
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import read_manifest
from newsroom.backup.progress import ProgressBar
from newsroom.backup.verify import check_files


class Command(BaseCommand):
    help = "Compare every file of a backup with its checksum. Nothing is restored."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="folder of the backup, as printed by `back_up`")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"]).absolute()
        try:
            manifest = read_manifest(folder)
            check_files(folder, manifest, ProgressBar("checking"))
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        unknown = backup_facts.unknown_migrations(manifest.migrations)
        self.stdout.write(
            f"{folder} is complete: {len(manifest.files)} files, {manifest.size / 1e6:,.1f} MB, made on "
            f"{manifest.made_at:%d %B %Y %H:%M UTC}, log up to number {manifest.log_number}."
            + (" It was made by a newer Newsroom, which this one cannot restore." if unknown else "")
        )
