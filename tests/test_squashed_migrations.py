"""New databases and those that were made migration by migration are the same, and each of the latter gets to the end."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from articles.actions.backups.backup_facts import server_version
from newsroom.backup.postgres_client import find_program
from newsroom.db.checks import is_migrated
from newsroom.launcher import migrations
from tests.newsroom.processes import build_database_url
from tests.paths import ROOT

STOPS = {
    "in the middle": ["articles.0047_indexes_of_the_wire_desk"],
    "at release 0.1.0": [
        "articles.0082_sections_beside_words_of_the_site",
        "newsroom.0002_stemmers_of_more_languages",
        "people.0006_plain_labels",
    ],
    "before the squash": [],
}
"""Last migrations of former databases; without one all that are replaced."""
RELEASED = "at release 0.1.0"
"""What desks outside have; the others are tried on demand."""
SECTION = """
INSERT INTO articles_section (name, name_en, slug, description, position) VALUES (%s, '', %s, '', 1)
"""
CHANGED_BY_SECTION: dict[str, list[tuple[Any, ...]]] = {"site_change": [], "site_mark": []}
ROWS = {
    "auth_permission": "SELECT app_label, model, codename, p.name FROM auth_permission p"
    " JOIN django_content_type t ON t.id = content_type_id",
    "django_content_type": "SELECT app_label, model FROM django_content_type",
    "django_migrations": "SELECT app, name FROM django_migrations",
    "feed_head": "SELECT id, n, home FROM feed_head",
}
"""Statements for tables whose rows differ in random texts, times and numbers."""

pytestmark = pytest.mark.django_db


def test_a_database_that_lacks_the_name_of_a_squash_alone_gets_it_without_a_migration() -> None:
    squashed = [key for key, found in MigrationLoader(None).disk_migrations.items() if found.replaces]
    for app, name in squashed:
        MigrationRecorder(connection).migration_qs.filter(app=app, name=name).delete()
    assert not is_migrated()
    lines: list[str] = []

    migrations.migrate_once(lines.append)

    assert len(squashed) == 3
    assert is_migrated()
    assert lines == ["database ready"]


def test_each_function_and_trigger_has_its_present_text_in_one_file() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'newsroom%'"
            " UNION SELECT tgname FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid WHERE proname LIKE 'newsroom%'"
        )
        names = {row[0] for row in cursor.fetchall()}
    texts = [
        file.read_text() for app in ("articles", "newsroom") for file in (ROOT / app / "sql").glob("*.sql")
    ]

    made = {
        name: sum(f"REPLACE FUNCTION {name}(" in text or f"TRIGGER {name}\n" in text for text in texts)
        for name in names
    }

    assert len(made) > 50
    assert {name: times for name, times in made.items() if times != 1} == {}


def administer(*statements: str) -> None:
    with psycopg.connect(build_database_url("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def run_python(database: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True,
        env=os.environ | {"DATABASE_URL": build_database_url(database), "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
    )  # fmt: skip


def read_schema(database: str) -> str:
    program = find_program("pg_dump", server_version())
    command = [program, "--schema-only", "--no-owner", build_database_url(database)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "\n".join(
        line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))
    )


def read_rows(database: str) -> dict[str, list[tuple[Any, ...]]]:
    with psycopg.connect(build_database_url(database)) as link:
        tables = [
            row[0] for row in link.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        statements = {table: ROWS.get(table, f"SELECT * FROM {table}") for table in tables}
        return {
            table: sorted(link.execute(words).fetchall(), key=repr) for table, words in statements.items()
        }


@pytest.fixture(scope="module")
def make_database(django_db_setup: None) -> Iterator[Callable[..., str]]:
    made: list[str] = []

    def make(template: str = "template1") -> str:
        name = f"{connection.settings_dict['NAME']}_{len(made)}"
        administer(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        )
        made.append(name)
        return name

    yield make
    administer(*(f'DROP DATABASE "{name}" WITH (FORCE)' for name in made))


@pytest.fixture
def former(make_database: Callable[..., str], stop: str) -> str:
    """A database that was made migration by migration as far as `stop`."""
    name = make_database()
    run_python(name, "-m", "tests.separate_migrations", *STOPS[stop])
    return name


@pytest.fixture(scope="module")
def new(make_database: Callable[..., str]) -> str:
    name = make_database()
    run_python(name, "manage.py", "migrate", "--verbosity=0")
    return name


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize(
    "stop", [pytest.param(stop, marks=() if stop == RELEASED else pytest.mark.exhaustive) for stop in STOPS]
)
def test_a_former_database_migrates_to_that_of_a_new_desk_and_keeps_its_rows(former: str, new: str) -> None:
    with psycopg.connect(build_database_url(former)) as link:
        link.execute(SECTION, ["Hafen", "hafen"])

    run_python(former, "manage.py", "migrate", "--verbosity=0")

    rows = read_rows(former)
    assert [row[1] for row in rows.pop("articles_section")] == ["Hafen"]
    assert rows | CHANGED_BY_SECTION | {"articles_section": []} == read_rows(new)
    assert read_schema(former) == read_schema(new)
