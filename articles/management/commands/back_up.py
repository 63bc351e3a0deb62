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
    server_version,
)
from articles.actions.backups.record_backup import record_backup
from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup, prune_backups
from newsroom.backup.encryption import check_recipient
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import FileStore
from newsroom.backup.locations import find_media, open_store
from newsroom.backup.manifest import Manifest, read_manifest
from newsroom.backup.postgres_client import database_from_settings, dump_database
from newsroom.backup.progress import ProgressBar

STAGING = "backup-staging"


class Command(BaseCommand):
    help = (
        "Write a backup of the whole desk into a new folder below FOLDER: database, media files, secret key and "
        "checksums. The desk may be running. Keep backups as safe as the desk: they contain its secret key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            help="folder of the backups, created if it is missing, or s3://key:secret@host/bucket/prefix",
        )
        parser.add_argument(
            "--encrypt-to", default="", metavar="KEY", help="encrypt with this public key of age (age1…)"
        )
        parser.add_argument(
            "--keep", type=int, metavar="N", help="then remove all but the newest N backups of this desk"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep: a number of at least 1.")
        try:
            recipient = check_recipient(options["encrypt_to"]) if options["encrypt_to"] else ""
            target = open_store("FOLDER", str(options["folder"]))
            folder, manifest = self.write_backup(target, recipient)
            record_backup(manifest, location=str(folder), at=timezone.now())
            self.report(folder, manifest)
            if options["keep"]:
                for old in prune_backups(target, keep=options["keep"], desk=manifest.desk):
                    self.stdout.write(f"Removed: {old}")
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal

    def write_backup(self, target: FileStore, recipient: str) -> tuple[FileStore, Manifest]:
        contents = BackupContents(
            media=find_media(Path(settings.MEDIA_ROOT), getattr(settings, "MEDIA_URL_S3", "")).files,
            secret_key=settings.SECRET_KEY,
            dump=dump,
            staging=Path(settings.DATA_DIR) / STAGING,
            versions=program_versions(),
        )
        report = ProgressBar("media files")
        folder = create_backup(target, contents, at=timezone.now(), report=report, recipient=recipient)
        return folder, read_manifest(folder)

    def report(self, folder: FileStore, manifest: Manifest) -> None:
        encrypted = ", encrypted" if manifest.encrypted_to else ""
        self.stdout.write(
            f"{folder}\n{len(manifest.media)} media files, log up to number {manifest.log_number}, "
            f"{manifest.size / 1e6:,.1f} MB in total{encrypted}."
        )


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    """Dump the database; the facts are read from the same snapshot."""
    version = server_version()
    with exported_snapshot() as snapshot:
        facts = database_facts()
        database = database_from_settings(settings.DATABASES["default"])
        return dump_database(database, target, snapshot=snapshot, server_version=version), facts
