"""Command `read_wire`: read agency files and print the result as JSON.

manage.py read_wire [--jsonl] [--zone ZONE] FILE…
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError

from articles.parsing.errors import CopyError
from articles.wire.registry import read_wire
from articles.wire.to_dict import reading_to_dict


class Command(BaseCommand):
    help = (
        "Read files of news agencies, recognised by their content, and print the result. Needs no database."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="files of any agency format")
        parser.add_argument("--jsonl", action="store_true", help="print one line of JSON for each file")
        parser.add_argument(
            "--zone",
            default="Europe/Berlin",
            help="time zone of times without an offset (default: %(default)s)",
        )

    def handle(self, *, files: list[str], jsonl: bool, zone: str, **options: object) -> None:
        try:
            here = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise CommandError(f"{zone} is no time zone; write Europe/Berlin.") from error
        for name in files:
            answer = {"file": name, **read_file(name, here)}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=None if jsonl else 2))


def read_file(name: str, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a file holds, or the reason why it cannot be read."""
    try:
        return reading_to_dict(read_wire(Path(name).read_bytes(), zone=zone))
    except OSError as error:
        reason = f"The file cannot be opened: {error.strerror}."
    except CopyError as refusal:
        reason = refusal.message
    return {"status": "quarantined", "format": "", "reason": reason, "warnings": [], "items": []}
