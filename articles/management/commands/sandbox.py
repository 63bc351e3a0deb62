import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.feed.sandbox import PARTNER, issue_sandbox_key, run_scenario
from articles.models import Partner


class Command(BaseCommand):
    help = (
        "Play publication, correction, embargo, end of a licence, withholding and kill to a test partner, for testing "
        "a client of the feed. The stories are public: use a desk of your own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pause", type=float, default=10, help="seconds between the steps (10)")
        parser.add_argument(
            "--here", action="store_true", help="run on a desk with other partners, who will see it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        others = Partner.objects.filter(active=True).exclude(name=PARTNER)
        if others.exists() and not options["here"]:
            raise CommandError(
                "This desk has other partners, who would see the test stories. Use --here to run it anyway."
            )
        key = issue_sandbox_key(at=timezone.now())
        self.stdout.write(f"KEY={key}\nBASE={settings.SITE_URL}/api/v1\n")
        time.sleep(options["pause"])
        for expected, happened in run_scenario(timezone.now, lambda: time.sleep(options["pause"])):
            self.stdout.write(f"{expected:18} {happened}")
