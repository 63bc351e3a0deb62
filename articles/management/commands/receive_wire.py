"""Take files of agency copy in, as from a folder that an agency delivers to."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.errors import ActionRefused
from articles.actions.intake.ingest import IngestResult, ParseFailed, ingest


class Command(BaseCommand):
    help = (
        "Take agency copy in: one story a file, or - for standard input. It is kept as it came, read, and, where it "
        "corrects, updates or kills something the desk has, put before the editors."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", help="files of copy, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [name for name in options["files"] if not self.take(name)]
        if failed:
            raise CommandError(
                f"{len(failed)} of {len(options['files'])} could not be taken in: {', '.join(failed)}"
            )

    def take(self, name: str) -> bool:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            arrived = ingest(raw, by=None, at=timezone.now())
        except OSError as trouble:
            self.stderr.write(f"{name}: {trouble.strerror}")
        except (ActionRefused, ParseFailed) as refusal:
            self.stderr.write(f"{name}: {refusal}")
        else:
            self.stdout.write(f"{name}: {describe_result(arrived)}")
            return True
        return False


def describe_result(arrived: IngestResult) -> str:
    number = arrived.item.pk
    if arrived.item.repeats_id is not None:
        return f"received copy #{number}, sent again unchanged (#{arrived.item.repeats_id})"
    if arrived.item.superseded_by_id is not None:
        return f"received copy #{number}, older than what is here (#{arrived.item.superseded_by_id})"
    if not arrived.changes:
        return f"received copy #{number}"
    about = ", ".join(
        f"#{change.article_id}" if change.article_id else "no story found" for change in arrived.changes
    )
    return f"received copy #{number}, {arrived.changes[0].kind} of {about}"
