from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom.db.checks import is_migrated, is_pooled, unknown_migrations
from newsroom.launcher import migrations

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
