import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

from articles.models import RoleDefault, Section
from articles.models.audit import find_model, stored_model_name
from tests.factories import make_published, make_section
from tests.paths import ROOT

APPS = ("newsroom", "people", "articles")


@pytest.mark.django_db
def test_the_models_need_no_further_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("app", APPS)
def test_each_app_has_one_newest_migration(app: str) -> None:
    loader = MigrationLoader(connection)

    assert len(loader.graph.leaf_nodes(app)) == 1


@pytest.mark.parametrize("app", APPS)
def test_every_migration_has_a_name_that_says_what_it_does(app: str) -> None:
    names = [file.stem for file in (ROOT / app / "migrations").glob("0*.py")]

    assert names
    assert not [name for name in names if re.search(r"_auto_|_initial$|\d{8}", name)]


DOUBLE_NUMBERS = {("articles", "0006")}
"""Applied under these names; see `newsroom/decisions/0017-squashed-migrations.md`."""


def test_no_two_migrations_of_an_app_have_one_number() -> None:
    numbers = Counter(
        (app, file.stem[:4]) for app in APPS for file in (ROOT / app / "migrations").glob("0*.py")
    )

    assert {number for number, times in numbers.items() if times > 1} == DOUBLE_NUMBERS


@pytest.mark.django_db
def test_a_renamed_model_keeps_its_table_and_its_audit_entries() -> None:
    tables = {
        name: apps.get_model("articles", name)._meta.db_table
        for name in ("StaticPage", "StaffInitials", "Autosave")
    }

    assert tables == {
        "StaticPage": "articles_standingpage",
        "StaffInitials": "articles_staffer",
        "Autosave": "articles_unsaveddraft",
    }
    assert stored_model_name(apps.get_model("articles", "StaticPage")) == "standingpage"
    assert find_model("standingpage") is apps.get_model("articles", "StaticPage")


@pytest.mark.django_db
def test_a_role_keeps_what_it_was_given_and_refused_when_models_are_renamed() -> None:
    migration = import_module("articles.migrations.0040_standard_names_of_models")
    default = RoleDefault.objects.create(role="desk of before", permissions=["add_staffer", "view_article"])

    migration.rename_codenames(apps, None)

    default.refresh_from_db()
    assert default.permissions == ["add_staffinitials", "view_article"]


@pytest.mark.django_db
def test_a_section_with_a_word_of_the_site_as_slug_keeps_its_page_and_its_stories(client):
    section, other = make_section("Kontakt", "kontakt-1"), make_section("Kontakt II", "kontakt-2")
    Section.objects.filter(pk=section.pk).update(slug="kontakt")
    story = make_published("Rat tagt", section=section)

    migration = import_module("articles.migrations.0082_sections_beside_words_of_the_site")
    migration.rename_sections(apps, None)

    assert list(Section.objects.order_by("pk").values_list("slug", flat=True)) == ["kontakt-3", other.slug]
    assert "Rat tagt" in client.get("/kontakt-3/").content.decode()
    former = client.get(f"/kontakt/rat-tagt-{story.pk}/")
    assert (former.status_code, former["Location"]) == (301, f"/kontakt-3/rat-tagt-{story.pk}/")


RELEASED = {"newsroom": 2, "people": 6, "articles": 82}
"""Numbers of the newest migrations of the last release, 0.1.0."""
CONTRACTING = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def operations_since_release() -> Iterator[tuple[str, Operation]]:
    loader = MigrationLoader(connection)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if app in RELEASED and int(name[:4]) > RELEASED[app] and not migration.replaces:
            yield from ((f"{app}.{name}", operation) for operation in migration.operations)


def breaks_former_version(operation: Operation) -> bool:
    """A column that the former version does not fill needs a default in the database, or null."""
    if isinstance(operation, migrations.AddField):
        field = operation.field
        return not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED)
    return isinstance(operation, CONTRACTING)


@pytest.mark.django_db
def test_the_last_release_can_serve_while_and_after_the_database_is_migrated() -> None:
    found = list(operations_since_release())

    assert found
    assert [name for name, operation in found if breaks_former_version(operation)] == []
