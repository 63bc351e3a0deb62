"""Command `restore`: restore a backup and close again what was withdrawn since."""

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.backups import backup_facts
from articles.actions.backups.reapply_withdrawals import RestoreResult, reopen_after_restore
from articles.actions.backups.withdrawal_journal import (
    Journal,
    complete_journal,
    journal_file,
    merge_journal,
    read_journal,
    read_record,
)
from articles.actions.publication.epochs import MARK_AS_RESTORED, SKIPPED_IDS
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import DATABASE, SECRET_KEY, Manifest, name_error, read_manifest
from newsroom.backup.postgres_client import database_from_settings, load_database
from newsroom.backup.progress import ProgressBar
from newsroom.backup.restore import put_in_place, read_secret_key, stage_media
from newsroom.launcher import postgres
from newsroom.launcher.bundled_database import close_connections, database_folder

NOTHING_KNOWN = (
    "There is no record of what was withheld, killed, blocked or revoked after the backup of {time} through {hosts}; "
    "it would be public again. Restore with the media store of the lost desk, or pass closures.jsonl from the data "
    "folder of each host with --closures, once for each. Or use --assume-none and check by hand: the desk shows an "
    "alarm until a chief editor has confirmed."
)

CLOSE_SECONDS = 2.0
"""Seconds after which a connection of our own, just closed, has ended on a busy server."""


