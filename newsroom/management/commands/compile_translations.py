"""Write each .mo file that its .po file has outgrown."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.translations import compile_po


class Command(BaseCommand):
    help = "Compile newsroom/locale/*/LC_MESSAGES/*.po; needs no gettext on the machine."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).rglob("*.po")):
                target = source.with_suffix(".mo")
                compiled = compile_po(source.read_text(encoding="utf-8"))
                if not target.exists() or target.read_bytes() != compiled:
                    target.write_bytes(compiled)
                    self.stdout.write(f"compiled {target.name} ({source.parent.parent.name})")
