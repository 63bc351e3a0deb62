from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom.db.checks import is_pooled, unknown_migrations
from newsroom.management.commands import up

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
    monkeypatch.setattr(up, "call_command", lambda *_args, **_options: pytest.fail("something was run"))

    with pytest.raises(
        CommandError, match=r"made by a newer Newsroom: it has articles\.9999_from_the_future"
    ):
        up.Command().prepare("127.0.0.1", demo=False, open_demo=False)


def test_an_unused_database_is_not_newer(newer: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")

    assert unknown_migrations() == []


def test_a_connection_of_our_own_is_not_pooled() -> None:
    assert not is_pooled()
