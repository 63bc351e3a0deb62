from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom.db import checks
from newsroom.db.checks import is_migrated, is_pooled, unknown_migrations
from newsroom.launcher import migrations
from newsroom.models import DatabaseVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer() -> None:
    MigrationRecorder(connection).record_applied("articles", "9999_from_the_future")


def test_a_database_of_this_version_has_no_unknown_migration() -> None:
    assert unknown_migrations() == []


def test_a_migration_that_no_file_explains_is_named(newer: None) -> None:
    assert unknown_migrations() == ["articles.9999_from_the_future"]


def test_an_application_that_is_no_longer_installed_makes_no_database_newer() -> None:
    MigrationRecorder(connection).record_applied("polls", "0001_initial")

    assert unknown_migrations() == []


def test_up_refuses_a_newer_database_before_it_touches_anything(newer: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        migrations, "call_command", lambda *_args, **_options: pytest.fail("something was run")
    )

    with pytest.raises(
        CommandError, match=r"made by a newer Newsroom: it has articles\.9999_from_the_future"
    ):
        migrations.migrate_once(lambda _words: None)


def test_an_unused_database_is_not_newer(newer: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")

    assert unknown_migrations() == []


def test_a_connection_of_our_own_is_not_pooled() -> None:
    assert not is_pooled()


def test_a_database_of_this_version_is_known_by_names_alone() -> None:
    assert is_migrated()


def test_a_database_without_one_migration_is_not_up_to_date() -> None:
    MigrationRecorder(connection).migration_qs.filter(app="people", name="0001_directory").delete()

    assert not is_migrated()


def test_a_newer_database_is_not_that_of_this_version(newer: None) -> None:
    assert not is_migrated()


def test_an_empty_database_is_not_up_to_date() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")

    assert not is_migrated()


@pytest.mark.parametrize(("own", "serves"), [("0.1.9", False), ("0.2.0", True), ("0.10.0", True)])
def test_a_newer_database_is_served_by_the_versions_it_was_kept_readable_for(
    newer: None, monkeypatch: pytest.MonkeyPatch, own: str, serves: bool
) -> None:
    DatabaseVersion.objects.update_or_create(number=1, defaults={"readable_from": "0.2.0"})
    monkeypatch.setattr(checks, "VERSION", own)

    assert is_migrated() is serves


def test_a_start_that_goes_back_leaves_the_newer_tables_and_their_version_alone(newer: None) -> None:
    DatabaseVersion.objects.update_or_create(number=1, defaults={"readable_from": "0.2.0"})
    lines: list[str] = []

    migrations.migrate_once(lines.append)

    assert lines == ["database ready"]
    assert DatabaseVersion.objects.get().readable_from == "0.2.0"


def test_a_readable_database_that_lacks_a_migration_of_this_version_is_not_served(newer: None) -> None:
    DatabaseVersion.objects.update_or_create(number=1, defaults={"readable_from": "0.2.0"})
    MigrationRecorder(connection).migration_qs.filter(app="people", name="0001_directory").delete()

    assert not is_migrated()


def test_migrations_record_the_oldest_version_that_can_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    DatabaseVersion.objects.all().delete()
    monkeypatch.setattr(migrations, "READABLE_FROM", "0.2.0")

    migrations.run_migrations(lambda _words: None)

    assert DatabaseVersion.objects.get().readable_from == "0.2.0"
