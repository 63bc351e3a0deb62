"""A desk is lost and comes back from its backup in another folder and database, as an operator would do it."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from newsroom.backup.errors import BackupError
from newsroom.backup.postgres_client import find_program
from tests.newsroom.processes import build_database_url
from tests.paths import ROOT
from tests.s3_server import run_s3_server

pytestmark = pytest.mark.slow

PRELUDE = """
import json, re
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from articles.actions.partners import contracts_and_keys
from articles.actions.photos.rights import block_photo
from articles.actions.stories.preview import share_preview
from articles.actions.stories.withdraw import kill
from articles.actions.webhooks import endpoints
from articles.models import *
from tests.factories import *
at = timezone.now()
def ask(path, key="", **query):
    return Client(SERVER_NAME="localhost").get(path, query, headers={"Authorization": f"Bearer {key}"} if key else {})
"""
WORK = """
photo = make_photo()
stories = [make_published(f"Meldung {n}", at=at, pictures=(photo,) if n == 0 else ()) for n in range(3)]
blocked = make_photo("Foto: Till Ekvall")
bergpost, bote = make_partner("Bergpost"), make_partner("Küstenbote")
keys = [make_key(bergpost), make_key(bote)]
hook, secret = endpoints.add_webhook(bergpost, endpoints.EndpointDraft(url="http://127.0.0.1:9/hook"), at=at)
print(json.dumps({
    "keys": keys, "stories": [story.pk for story in stories], "photo": photo.pk, "blocked": blocked.pk,
    "secret": secret, "preview": share_preview(make_story("Entwurf").pk, by=None, at=at),
    "cursor": ask("/api/v1/changes", keys[0]).json()["cursor"],
}))
"""
CLOSE = """
kill(facts["stories"][1], reason="wrong", by=None, at=at)
block_photo(facts["blocked"], True, by=None, at=at)
contracts_and_keys.revoke_key(PartnerKey.objects.get(public=facts["keys"][1].split("_")[2]).pk, by=None, at=at)
"""
LOOK = """
answer = ask("/api/v1/changes", facts["keys"][0], cursor=facts["cursor"])
links = re.findall(r"http://localhost:8000(/api/v1/pictures/[^\\"]*/file/[^\\"]*)",
                   ask(f"/api/v1/pictures/{facts['photo']}", facts["keys"][0]).content.decode())
