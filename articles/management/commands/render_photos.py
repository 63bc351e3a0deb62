"""Command `render_photos`: make missing renditions now, not in the background."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.photos.render import count_waiting, render_waiting


class Command(BaseCommand):
    help = "Make the missing WebP and AVIF renditions of photos. Safe to interrupt and to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = count_waiting()
        done = 0
        for done, _photo_id in enumerate(render_waiting(), start=1):
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{done} of {waiting} ")
        if done and sys.stderr.isatty():
            sys.stderr.write("\n")
        left = waiting - done
        self.stdout.write(f"{done} photos rendered" + (f", {left} skipped: no file" if left > 0 else ""))
