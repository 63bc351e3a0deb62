"""Command `receive_wire`: ingest files of agency copy."""

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
        "Ingest agency copy, one story per file, or - for standard input. It is stored as received and parsed; "
        "corrections, updates and kills of stories on the desk are shown to the editors."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", help="files of copy, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [name for name in options["files"] if not self.ingest_file(name)]
        if failed:
            raise CommandError(
                f"{len(failed)} of {len(options['files'])} could not be ingested: {', '.join(failed)}"
            )

    def ingest_file(self, name: str) -> bool:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            result = ingest(raw, by=None, at=timezone.now())
        except OSError as error:
            self.stderr.write(f"{name}: {error.strerror}")
        except (ActionRefused, ParseFailed) as refusal:
            self.stderr.write(f"{name}: {refusal}")
        else:
            self.stdout.write(f"{name}: {describe_result(result)}")
            return True
        return False


def describe_result(result: IngestResult) -> str:
    item_id = result.item.pk
    if result.item.repeats_id is not None:
        return f"received copy #{item_id}, sent again unchanged (#{result.item.repeats_id})"
    if result.item.superseded_by_id is not None:
        return f"received copy #{item_id}, older than received copy #{result.item.superseded_by_id}"
    if not result.changes:
        return f"received copy #{item_id}"
    stories = ", ".join(
        f"#{change.article_id}" if change.article_id else "no story found" for change in result.changes
    )
    return f"received copy #{item_id}, {result.changes[0].kind} of {stories}"