class Command(BaseCommand):
    help = (
        "Replace this desk by a backup: database, media files and secret key. Everything is checked before anything is "
        "changed. Stories withheld or killed, photos blocked and keys revoked after the backup are closed again, until "
        "a chief editor decides."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="folder of the backup, as printed by `back_up`")
        parser.add_argument("--replace", action="store_true", help="replace an existing desk")
        parser.add_argument(
            "--closures",
            type=Path,
            action="append",
            default=[],
            help="closures.jsonl of a host of the desk that was lost; can be repeated",
        )
        parser.add_argument(
            "--assume-none", action="store_true", help="restore without a record of withdrawals since"
        )
        parser.add_argument(
            "--skip",
            type=int,
            default=SKIPPED_IDS,
            help="number of story and photo ids to skip (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = Path(options["folder"]).absolute()
            manifest = read_manifest(folder)
            self.refuse_unfit(folder, manifest, replace=options["replace"])
            journal = self.closures_since(manifest, options["closures"], assume_none=options["assume_none"])
            old_paths = self.replace_desk(folder, manifest, journal)
        except BackupError as refusal:
            self.remove_new_desk()
            raise CommandError(str(refusal)) from refusal
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        reopened = reopen_after_restore(
            journal, at=timezone.now(), backup_at=manifest.made_at, skipped=options["skip"]
        )
        complete_journal(at=timezone.now(), is_restored=True)
        self.report(manifest, reopened, old_paths, journal)

    def refuse_unfit(self, folder: Path, manifest: Manifest, *, replace: bool) -> None:
        """Raise BackupError if the backup does not fit this code, key or database."""
        if unknown := backup_facts.unknown_migrations(manifest.migrations):
            raise BackupError(
                f"{folder} was made by a newer Newsroom: this one does not know {', '.join(unknown[:3])}."
            )
        key = read_secret_key(folder, manifest)
        if os.environ.get("SECRET_KEY", key) != key:
            raise BackupError(
                "SECRET_KEY in the environment is not the backup's: partners' cursors, webhooks' secrets and preview "
                "links would be void. Unset it, or set it to the key of the desk that made the backup."
            )
        if not replace and not backup_facts.is_empty_database():
            raise BackupError(
                "This database already contains a desk. Use --replace to replace it by the backup."
            )

    def closures_since(self, manifest: Manifest, files: Sequence[Path], *, assume_none: bool) -> Journal:
        """Return the closures known here, in the files and in the old database.

        Raise BackupError if those of a host are missing, unless they are assumed to be none.
        """
        desk, made_at, hosts = manifest.desk, manifest.made_at, backup_facts.hosts_in_backup(manifest)
        for file in files:
            if not file.is_file():
                raise BackupError(f"--closures: there is no file {file}.")
        with name_error("The record of withdrawals cannot be read"):
            found = [read_record(desk), *(read_journal(file, desk) for file in (journal_file(), *files))]
        found += [backup_facts.closures_in_database(desk, hosts, made_at)]
        begun: dict[str, datetime] = {}
        for journal in found:
            begun |= {host: min(at, begun.get(host, at)) for host, at in journal.begun.items()}
        journal = Journal(begun, tuple(dict.fromkeys(one for part in found for one in part.closures)))
        missing = journal.find_missing_hosts(hosts, made_at)
        if missing and not assume_none:
            raise BackupError(
                NOTHING_KNOWN.format(time=f"{made_at:%d %B %Y %H:%M UTC}", hosts=list_hosts(missing))
            )
        return replace(journal, begun={}) if missing else journal

    def remove_new_desk(self) -> None:
        """Remove the empty database that this command has created."""
        folder = database_folder()
        if postgres.was_created_here(folder) and backup_facts.is_empty_database():
            close_connections()
            postgres.remove_if_created_here(folder, others=(SECRET_KEY,))

    def refuse_database_in_use(self) -> None:
        """Refuse a database with other connections; close the own one first.

        From here on only PostgreSQL's programs talk to the database.
        """
        close_connections()
        database = database_from_settings(settings.DATABASES["default"])
        deadline = monotonic() + CLOSE_SECONDS
        while others := backup_facts.count_other_connections(database.conninfo, database.password):
            if monotonic() < deadline:
                sleep(0.1)
                continue
            raise BackupError(
                f"The database is in use (open connections: {others}). Stop the desk on every machine first."
            )

    def replace_desk(self, folder: Path, manifest: Manifest, journal: Journal) -> list[str]:
        """Check and copy, then replace the desk; return the places of former files.

        The database is replaced in one transaction, so only renames are left once it has changed. A failure before
        that changes nothing.
        """
        media = None if settings.MEDIA_URL_S3 else Path(settings.MEDIA_ROOT)
        self.refuse_database_in_use()  # before the long copy, and once more after it
        with stage_media(folder, manifest, media, ProgressBar("checking")) as incoming:
            self.refuse_database_in_use()
            key = read_secret_key(folder, manifest)
            merge_journal(manifest.desk, journal)
            load_database(
                database_from_settings(settings.DATABASES["default"]), folder / DATABASE,
                dump_version=manifest.dump_version, finish=MARK_AS_RESTORED,
            )  # fmt: skip
            return put_in_place(incoming, key, data_dir=Path(settings.DATA_DIR), at=timezone.now())

    def report(
        self, manifest: Manifest, reopened: RestoreResult, old_paths: list[str], journal: Journal
    ) -> None:
        self.stdout.write(f"The desk is as it was at {manifest.made_at:%d %B %Y %H:%M UTC}.")
        self.stdout.write(f"Partners synchronise their mirrors from log number {reopened.begun.n} on.")
        for closure in reopened.closed:
            self.stdout.write(
                f"Closed again: {closure.model} {closure.id} ({closure.verb}, {closure.at:%d %B %H:%M UTC})."
            )
        for pk in reopened.stopped:
            self.stdout.write(f"Its scheduled publication is stopped: article {pk}.")
        if journal.begun:
            self.stdout.write(
                f"{len(reopened.closed)} closed again; a chief editor decides on the desk's alarm."
            )
        else:
            self.stdout.write(
                "Check by hand what was withdrawn since; the desk shows an alarm until a chief editor confirms."
            )
        for path in old_paths:
            self.stdout.write(f"The old files are in {path}")


def list_hosts(hosts: Sequence[str]) -> str:
    """Return hosts with their data folders, for a sentence."""
    named = (host.partition("/") for host in hosts)
    return ", ".join(f"{name} (/{folder})" if name else "any host" for name, _slash, folder in named)
