"""Command that moves photos, audio and video to another store while the desk runs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.env import InvalidEnvironment
from newsroom.env.media import read_s3_address
from newsroom.media_store.address import SCHEME
from newsroom.media_store.storages import MediaStore, build_store, media_store
from newsroom.media_store.transfer import MoveJournal, TransferResult, copy_files, delete_copied

PROGRESS_SECONDS = 5
MAX_ROUNDS = 10
"""Rounds for files that the desk stores meanwhile."""
SHOWN = 20
"""Names in a list of files."""


class Command(BaseCommand):
    help = (
        "Copy all photos, audio and video to another store, compare them by hash, and say what differs. Run it again "
        "to go on after a stop. The desk may run; the old store is untouched until --delete."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("target", help="the new store: s3://… as in MEDIA_URL_S3, or a folder")
        parser.add_argument(
            "--from", dest="source", help="the old store (default: the one that the desk uses)"
        )
        parser.add_argument(
            "--delete",
            action="store_true",
            help="after the copy, delete what is equal in both from the old store",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source = find_store(options["source"]) if options["source"] else media_store()
        target = find_store(options["target"])
        if source.label == target.label:
            raise CommandError(f"both stores are {source.label}: name the old one with --from.")
        if options["delete"] and source.label == media_store().label:
            raise CommandError(
                f"the desk uses {source.label}: set MEDIA_URL_S3 and restart the desk before the old files are deleted."
            )
        journal = MoveJournal.read(Path(settings.DATA_DIR) / "media_moves", source, target)
        try:
            self.copy(source, target, journal)
            if options["delete"]:
                self.delete_old(source, target, journal)
        except OSError as failure:
            raise CommandError(f"{failure}; run the command again to go on.") from failure
        if not options["delete"]:
            self.advise(target)

    def copy(self, source: MediaStore, target: MediaStore, journal: MoveJournal) -> None:
        """Copy until a round finds nothing new; refuse to go on if files differ."""
        for _round in range(MAX_ROUNDS):
            result = copy_files(source, target, journal, self.show_progress("files compared"))
            self.stdout.write(
                f"{result.copied} files copied, {len(journal.entries)} equal by hash in both stores"
            )
            if result.different:
                raise CommandError(describe_different(result, target))
            if not result.copied:
                return

    def delete_old(self, source: MediaStore, target: MediaStore, journal: MoveJournal) -> None:
        left = delete_copied(source, target, journal, self.show_progress("files deleted"))
        self.stdout.write(f"{source.label}: {len(left)} files are left")
        for name in left[:SHOWN]:
            self.stdout.write(f"  {name}")

    def advise(self, target: MediaStore) -> None:
        self.stdout.write(
            f"All files are in {target.label}. Set MEDIA_URL_S3 for it and restart the desk. Then run this command "
            "with --from and the old store for what was stored until then, and once more with --delete."
        )

    def show_progress(self, words: str) -> Callable[[int, int], None]:
        """Return a function that prints a line now and then, and the last one."""
        printed = monotonic()

        def show(done: int, total: int) -> None:
            nonlocal printed
            if done == total or monotonic() - printed >= PROGRESS_SECONDS:
                printed = monotonic()
                self.stdout.write(f"- {done} of {total} {words}")
                self.stdout.flush()

        return show


def find_store(text: str) -> MediaStore:
    """Return the store of an address or of a folder; raise CommandError otherwise."""
    if not text.startswith(SCHEME):
        folder = Path(text).absolute()
        if "://" in text or not folder.parent.is_dir():
            raise CommandError(f"{text} is neither an address s3://… nor a folder.")
        return build_store(None, str(folder))
    try:
        return build_store(read_s3_address("The address", text), "")
    except InvalidEnvironment as mistake:
        raise CommandError(str(mistake)) from mistake


def describe_different(result: TransferResult, target: MediaStore) -> str:
    names = ", ".join(result.different[:SHOWN]) + (" …" if len(result.different) > SHOWN else "")
    return (
        f"{len(result.different)} of {result.total} files have other bytes in {target.label} and were left as they "
        f"are: {names}. Delete or rename them there, and run the command again."
    )
