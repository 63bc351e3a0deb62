"""Command `confirm_database_upgrade`: remove the data of the former PostgreSQL."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.launcher.postgres.upgrade import remove_former_data


class Command(BaseCommand):
    help = "Remove the copy that an upgrade of the bundled PostgreSQL left. There is no way back afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            removed = remove_former_data(Path(settings.DATA_DIR) / "postgres")
        except OSError as failure:
            raise CommandError(f"Not all former data were removed: {failure}") from failure
        for folder in removed:
            self.stdout.write(f"Removed: {folder}")
        if not removed:
            self.stdout.write("There are no former data.")
