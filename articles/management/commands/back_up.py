"""Command `back_up FOLDER`: a backup of database, media files and secret key."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.selectors.backup_facts import database_facts, exported_snapshot, server_version
from newsroom.backup.create import DatabaseFacts, create_backup
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import read_manifest
from newsroom.backup.postgres_client import database_from_settings, dump_database


class Command(BaseCommand):
    help = (
        "Write a backup of the whole desk into a new folder below FOLDER: database, media files, secret key and "
        "checksums. The desk may be running. Keep backups as safe as the desk: they contain its secret key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="folder of the backups; created if it is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = create_backup(
                options["folder"].absolute(),
                at=timezone.now(),
                media=Path(settings.MEDIA_ROOT),
                secret_key=settings.SECRET_KEY,
                dump=dump,
                report=ProgressBar("media files", sys.stderr.isatty()),
            )
            manifest = read_manifest(folder)
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        size = sum(entry.size for entry in manifest.files)
        self.stdout.write(
            f"{folder}\n{len(manifest.media)} media files, log up to number {manifest.log_number}, "
            f"{size / 1e6:,.1f} MB in total."
        )


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    """Dump the database; the facts are read from the same snapshot."""
    version = server_version()
    with exported_snapshot() as snapshot:
        facts = database_facts()
        database = database_from_settings(settings.DATABASES["default"])
        return dump_database(database, target, snapshot=snapshot, server_version=version), facts


class ProgressBar:
    """Progress bar on standard error, displayed on a terminal only."""

    def __init__(self, label: str, visible: bool) -> None:  # noqa: FBT001  # from isatty
        self.label, self.visible = label, visible

    def __call__(self, done: int, total: int) -> None:
        if self.visible:
            share = done / total if total else 1.0
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{self.label} {'█' * int(share * 30):<30} {share:4.0%}{end}")
            sys.stderr.flush()
