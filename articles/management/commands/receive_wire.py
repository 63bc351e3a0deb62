"""Command `receive_wire`: ingest files of news agencies and plain copy."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import ParseFailed, ingest, ingest_file
from articles.actions.intake.receive.receive_file import FileResult, ItemResult
from articles.actions.intake.receive.sources import ensure_agency_source
from articles.models import WireSource


class Command(BaseCommand):
    requires_migrations_checks = False
    help = (
        "Ingest files of news agencies, or - for standard input. They are stored as received and read; corrections, "
        "updates and kills of stories on the desk are shown to the editors."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", help="files of any agency format, or - for standard input")
        parser.add_argument(
            "--source",
            default="",
            help="code of the wire source; that of a known agency is created if missing",
        )
        parser.add_argument("--jsonl", action="store_true", help="print one line of JSON for each file")

    def handle(self, *args: Any, **options: Any) -> None:
        self.create_tables_if_missing()
        source = self.find_source(options["source"]) if options["source"] else None
        failed = [
            name for name in options["files"] if not self.ingest_file(name, source, jsonl=options["jsonl"])
        ]
        if failed:
            raise CommandError(
                f"{len(failed)} of {len(options['files'])} could not be ingested: {', '.join(failed)}"
            )

    def create_tables_if_missing(self) -> None:
        """Migrate a database that is still empty, as the first start of the desk would."""
        if not MigrationRecorder(connection).has_table():
            self.stderr.write("The database is empty; its tables are created.")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)

    def find_source(self, code: str) -> WireSource:
        source = WireSource.objects.select_related("agency").filter(code=code).first()
        if source is not None:
            return source
        source = ensure_agency_source(code, at=timezone.now())
        if source is None:
            known = ", ".join(WireSource.objects.values_list("code", flat=True)) or "none"
            raise CommandError(
                f"There is no wire source {code!r}, and no agency of that code. Sources: {known}."
            )
        self.stderr.write(f"Wire source {code!r} was created for {source.agency}.")
        return source

    def ingest_file(self, name: str, source: WireSource | None, *, jsonl: bool) -> bool:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            answer = self.ingest_bytes(raw, name, source)
        except OSError as error:
            return self.report_failure(name, str(error.strerror), jsonl=jsonl)
        except (ActionRefused, ParseFailed) as refusal:
            return self.report_failure(name, str(refusal), jsonl=jsonl)
        if jsonl:
            self.stdout.write(json.dumps({"file": name, **answer}, ensure_ascii=False))
        else:
            self.stdout.write(f"{name}: {answer['text']}")
        return answer["outcome"] != "quarantined" or jsonl

    def ingest_bytes(self, raw: bytes, name: str, source: WireSource | None) -> dict[str, Any]:
        if source is None:
            result = ingest(raw, by=None, at=timezone.now())
            return {"outcome": result.outcome, "item": result.item.pk, "text": describe_result(result)}
        return describe_file(ingest_file(raw, source=source, name=Path(name).name, at=timezone.now()))

    def report_failure(self, name: str, reason: str, *, jsonl: bool) -> bool:
        if jsonl:
            self.stdout.write(json.dumps({"file": name, "outcome": "quarantined", "reason": reason}))
        self.stderr.write(f"{name}: {reason}")
        return jsonl


def describe_file(result: FileResult) -> dict[str, Any]:
    """Return the effects of a file and its items."""
    items = [
        {
            "item": one.item.pk, "outcome": one.outcome, "guid": one.item.guid, "version": one.item.version,
            "stories": [change.article_id for change in one.changes if change.article_id],
        }
        for one in result.items
    ]  # fmt: skip
    words = result.file.reason or ", ".join(
        f"received copy #{one['item']}: {one['outcome']}" for one in items
    )
    return {
        "outcome": result.outcome, "file_id": result.file.pk, "reason": result.file.reason, "items": items,
        "text": words or result.outcome,
    }  # fmt: skip


def describe_result(result: ItemResult) -> str:
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
