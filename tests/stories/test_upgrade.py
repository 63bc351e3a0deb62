"""A desk of the last release goes on serving, publishing and syncing while the new version takes over."""

import io
import os
import random
import signal
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from newsroom.launcher import postgres
from tests.benchmarks import invented_archive
from tests.drills.environment import find_free_port
from tests.drills.feed.client import Mirror
from tests.newsroom.processes import PATIENCE, soon
from tests.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

LAST_RELEASE = "d8adcd77cc3dec711889b5717b5ac31f9241f54f"
"""Commit of version 0.1.0."""
KEY = """
import django; django.setup()
from django.utils import timezone
from articles.actions.partners.contracts_and_keys import add_partner, issue_key
partner = add_partner({"name": "Küstenbote", "contract_from": timezone.now()}, by=None, at=timezone.now())
print(issue_key(partner.pk, by=None, at=timezone.now())[1])
"""
EDITOR = """
import sys, time
import django; django.setup()
from django.utils import timezone
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import create_story
from articles.actions.stories.withdraw import kill
from articles.models import Section
section = Section.objects.order_by("pk").first().pk
for number in range(10_000):
    fields = {"headline": f"Hafenrat tagt zum {number}. Mal", "body": "<p>Der Rat tagte.</p>", "section_id": section}
    at = timezone.now()
    story = publish(create_story(StoryChange(fields=fields), by=None, at=at).pk, by=None, at=at)
    if number % 3 == 2:
        kill(story.pk, reason="legal", by=None, at=timezone.now())
    print("killed" if number % 3 == 2 else "published", story.pk, flush=True)
    time.sleep(0.2)
"""


class Editor:
    """The process that publishes at the former version, and what it says as it goes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line)

    def list_stories(self, verb: str) -> list[int]:
        return [int(line.split()[1]) for line in list(self.lines) if line.startswith(f"{verb} ")]

    def wait_for_more(self, stories: int) -> None:
        """Wait until so many further stories are published by the former version."""
        enough = len(self.list_stories("published")) + stories
        assert soon(
            lambda: self.process.poll() is not None or len(self.list_stories("published")) >= enough
        ), "the editor of the former version was stopped by the migrations"
        assert self.process.poll() is None, "".join(self.lines)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.reader.join(10)


@dataclass
class Host:
    """A checkout with a port and a data folder of its own."""

    code: Path
    data: Path
    environment: dict[str, str]
    port: int = field(default_factory=find_free_port)
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.code,
            env=self.environment | {"NEWSROOM_DATA_DIR": str(self.data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        output = process.communicate(timeout=2 * PATIENCE)[0]
        assert process.returncode == 0, output
        return output

    def start_up(self, *options: str) -> subprocess.Popen[str]:
        process = self.start("manage.py", "up", f"--port={self.port}", *options)
        threading.Thread(target=lambda: process.stdout and process.stdout.read(), daemon=True).start()
        assert soon(lambda: self.get("/") == 200), f"{self.code} does not answer"
        return process

    def get(self, path: str) -> int:
        """Return the status of a page, 0 without an answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return 0

    def stop(self) -> None:
        for process in self.running:
            if process.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(30)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


