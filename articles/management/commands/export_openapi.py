from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.feed.schema_compatibility import (
    FILE,
    committed_schema,
    current_schema,
    find_breaks,
    format_schema,
)


class Command(BaseCommand):
    help = (
        "Write the OpenAPI description of the partner feed to the committed file. A change that breaks partners' "
        "clients is refused: it needs a new version of the API, or a year of notice in articles/feed/deprecations.py."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the file is not up to date"
        )
        parser.add_argument("--after-sunset", action="store_true", help="write it even if it breaks clients")

    def handle(self, *args: Any, **options: Any) -> None:
        before, now = committed_schema(), current_schema()
        if (broken := find_breaks(before, now)) and not options["after_sunset"]:
            raise CommandError("This breaks partners' clients:\n  " + "\n  ".join(broken))
        if options["check"]:
            if format_schema(before) != format_schema(now):
                raise CommandError(f"{FILE.name} is out of date: run manage.py export_openapi.")
            return
        FILE.write_text(format_schema(now), encoding="utf-8")
        self.stdout.write(f"{FILE.name}: {len(now['paths'])} addresses")
