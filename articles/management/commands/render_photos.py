"""`manage.py render_photos`: make the renditions that photos still lack, at once instead of in the background."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.photos.render import count_waiting, render_waiting


class Command(BaseCommand):
    help = "Make the WebP and AVIF renditions that photos still lack. Safe to interrupt and to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = count_waiting()
        done = 0
        for done, _number in enumerate(render_waiting(), start=1):
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{done} of {waiting} ")
        if done and sys.stderr.isatty():
            sys.stderr.write("\n")
        left = waiting - done
        self.stdout.write(f"{done} photos rendered" + (f", {left} passed over: no file" if left > 0 else ""))
