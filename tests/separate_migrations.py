"""Migrations one by one, as databases got them that were made before a squashed migration stood in for them.

`python -m tests.separate_migrations articles.0047_indexes_of_the_wire_desk` migrates the database of `DATABASE_URL` so far,
and without names to the end. A squashed migration then does nothing, after the last of those that it replaces.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


@contextmanager
def separate_migrations() -> Iterator[None]:
    """Let no migration replace others."""
    load_disk = MigrationLoader.load_disk

    def load_separately(loader: MigrationLoader) -> None:
        load_disk(loader)
        for migration in loader.disk_migrations.values():
            if migration.replaces:
                migration.dependencies = [*migration.dependencies, migration.replaces[-1]]
                migration.operations, migration.replaces = [], []

    with patch.object(MigrationLoader, "load_disk", load_separately):
        yield


def main(names: list[str]) -> None:
    with separate_migrations():
        if names:
            targets = [(app, name) for app, _, name in (one.partition(".") for one in names)]
            MigrationExecutor(connection).migrate(targets)
        else:
            call_command("migrate", verbosity=0, skip_checks=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    main(sys.argv[1:])
