"""Migrations run once, and other starts wait for them with a line."""

from collections.abc import Callable

import psycopg
import pytest
from django.core.management import CommandError

from newsroom.launcher import migrations, progress
from newsroom.launcher.progress import StepCounter
from tests.newsroom.processes import build_database_url


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.mark.django_db
def test_a_start_waits_with_a_line_while_another_one_migrates(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = psycopg.connect(build_database_url(), autocommit=True)
    other.execute("SELECT pg_advisory_lock(%s)", [migrations.MIGRATION_LOCK])
    monkeypatch.setattr(migrations.time, "sleep", lambda _seconds: other.close())

    with migrations.hold_migration_lock(lines.append):
        held = list(lines)

    assert set(held) == {"another start migrates the database; waiting until it has finished"}
    assert len(held) == 1


@pytest.mark.django_db
def test_an_up_to_date_database_is_neither_locked_nor_migrated(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "hold_migration_lock", lambda _say: pytest.fail("locked"))

    migrations.migrate_once(lines.append)

    assert lines == ["database ready"]


@pytest.mark.django_db
def test_a_host_that_does_not_migrate_waits_for_one_that_does(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, False, True])
    monkeypatch.setattr(migrations, "is_migrated", lambda: next(answers))
    monkeypatch.setattr(migrations.time, "sleep", lambda _seconds: None)

    migrations.wait_for_migrations(lines.append)

    assert lines == [
        "waiting for the migrations of this version, which `up --only migrate` runs",
        "database ready",
    ]


@pytest.mark.parametrize("start", [migrations.migrate_once, migrations.wait_for_migrations])
@pytest.mark.django_db
def test_a_newer_database_is_refused_by_every_role(
    start: Callable[..., None], lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "is_migrated", lambda: False)
    monkeypatch.setattr(migrations, "unknown_migrations", lambda: ["articles.9999_later"])

    with pytest.raises(CommandError, match=r"made by a newer Newsroom: it has articles\.9999_later"):
        start(lines.append)


def test_long_work_is_counted_line_by_line(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PAUSE_SECONDS", 0.0)
    counter = StepCounter("migrating the database", 2, lines.append)

    counter.advance()
    counter.advance()

    assert lines == [
        "migrating the database: 2 to do",
        "migrating the database: 1 of 2",
        "migrating the database: 2 of 2",
    ]