@pytest.fixture
def former_code(tmp_path: Path) -> Path:
    archive = subprocess.run(["git", "archive", LAST_RELEASE], check=False, cwd=ROOT, capture_output=True)
    if archive.returncode:
        pytest.skip("the history of this checkout does not reach the last release")
    folder = tmp_path / "former"
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Settings of both hosts, with a PostgreSQL server of their own."""
    clean = {name: value for name, value in os.environ.items() if name not in {"SITE_URL", "ALLOWED_HOSTS"}}
    folder = tmp_path / "postgres"
    url = postgres.ensure_running(folder)
    yield clean | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "k" * 50,
        "SITE_URL": "http://localhost:8000",
        "FEED_PER_MINUTE": "100000",
        "FEED_PER_DAY": "1000000",
        "FEED_WALK_PER_MINUTE": "100000",
    }
    postgres.stop_if_unused(folder)


@contextmanager
def readers(host: Host, paths: list[str]) -> Iterator[list[tuple[str, int]]]:
    """Ask for pages all the time; the list fills with the answers that were none."""
    failed: list[tuple[str, int]] = []
    over = threading.Event()

    def read() -> None:
        chance = random.Random(1)
        while not over.is_set():
            path = chance.choice(paths)
            if (status := host.get(path)) != 200:
                failed.append((path, status))
            time.sleep(0.02)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield failed
    finally:
        over.set()
        reader.join(PATIENCE)


def make_mirror(host: Host, key: str) -> Mirror:
    return Mirror(host.port, "Küstenbote", key, {}, "ninjs-3.1", follows_links=False, forbidden="§")


def follow(mirror: Mirror) -> Mirror:
    """Pull until nothing is left."""
    assert soon(lambda: not mirror.pull()), "the feed has no end"
    return mirror


def public_paths(url: str) -> list[str]:
    with psycopg.connect(url) as link:
        rows = link.execute(
            "SELECT s.slug, e.slug, e.article_id FROM articles_edition e"
            " JOIN articles_section s ON s.id = e.section_id ORDER BY e.id LIMIT 200"
        )
        return ["/", *(f"/{section}/{slug}-{story}/" for section, slug, story in rows)]


@pytest.mark.parametrize("stories", [3_000, pytest.param(20_000, marks=pytest.mark.exhaustive)])
def test_hosts_of_both_versions_serve_one_desk_and_nothing_is_lost(
    tmp_path: Path, former_code: Path, environment: dict[str, str], stories: int
) -> None:
    former = Host(former_code, tmp_path / "data", environment)
    new = Host(ROOT, tmp_path / "data of the new host", environment)
    (former.data / "media").mkdir(parents=True)
    new.data.mkdir()
    (new.data / "media").symlink_to(former.data / "media")
    try:
        former.run("manage.py", "migrate", "--verbosity=0")
        file = invented_archive.write(tmp_path / "archive", stories, persons=500)
        companions = [f"--{name}={file.parent / name}.jsonl" for name in ("sections", "persons")]
        former.run("manage.py", "import_archive", str(file), *companions)
        former.start_up()
        key = former.run("-c", KEY).split()[-1]
        mirror, follower = make_mirror(former, key), make_mirror(former, key)
        paths = public_paths(environment["DATABASE_URL"])
        follow(mirror)
        follow(follower)
        editor = Editor(former.start("-c", EDITOR))
        editor.wait_for_more(1)

        with readers(former, paths) as failed:
            new.run("manage.py", "up", f"--port={new.port}", "--only=migrate")
            editor.wait_for_more(10)
            follow(mirror)
            new.start_up()
            # From here on the former version delivers captions that the new one withholds, to those who still ask it.
            mirror.link = make_mirror(new, key).link
            editor.wait_for_more(10)
        editor.stop()
        follow(mirror)
        follow(follower)

        published, killed = editor.list_stories("published"), editor.list_stories("killed")
        assert failed == []
        assert {host.get(story_path(published[-1], environment)) for host in (former, new)} == {200}
        assert {host.get(story_path(killed[-1], environment)) for host in (former, new)} == {410}
        for each in (mirror, follower):
            assert (each.record.repeated, each.record.disordered, each.record.resets) == ([], [], 0)
        # The imported pictures have no file, and the former version delivered their captions.
        assert soon(lambda: not has_waiting_rows(environment["DATABASE_URL"]))
        whole = follow(make_mirror(new, key)).held
        assert follow(mirror).held == whole
        assert follow(follower).held.keys() == whole.keys()
    finally:
        new.stop()
        former.stop()


def has_waiting_rows(url: str) -> bool:
    with psycopg.connect(url) as link:
        return link.execute("SELECT FROM feed_state WHERE needs_row LIMIT 1").fetchone() is not None


def story_path(story: int, environment: dict[str, str]) -> str:
    with psycopg.connect(environment["DATABASE_URL"]) as link:
        row = link.execute(
            "SELECT s.slug, e.slug FROM articles_edition e JOIN articles_section s ON s.id = e.section_id"
            " WHERE e.article_id = %s",
            [story],
        ).fetchone()
    assert row
    return f"/{row[0]}/{row[1]}-{story}/"
