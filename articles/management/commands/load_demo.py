"""Command `load_demo`: fill an empty desk with two months of invented stories."""

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
        parser.add_argument("--at", help="time that the demo is relative to, ISO 8601 (default: now)")
        parser.add_argument(
            "--logins",
            action="store_true",
            help=f"let the demo's editors log in with the password {LOGIN_PASSWORD!r}, known to everybody",
        )
        parser.add_argument(
            "--force", action="store_true", help="load it into a desk that has other stories, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = not options["verbosity"] or not self.stdout.isatty()
        try:
            result = load_demo(
                parse_time(options["at"]),
                report=self.show_step,
                logins=options["logins"],
                force=options["force"],
            )
        except DeskInUse as refusal:
            raise CommandError(f"{refusal} Use --force to add the demo anyway.") from refusal
        if options["verbosity"]:
            self.print_result(result)

    def show_step(self, text: str) -> None:
        """Overwrite one line with the step, on terminals only."""
        if not self.quiet:
            self.stdout.write(f"\r\033[K{text[:76]}", ending="")
            self.stdout.flush()

    def print_result(self, result: LoadResult) -> None:
        self.show_step("")
        steps = f"{result.steps} steps done" if result.steps else "nothing to do"
        self.stdout.write(f"Demo desk: {result.stories} stories, {steps}.")
        self.stdout.write(f"Demo partner's key, known to everybody: {result.key}")


def parse_time(text: str | None) -> datetime:
    """Return an ISO time; one without offset is in the desk's zone."""
    if text is None:
        return timezone.now()
    try:
        time = parse_datetime(text)
    except ValueError as error:
        raise CommandError(f"--at {text}: {error}.") from error
    if time is None:
        raise CommandError(f"--at {text}: write an ISO time such as 2026-11-25T12:00+01:00.")
    return time if timezone.is_aware(time) else time.replace(tzinfo=ZoneInfo(settings.DESK_TIME_ZONE))