picture = Client(SERVER_NAME="localhost").get(links[0].replace("&amp;", "&"))
print(json.dumps({
    "cursor": answer.status_code, "ways": sorted(answer.json().get("restart", {})),
    "keys": [ask("/api/v1/stories", key).status_code for key in facts["keys"]],
    "states": [Article.objects.get(pk=pk).state for pk in facts["stories"]],
    "page": ask(f"/id/story/{facts['stories'][1]}", follow=True).status_code,
    "blocked": Photo.objects.get(pk=facts["blocked"]).blocked,
    "signs": facts["secret"] in endpoints.signing_secrets(Webhook.objects.get(), at),
    "preview": ask(f"/preview/{facts['preview']}/").status_code,
    "picture": (picture.status_code, len(b"".join(picture.streaming_content) if picture.streaming else picture.content) > 1000),
    "alarms": FormerEpoch.objects.filter(checked_at=None).count(),
    "known": FormerEpoch.objects.latest("pk").closures_known,
}))
"""


@dataclass
class Desk:
    """A data folder and a database of its own on the tests' server."""

    folder: Path
    database: str
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return build_database_url(self.database)

    def manage(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        clean = {name: value for name, value in os.environ.items() if name not in {"SITE_URL", "PGOPTIONS"}}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={
                **clean,
                "NEWSROOM_DATA_DIR": str(self.folder),
                "DATABASE_URL": self.url,
                "WEBHOOKS_TO_LOOPBACK": "true",
                **self.environment,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *arguments: str, **environment: str) -> str:
        done = self.manage(*arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def script(self, code: str, facts: dict[str, Any]) -> dict[str, Any]:
        text = f"{PRELUDE}\nfacts = json.loads({json.dumps(facts)!r})\n{textwrap.dedent(code)}"
        lines = self.run("shell", "--no-imports", "-c", text).strip().splitlines()
        return json.loads(lines[-1]) if lines else {}


def administer(*statements: str) -> None:
    """Run SQL in the server's own database, with names already quoted."""
    place = connection.settings_dict
    parts = {
        "host": place["HOST"],
        "port": place["PORT"],
        "user": place["USER"],
        "password": place["PASSWORD"],
    }
    given = {name: value for name, value in parts.items() if value}
    with psycopg.connect(**given, dbname="postgres", autocommit=True) as link:
        for statement in statements:
            link.execute(statement)


def drop(*desks: Desk) -> None:
    administer(*(f'DROP DATABASE IF EXISTS "{desk.database}" WITH (FORCE)' for desk in desks))


def named(folder: Path, name: str) -> Desk:
    return Desk(folder / name, f"{connection.settings_dict['NAME']}_{name}")


@pytest.fixture(scope="module")
def model(tmp_path_factory, django_db_setup) -> Iterator[tuple[Desk, Path, dict[str, Any]]]:
    """Made once: a desk with work in it, its backup, and closings after the backup."""
    try:
        find_program("pg_dump", 16)
        find_program("psql", 16)
    except BackupError as missing:
        pytest.skip(str(missing))
    desk = named(tmp_path_factory.mktemp("model"), "model")
    drop(desk)
    template = connection.settings_dict["TEST"].get("TEMPLATE") or "template1"
    administer(f'CREATE DATABASE "{desk.database}" TEMPLATE "{template}"')
    desk.run("migrate", "--verbosity=0")
    desk.run("ensure_defaults")
    facts = desk.script(WORK, {})
    backup = Path(desk.run("back_up", str(desk.folder.parent / "backups")).splitlines()[0])
    desk.script(CLOSE, facts)
    yield desk, backup, facts
    drop(desk)


@pytest.fixture
def lost(tmp_path, model) -> Iterator[tuple[Desk, Desk, Path, dict[str, Any]]]:
    """A copy of that desk, an empty place for a new one, the backup, and what was noted of the desk."""
    made, kept, facts = model
    old, new = named(tmp_path, "lost"), named(tmp_path, "new")
    drop(old, new)
    administer(
        f'CREATE DATABASE "{old.database}" TEMPLATE "{made.database}"', f'CREATE DATABASE "{new.database}"'
    )
    shutil.copytree(made.folder, old.folder)
    backup = tmp_path / "backups" / kept.name
    shutil.copytree(kept, backup)
    yield old, new, backup, facts
    drop(old, new)


CAME_BACK = {
    "cursor": 410, "ways": ["diff", "full"], "keys": [200, 401], "states": ["published", "withheld", "published"],
    "blocked": True, "signs": True, "preview": 200, "picture": [200, True], "alarms": 1, "known": True,
}  # fmt: skip


def without_page(found: dict[str, Any]) -> dict[str, Any]:
    assert found.pop("page") in {404, 410}
    return found


def test_a_desk_comes_back_in_another_folder_and_nothing_closed_since_is_open(lost) -> None:
    old, new, backup, facts = lost

    refused = new.manage("restore", str(backup))
    shown = new.run("restore", str(backup), "--closures", str(old.folder / "closures.jsonl"))
    found = new.script(LOOK, facts)

    assert "There is no record of what was withheld, killed" in refused.stderr
    assert f"Closed again: article {facts['stories'][1]} (kill" in shown
    assert without_page(found) == CAME_BACK


def test_a_desk_restored_over_itself_learns_from_the_replaced_database_what_was_closed(lost) -> None:
    old, _new, backup, facts = lost
    (old.folder / "closures.jsonl").unlink()
    shutil.rmtree(old.folder / "media")

    old.run("restore", "--replace", str(backup))
    found = old.script(LOOK, facts)
    again = Path(old.run("back_up", str(backup.parent)).splitlines()[0])
    old.run("restore", "--replace", str(again))

    assert without_page(found) == CAME_BACK
    assert old.script(LOOK, facts)["states"] == CAME_BACK["states"]


STORIES = """
print(json.dumps({"stories": [make_published(f"Meldung {n}", at=at).pk for n in range(3)]}))
"""
KILL = """kill(facts["story"], reason="wrong", by=None, at=at)"""
STATES = """print(json.dumps([Article.objects.get(pk=pk).state for pk in facts["stories"]]))"""


@dataclass
class ThreeHosts:
    """A worker and two web hosts with one database and one media store, and a host to restore on."""

    hosts: list[Desk]
    new: Desk
    stories: list[int]
    backup: str

    def restore(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self.new.manage("restore", self.backup, *arguments, **environment)

    def files(self) -> list[str]:
        return [f"--closures={host.folder / 'closures.jsonl'}" for host in self.hosts]


@pytest.fixture(scope="module")
def killed_hosts(model, tmp_path_factory) -> Iterator[tuple[list[Desk], list[int], str]]:
    """Made once: a story was killed through each host after the backup; then the database was lost."""
    made, _kept, _facts = model
    folder, database = tmp_path_factory.mktemp("several"), f"{made.database}_several"
    with run_s3_server() as store:
        environment = {"MEDIA_URL_S3": store.url()}
        hosts = [Desk(folder / name, database, environment) for name in ("worker", "web-1", "web-2")]
        drop(hosts[0])
        administer(f'CREATE DATABASE "{database}" TEMPLATE "{made.database}"')
        shutil.copytree(made.folder, hosts[0].folder)
        (hosts[0].folder / "closures.jsonl").unlink()
        for host in hosts[1:]:
            host.folder.mkdir()
            shutil.copy(made.folder / "secret_key", host.folder)
        hosts[0].run("ensure_defaults")
        for host in hosts[1:]:
            host.run("ensure_defaults", "--host-only")
        stories = hosts[0].script(STORIES, {})["stories"]
        backup = hosts[0].run("back_up", str(folder / "backups")).splitlines()[0]
        for host, story in zip(hosts, stories, strict=True):
            host.script(KILL, {"story": story})
        yield hosts, stories, backup
        drop(hosts[0])


@pytest.fixture
def three_hosts(killed_hosts, tmp_path) -> Iterator[ThreeHosts]:
    """Those hosts, and an empty place for a new one."""
    hosts, stories, backup = killed_hosts
    new = named(tmp_path, "new")
    new.environment = hosts[0].environment
    drop(new)
    administer(f'CREATE DATABASE "{new.database}"')
    yield ThreeHosts(hosts, new, stories, backup)
    drop(new)


def test_on_several_hosts_no_story_killed_through_any_of_them_is_public_again(three_hosts) -> None:
    done = three_hosts.restore()

    assert done.returncode == 0, done.stderr
    assert three_hosts.new.script(STATES, {"stories": three_hosts.stories}) == ["withheld"] * 3


def test_without_the_media_store_each_host_is_asked_for_its_withdrawals(three_hosts) -> None:
    worker, *web = three_hosts.files()
    folders = [str(host.folder) for host in three_hosts.hosts]
    three_hosts.new.folder.mkdir()

    one = three_hosts.restore(worker, MEDIA_URL_S3="")
    left = sorted(path.name for path in three_hosts.new.folder.iterdir())
    every = three_hosts.restore(worker, *web, MEDIA_URL_S3="")
    states = three_hosts.new.script(STATES, {"stories": three_hosts.stories})

    assert f"({folders[1]}), " in one.stderr
    assert f"({folders[2]}); it would be public again" in one.stderr
    assert folders[0] not in one.stderr.partition("through")[2]
    assert left == ["secret_key"]
    assert (every.returncode, states) == (0, ["withheld"] * 3)


def test_a_refused_restore_leaves_no_database_and_no_folder(lost, tmp_path) -> None:
    _old, _new, backup, _facts = lost
    folder = tmp_path / "empty"
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SITE_URL"}
    }

    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(backup)],
        cwd=ROOT,
        env=environment | {"NEWSROOM_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "There is no record of what was withheld, killed" in done.stderr
    assert not folder.exists()
    assert not [command for command in running_commands() if str(folder) in command]


def running_commands() -> list[str]:
    found = subprocess.run(["/bin/ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return found.stdout.splitlines()


def test_a_start_after_a_cut_restore_closes_what_was_closed_and_says_so(lost) -> None:
    old, _new, backup, facts = lost
    script = """
from articles.actions.publication.epochs import MARK_AS_RESTORED
from newsroom.backup.postgres_client import database_from_settings, load_database
from django.conf import settings
from pathlib import Path
load_database(database_from_settings(settings.DATABASES["default"]), Path(facts["dump"]), dump_version=18, finish=MARK_AS_RESTORED)
"""
    old.script(script, facts | {"dump": str(backup / "database.dump")})

    said = old.manage("ensure_defaults").stderr

    assert "was restored from a backup or moved here" in said
    assert f"Closed again after the restored backup: article {facts['stories'][1]}" in said
    assert without_page(old.script(LOOK, facts)) == CAME_BACK


def test_a_damaged_dump_leaves_the_desk_as_it_was(lost) -> None:
    old, _new, backup, facts = lost
    dump = backup / "database.dump"
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) * 2 // 3])

    load = """
from newsroom.backup.postgres_client import database_from_settings, load_database
from newsroom.backup.errors import BackupError
from django.conf import settings
from pathlib import Path
try:
    load_database(database_from_settings(settings.DATABASES["default"]), Path(facts["dump"]), dump_version=18, finish="SELECT 1")
except BackupError as refusal:
    print(json.dumps({"why": str(refusal)}))
"""
    why = old.script(load, {"dump": str(dump)})["why"]

    assert "is as it was" in why
    assert old.script('print(json.dumps({"n": Article.objects.count()}))', facts) == {"n": 4}
