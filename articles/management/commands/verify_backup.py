"""Command `verify_backup`: compare a backup with its checksums."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from articles.actions.backups import backup_facts
from newsroom.backup.encryption import read_identities
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import CHUNK
from newsroom.backup.locations import open_store
from newsroom.backup.manifest import name_error, read_manifest
from newsroom.backup.progress import ProgressBar
from newsroom.backup.restore import StoredBackup
from newsroom.backup.verify import check_files, find_damage, raise_for_damage


class Command(BaseCommand):
    help = "Compare every file of a backup with its checksum. Nothing is restored, and no key is needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="folder or s3:// address of the backup, as printed by `back_up`")
        parser.add_argument(
            "--identity", type=Path, help="also decrypt every file with the private key in this file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = ProgressBar("checking")
        try:
            folder = open_store("FOLDER", str(options["folder"]))
            manifest = read_manifest(folder)
            if options["identity"] and manifest.encrypted_to:
                backup = StoredBackup(folder, manifest, read_identities(options["identity"]))
                with name_error("The backup cannot be read"):
                    raise_for_damage(
                        folder, find_damage(manifest, report, lambda entry: backup.transfer(entry, drain))
                    )
            else:
                check_files(folder, manifest, report)
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        unknown = backup_facts.unknown_migrations(manifest.migrations)
        self.stdout.write(
            f"{folder} is complete: {len(manifest.files)} files, {manifest.size / 1e6:,.1f} MB, made on "
            f"{manifest.made_at:%d %B %Y %H:%M UTC}, log up to number {manifest.log_number}."
            + (" It was made by a newer Newsroom, which this one cannot restore." if unknown else "")
        )


def drain(reader: BinaryIO) -> None:
    while reader.read(CHUNK):
        pass
