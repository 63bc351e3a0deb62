"""Command `rotate_secret_key`: encrypt stored secrets under a new SECRET_KEY."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.stored_secrets import (
    SecretKeyUnknown,
    SecretsUnreadable,
    check_secret_key,
    rotate_secrets,
)


class Command(BaseCommand):
    help = (
        "Encrypt all stored secrets under SECRET_KEY, after its former value was named in SECRET_KEY_FALLBACKS on "
        "every host. Safe to interrupt and to repeat: the next run continues."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only check that SECRET_KEY is the key of the database"
        )
        parser.add_argument(
            "--lost",
            action="store_true",
            help="accept SECRET_KEY although the former key is lost; secrets under it stay unreadable",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lost = options["lost"]
        try:
            if not lost:
                check_secret_key()
            if options["check"]:
                return
            result = rotate_secrets(at=timezone.now(), accept_loss=lost, report=self.show_progress)
        except SecretKeyUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        except SecretsUnreadable as unreadable:
            raise CommandError(
                f"These secrets are encrypted under a key that SECRET_KEY_FALLBACKS does not name, and stay as they "
                f"are:\n{unreadable}\nName the key and run this again, or accept the loss with --lost."
            ) from unreadable
        for line in result.unreadable:
            self.stdout.write(f"lost: {line}")
        self.stdout.write(
            f"{result.renewed} secrets encrypted again, {result.current} were under SECRET_KEY already, "
            f"{len(result.unreadable)} lost."
        )

    def show_progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done} of {total} secrets{'\n' if done >= total else ''}")
            sys.stderr.flush()
