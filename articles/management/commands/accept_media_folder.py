"""Command `accept_media_folder`: make this host's media folder the desk's."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.photos.media_folder import (
    MediaFolderElsewhere,
    accept_media_folder,
    register_media_folder,
)


class Command(BaseCommand):
    help = (
        "Make the media folder of this host the desk's, after its files were moved here. Hosts that use another folder "
        "are refused at their next start."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only register a first folder, or refuse another one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.MEDIA_ROOT).absolute()
        write = register_media_folder if options["check"] else accept_media_folder
        try:
            write(folder, at=timezone.now())
        except MediaFolderElsewhere as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as failure:
            raise CommandError(f"The media folder {folder} cannot be used: {failure.strerror}.") from failure
        self.stdout.write(f"The desk's media are in {folder}.")
