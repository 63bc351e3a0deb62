from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.launcher import postgres


class Command(BaseCommand):
    help = "Stop the bundled PostgreSQL even if it is in use. Any command that needs it starts it again."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = postgres.stop(Path(settings.DATA_DIR) / "postgres")
        self.stdout.write("PostgreSQL has stopped." if stopped else "PostgreSQL was not running.")
