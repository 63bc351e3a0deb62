"""A desk restored from its dump: mirrors behind the backup catch up, those ahead of it start again, all end equal."""

import os
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.actions.publication.epochs import begin_epoch_if_moved
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import Article, FormerEpoch, Section
from newsroom.launcher.postgres.binaries import bundled_folder
from tests.factories import make_key, make_partner, make_published

pytestmark = pytest.mark.django_db(transaction=True)


class Mirror:
    """The guide's client: follows `diff` where it is offered, else empties itself and follows `full`."""

    def __init__(self, client, key: str, **filters: str) -> None:
        self.client, self.headers, self.filters = client, {"Authorization": f"Bearer {key}"}, filters
        self.cursor = ""
        self.held: dict[str, str] = {}
        self.ways: list[str] = []
        self.told: list[str] = []

    def pull(self, *, limit: int = 100) -> None:
        query = {**self.filters, "limit": str(limit)} | ({"cursor": self.cursor} if self.cursor else {})
        answer = self.ask(query)
        if answer.status_code == 410:
            restart = answer.json()["restart"]
            way = "diff" if "diff" in restart else "full"
            self.ways.append(way)
            if way == "full":
                self.held.clear()
            answer = self.ask(dict(parse_qsl(urlsplit(restart[way]).query)))
        self.take(answer.json())

    def ask(self, query):
        return self.client.get("/api/v1/changes", query, headers=self.headers)

    def take(self, page) -> None:
        for change in page["changes"]:
            self.told.append(change["uri"])
            if change["op"] == "put":
                self.held[change["uri"]] = change["item"]["headlines"][0]["value"]
            else:
                self.held.pop(change["uri"], None)
        self.cursor = page["cursor"]
        if page["more"]:
            self.take(self.ask({**self.filters, "limit": "2", "cursor": self.cursor}).json())


class Backup:
    """pg_dump and pg_restore of the tests' own database."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "desk.dump"
        place = connection.settings_dict
        self.name = place["NAME"]
        self.environment = os.environ | {
            "PGHOST": place["HOST"], "PGPORT": str(place["PORT"]), "PGUSER": place["USER"],
        }  # fmt: skip

    def run(self, program: str, *arguments: str) -> None:
        folder = bundled_folder()
        assert folder is not None
        subprocess.run([folder / program, *arguments], env=self.environment, check=True, capture_output=True)

    def make(self) -> None:
        self.run("pg_dump", "--format=custom", f"--file={self.file}", self.name)

    def restore(self) -> None:
        """Into a database made anew under the old name, as an operator would."""
        connection.close()
        connection.close_pool()
        for words in ("DROP DATABASE {} WITH (FORCE)", "CREATE DATABASE {}"):
            with psycopg.connect(self.url("postgres"), autocommit=True) as link:
                link.execute(psycopg.sql.SQL(words).format(psycopg.sql.Identifier(self.name)))
        self.run("pg_restore", f"--dbname={self.name}", str(self.file))

    def url(self, database: str) -> str:
        place = self.environment
        return f"host={place['PGHOST']} port={place['PGPORT']} user={place['PGUSER']} dbname={database}"


@pytest.fixture
def backup(tmp_path) -> Iterator[Backup]:
    folder = bundled_folder()
    if folder is None or not (folder / "pg_dump").exists():
        pytest.skip("there is no pg_dump beside the bundled PostgreSQL")
    return Backup(tmp_path)


def published(headline: str) -> Article:
    return make_published(headline, at=timezone.now(), section=Section.objects.first())


@pytest.fixture
def desk(client, backup) -> tuple[Backup, Mirror, Mirror]:
    """Two mirrors; one heard nothing since the backup, the other of everything up to the loss."""
    keys = [make_key(make_partner(name)) for name in ("Bergpost", "Küstenbote")]
    behind, ahead = (Mirror(client, key) for key in keys)
    stories = [published(f"Meldung {number}") for number in range(4)]
    for mirror in (behind, ahead):
        mirror.pull()
    published("Kurz vor der Sicherung")
    begin_epoch_if_moved(at=timezone.now())
    backup.make()
    update(stories[0].pk, StoryChange(fields={"headline": "Verloren"}), by=None, at=timezone.now())
    published("Auch verloren")
    kill(stories[1].pk, reason="wrong", by=None, at=timezone.now())
    ahead.pull()
    backup.restore()
    return backup, behind, ahead


def granted(client) -> list[str]:
    fresh = Mirror(client, make_key(make_partner("Vergleich")))
    fresh.pull()
    return sorted(fresh.held.values())


def test_after_a_restored_dump_both_mirrors_end_equal_to_the_desk(desk, client) -> None:
    _backup, behind, ahead = desk
    call_command("reset_feed_epoch", stdout=StringIO())
    published("Nach der Rettung")

    behind.told.clear()
    for mirror in (behind, ahead):
        mirror.pull(limit=2)

    assert sorted(behind.held.values()) == sorted(ahead.held.values()) == granted(client)
    assert (behind.ways, ahead.ways) == (["diff"], ["full"])
    assert len(behind.told) == 3  # met too late, after the backup, and killed
    assert "Meldung 1" not in behind.held.values()  # killed after the backup


def test_a_desk_that_finds_itself_in_another_database_begins_the_epoch_by_itself(desk, client) -> None:
    _backup, _behind, ahead = desk

    for _ in range(2):
        call_command("ensure_defaults", stdout=StringIO())
    ahead.pull()

    assert sorted(ahead.held.values()) == granted(client)
    assert FormerEpoch.objects.count() == 1
