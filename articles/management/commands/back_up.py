"""Command `back_up`: a backup of database, media files and secret key."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.backups.backup_facts import (
    database_facts,
    exported_snapshot,
    program_versions,
    record_backup,
    server_version,
)
from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup, prune_backups
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import Manifest, read_manifest
from newsroom.backup.postgres_client import database_from_settings, dump_database
from newsroom.backup.progress import ProgressBar
from newsroom.media_store.address import SCHEME
from newsroom.media_store.storages import media_store


class Command(BaseCommand):
    help = (
        "Write a backup of the whole desk into a new folder below FOLDER: database, media files, secret key and "
        "checksums. The desk may be running. Keep backups as safe as the desk: they contain its secret key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="folder of the backups, created if it is missing")
        parser.add_argument(
            "--keep", type=int, metavar="N", help="then remove all but the newest N backups of this desk"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep: a number of at least 1.")
        if str(options["folder"]).startswith(SCHEME):
            raise CommandError(
                "A backup is a folder of this machine. Write it to a disk, then let restic or rclone carry it to the "
                "bucket: the operator's handbook has the lines."
            )
        target = Path(options["folder"]).absolute()
        try:
            folder, manifest = self.write_backup(target)
            record_backup(manifest, location=str(folder), at=timezone.now())
            self.report(folder, manifest)
            if options["keep"]:
                for old in prune_backups(target, keep=options["keep"], desk=manifest.desk):
                    self.stdout.write(f"Removed: {old}")
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal

    def write_backup(self, target: Path) -> tuple[Path, Manifest]:
        contents = BackupContents(media_store(), settings.SECRET_KEY, dump, program_versions())
        folder = create_backup(target, contents, at=timezone.now(), report=ProgressBar("media files"))
        return folder, read_manifest(folder)

    def report(self, folder: Path, manifest: Manifest) -> None:
        self.stdout.write(
            f"{folder}\n{len(manifest.media)} media files, log up to number {manifest.log_number}, "
            f"{manifest.size / 1e6:,.1f} MB in total."
        )


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    """Dump the database; the facts are read from the same snapshot."""
    version = server_version()
    with exported_snapshot() as snapshot:
        facts = database_facts()
        database = database_from_settings(settings.DATABASES["default"])
        return dump_database(database, target, snapshot=snapshot, server_version=version), facts
