"""A whole desk with a real Varnish in front: a killed story is gone from it, also if the worker dies meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from newsroom.launcher import postgres
from tests.newsroom.processes import PATIENCE, soon
from tests.newsroom.test_up import Desk, free_port
from tests.paths import ROOT
from tests.varnish import Varnish, start_varnish

pytestmark = pytest.mark.slow

EDITOR = """
import sys
import django
django.setup()
from django.utils import timezone
from articles.actions.stories.withdraw import kill
from articles.url_paths import story_path
from tests.factories import make_published

for line in sys.stdin:
    verb, _, rest = line.strip().partition(" ")
    if verb == "publish":
        story = make_published(rest, at=timezone.now())
        print(story.pk, story_path("politik", story.slug, story.pk), flush=True)
    else:
        kill(int(rest), reason="legal", by=None, at=timezone.now())
        print("killed", flush=True)
"""


@dataclass
class Editor:
    """A process that publishes and kills in the desk's database."""

    process: subprocess.Popen[str]

    def ask(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def publish(self, headline: str) -> tuple[int, str]:
        pk, path = self.ask(f"publish {headline}").split()
        return int(pk), path

    def kill(self, pk: int) -> None:
        assert self.ask(f"kill {pk}") == "killed"


@dataclass
class CachedDesk:
    desk: Desk
    varnish: Varnish
    editor: Editor

    def show(self, *paths: str) -> None:
        """Ask until the cache answers each page by itself."""
        for path in paths:
            assert soon(lambda path=path: self.varnish.get(path).is_hit, PATIENCE)

    def measure_kill(self, pk: int, path: str) -> float:
        """Kill the story; return the seconds from the commit until the cache shows none of it."""
        self.editor.kill(pk)
        committed = monotonic()
        mark = f"-{pk}/".encode()
        end = committed + PATIENCE
        while monotonic() < end:
            if self.varnish.get(path).status == 410 and mark not in self.varnish.get("/").body:
                return monotonic() - committed
        pytest.fail("the killed story is still in the cache")


@pytest.fixture(scope="module")
def cached() -> Iterator[CachedDesk]:
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    settings = {"CDN": "varnish", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    port, web = free_port(), free_port()
    settings["PURGE_URL"] = f"http://127.0.0.1:{port}/"
    varnish = start_varnish(web, port=port, probe=False)
    desk = Desk(base, port=web, environment=settings)
    desk.start()
    socket = postgres.socket_folder(base / "postgres")
    database = f"postgresql:///newsroom?host={socket}&user=newsroom"
    process = subprocess.Popen(
        [sys.executable, "-c", EDITOR], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, **settings, "NEWSROOM_DATA_DIR": str(base), "DATABASE_URL": database},
    )  # fmt: skip
    yield CachedDesk(desk, varnish, Editor(process))
    process.kill()
    process.wait()
    varnish.stop()
    desk.stop()
    postgres.stop(base / "postgres")
    shutil.rmtree(base)


def test_a_killed_story_is_gone_from_varnish_at_once(cached: CachedDesk):
    pk, path = cached.editor.publish("Kran im Hafen steht wieder")
    cached.show(path, "/", "/feed.atom")

    seconds = cached.measure_kill(pk, path)

    assert seconds < 9  # the worker was woken: its own round is every ten seconds
    assert f"-{pk}/".encode() not in cached.varnish.get("/feed.atom").body


def test_a_killed_story_is_gone_although_the_worker_was_killed_with_it(cached: CachedDesk):
    pk, path = cached.editor.publish("Werft entlässt alle")
    cached.show(path, "/")
    (worker,) = cached.desk.workers

    os.kill(worker, signal.SIGKILL)
    seconds = cached.measure_kill(pk, path)

    assert seconds < PATIENCE
    assert soon(lambda: cached.desk.workers not in ([], [worker]), PATIENCE)


def test_readers_see_no_tags_and_browsers_ask_each_time(cached: CachedDesk):
    _pk, path = cached.editor.publish("Fähre fährt wieder")
    cached.show(path)

    answer = cached.varnish.get(path)
    again = cached.varnish.get(path, If_None_Match=answer.headers["etag"])

    assert not {"xkey", "surrogate-control"} & answer.headers.keys()
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert again.status == 304


@pytest.mark.parametrize(
    "path",
    ["/admin/login/", "/api/v1/", "/healthz", "/preview/none/", "/nowhere/", "/intake/dpa/", "/metrics"],
)
def test_the_desk_and_the_interfaces_are_never_stored(cached: CachedDesk, path: str):
    answers = [cached.varnish.get(path, Cookie="sessionid=a") for _ in range(3)]

    assert not any(answer.is_hit for answer in answers)
