"""Fill an empty desk with two months of invented stories."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.demo.load import DeskInUse, LoadResult, load_demo
from articles.demo.reference_data import LOGIN_PASSWORD


class Command(BaseCommand):
    help = "Fill an empty desk with two months of invented stories, people and pictures. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="the hour the demo is to be seen from, ISO 8601 (default: now)")
        parser.add_argument(
            "--logins",
            action="store_true",
            help=f"let the demo's editors log in with the password {LOGIN_PASSWORD!r}, known to everybody",
        )
        parser.add_argument("--force", action="store_true", help="also on a desk that has stories of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = not options["verbosity"] or not self.stdout.isatty()
        try:
            filled = load_demo(
                parse_time(options["at"]), tell=self.tell, logins=options["logins"], force=options["force"]
            )
        except DeskInUse as refusal:
            raise CommandError(f"{refusal} Say --force to add the demo all the same.") from refusal
        if options["verbosity"]:
            self.report(filled)

    def tell(self, words: str) -> None:
        """One line written over again and again; only on a terminal, where that is possible."""
        if not self.quiet:
            self.stdout.write(f"\r\033[K{words[:76]}", ending="")
            self.stdout.flush()

    def report(self, filled: LoadResult) -> None:
        self.tell("")
        did = f"{filled.acts} acts done" if filled.acts else "nothing to do"
        self.stdout.write(f"Demo desk: {filled.stories} stories, {did}.")
        self.stdout.write(f"Demo partner's key, known to everybody: {filled.key}")


def parse_time(words: str | None) -> datetime:
    """An ISO time; one without an offset is meant in the desk's zone."""
    if words is None:
        return timezone.now()
    try:
        found = parse_datetime(words)
    except ValueError as mistake:
        raise CommandError(f"--at {words}: {mistake}.") from mistake
    if found is None:
        raise CommandError(f"--at {words}: write an ISO time such as 2026-11-25T12:00+01:00.")
    return found if timezone.is_aware(found) else found.replace(tzinfo=ZoneInfo(settings.DESK_TIME_ZONE))
